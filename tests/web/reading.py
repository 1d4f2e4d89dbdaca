"""Reading a page as a person does."""

import html
import re


def text(response) -> str:
    """The page in one line, however its template is laid out."""
    return " ".join(response.content.decode().split()).replace("&#39;", "'")


def words_of(response) -> str:
    """Only the words, without what draws them."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split()).replace(" ,", ",")
