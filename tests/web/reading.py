"""Reading a page as a person does."""


def text(response) -> str:
    """The page in one line, however its template is laid out."""
    return " ".join(response.content.decode().split()).replace("&#39;", "'")
