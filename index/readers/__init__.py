"""Files in, raw documents out: pages of text with word boxes and headings, as found.

They do not know what the text means; the cleaner does. Every error is a `SourceError` that names the file; bytes are untrusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from index.errors import SourceError
from index.readers.detect import DOCX, HTML, JSONL, MARKDOWN, ODT, PDF, SUFFIXES, TEXT, detect
from index.readers.docx import read_docx
from index.readers.file import File, too_large
from index.readers.html import read_html
from index.readers.jsonl import read_jsonl
from index.readers.markdown import read_markdown
from index.readers.ocr import ocr_available
from index.readers.odt import read_odt
from index.readers.pdf import PDFIUM, read_pdf
from index.readers.plain import read_text
from index.types import RawDocument

__all__ = ["MAX_SOURCE_BYTES", "PDFIUM", "READERS", "SUFFIXES", "check_size", "detect", "ocr_available", "read"]

MAX_SOURCE_BYTES = 500_000_000

READERS: dict[str, Callable[[File], Iterator[RawDocument]]] = {
    PDF: read_pdf,
    DOCX: read_docx,
    ODT: read_odt,
    HTML: read_html,
    MARKDOWN: read_markdown,
    TEXT: read_text,
    JSONL: read_jsonl,
}


def read(
    data: bytes, name: str, *, media_type: str | None = None, ocr: bool = True, problems: list[SourceError] | None = None
) -> Iterator[RawDocument]:
    """The documents in a file: one, but for a JSONL corpus, which gives one a line, each with its own `key`.

    Nothing is read before the first document is asked for, and errors are raised then. `name` is for messages. `media_type` is what
    `detect` said, when it was asked before. A broken line of a corpus does not cost the others: what is wrong with it is appended to
    `problems`. Errors: any SourceError.
    """
    reader = READERS[media_type or detect(data, name)]
    yield from reader(File(data, name, ocr, [] if problems is None else problems))


def check_size(path: Path, limit: int = MAX_SOURCE_BYTES) -> int:
    """The size of a file in bytes, without reading it. SourceTooLarge above `limit`."""
    size = path.stat().st_size
    if size > limit:
        raise too_large(path.name, size, limit)
    return size
