"""Pages of the files that kept answers cite, as pictures with the cited words marked: as they were, whatever the library holds now.

It does not know HTTP. The boxes of the words stand in the answer itself.
"""

from __future__ import annotations

import logging

from index import keeping
from index.readers.detect import PDF
from index.readers.pdf import proper
from rag.types import Citation
from ui.audit.circumstances import CitedSource
from ui.ledger import Ledger
from ui.page_images import png, rendered
from ui.problems import FileGone, NoPictures, NoSuchPage

log = logging.getLogger(__name__)


def bytes_of(ledger: Ledger, source: CitedSource) -> bytes:
    """The file as it was. Error: FileGone."""
    try:
        return ledger.source_bytes(source)
    except keeping.Lost as error:
        log.error("%s", error)
        raise FileGone from error


def page_of(ledger: Ledger, source: CitedSource, citation: Citation, page: int, zoom: float = 1.5) -> bytes:
    """A cited page as PNG. Errors: FileGone, NoPictures (it is no PDF), NoSuchPage (nothing that is cited stands on it)."""
    if source.media_type != PDF:
        raise NoPictures
    place = next((place for place in citation.places if place.page == page), None)
    if place is None:
        raise NoSuchPage(page=page, pages=len(citation.places))
    picture, size = rendered(proper(bytes_of(ledger, source), source.name), page, zoom)
    return png(picture, place.boxes, size)
