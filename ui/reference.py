"""A citation as people put it into a letter, a report or a footnote.

It does not know how an answer is shown.
"""

from __future__ import annotations

from rag.types import Citation
from ui.terminal import plain, reference
from ui.texts import Language

_INNER = str.maketrans({"„": "‚", "“": "‘", "”": "’", '"': "’"})  # within a quotation


def citable(citation: Citation, language: Language, address: str = "") -> str:
    """Title, paper number, date, page, quote and address: 'Titel, Drucksache 8/2625, 6. Oktober 2023, Seite 2: „…“. http://…'.

    address: where the quote can be read, such as that of a shared answer; without one that of the document where it has one.
    """
    opening, closing = ("„", "“") if language == "de" else ("“", "”")
    quote = f"{opening}{plain(citation.quote).translate(_INNER)}{closing}"
    return " ".join(filter(None, (f"{reference(citation, language)}: {quote}", plain(address or citation.url))))
