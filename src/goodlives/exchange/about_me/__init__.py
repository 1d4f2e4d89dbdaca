"""About me as a tagged PDF and as a JSON document, by the headings of PRSB About Me v1.2."""

from .document import as_document
from .paper import as_pdf

__all__ = ["as_document", "as_pdf"]
