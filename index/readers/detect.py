"""What a file is, by its content; the suffix of its name decides only among kinds of text.

It does not know how any of them is read. A name that promises a PDF or an office file is kept to: an error page that was saved as
"bericht.pdf" is no document. Of other names nothing is expected, and such a file is read as what it is.
"""

from __future__ import annotations

import json
import re
import zipfile

from index.errors import EmptySource, EncryptedSource, UnreadableSource, UnsupportedFormat
from index.readers.archive import BROKEN, opened
from index.readers.encoding import decode
from index.readers.jsonl import GZIP

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"
JSONL = "application/x-ndjson"

SUFFIXES = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".odt": ODT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": TEXT,
    ".text": TEXT,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".jsonl.gz": JSONL,
    ".ndjson.gz": JSONL,
}

_BINARY = frozenset({PDF, DOCX, ODT})
_NAMES = {PDF: "PDF", DOCX: "DOCX", ODT: "ODT", HTML: "HTML", MARKDOWN: "Text", TEXT: "Text", JSONL: "JSONL"}  # the same in any language
_PDF_START = b"%PDF-"
_PDF_HEAD = 1024  # bytes in which readers look for the beginning of a PDF, whatever stands before it
_HEAD = 64 * 1024  # bytes that tell one kind of text from another
_OTHER = {
    GZIP: "gzip archive",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG picture",
    b"\xff\xd8\xff": "JPEG picture",
    b"GIF8": "GIF picture",
    b"II*\0": "TIFF picture",
    b"MM\0*": "TIFF picture",
    b"\x7fELF": "program",
    b"MZ": "program",
    b"Rar!": "RAR archive",
    b"7z\xbc\xaf": "7z archive",
    b"BZh": "bzip2 archive",
    b"\xfd7zXZ": "xz archive",
    b"SQLite format 3": "SQLite database",
    b"%!PS": "PostScript",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


class WronglyNamed(UnsupportedFormat):
    """A file whose name promises another kind than it holds."""

    english = "{name}: the name promises {promised}, but the file holds {found}. Fetch it again, or give it its right ending."
    german = "{name}: Der Name verspricht {promised}, die Datei enthält aber {found}. Besorgen Sie sie erneut oder ändern Sie die Endung."


def detect(data: bytes, name: str) -> str:
    """The media type.

    Errors: EmptySource, EncryptedSource (office files), UnreadableSource (damaged archives), PackedTooTightly, UnsupportedFormat,
    WronglyNamed.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise EmptySource(name=name)
    found, promised = _kind(data, name), SUFFIXES.get(suffix(name), TEXT)
    if promised in _BINARY and found != promised:
        raise WronglyNamed(name=name, promised=_NAMES[promised], found=_NAMES[found])
    return found


def pdf_start(data: bytes) -> int:
    """Where a PDF begins in the file, -1 where it is none. Mail gateways and scripts put lines before it; a text may speak of PDF."""
    at = data.find(_PDF_START, 0, _HEAD)
    behind = at < _PDF_HEAD or (data[at - 1 : at] in (b"\n", b"\r", b"\0") and b" obj" in data)
    return at if behind else -1


def _kind(data: bytes, name: str) -> str:
    if pdf_start(data) >= 0:
        return PDF
    if data.startswith(b"PK"):
        return _in_zip(data, name)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedSource(name=name)
        raise UnsupportedFormat(name=name, found="Word, Excel or PowerPoint before 2007")
    if data.startswith(GZIP) and suffix(name) in ("", ".jsonl.gz", ".ndjson.gz"):
        return JSONL
    for start, found in _OTHER.items():
        if data.startswith(start):
            raise UnsupportedFormat(name=name, found=found)
    return _text_kind(decode(data[:_HEAD], name), name)


def suffix(name: str) -> str:
    """The known suffix of a name, "" when it has none."""
    return max((known for known in SUFFIXES if name.lower().endswith(known)), key=len, default="")


def _in_zip(data: bytes, name: str) -> str:
    try:
        with opened(data, name) as archive:
            names = set(archive.namelist())
            kind = _declared(archive) if "mimetype" in names else ""
    except BROKEN as error:
        raise UnreadableSource(name=name, reason=str(error)) from None
    if kind.startswith(ODT):
        return ODT
    if "word/document.xml" in names:
        return DOCX
    raise UnsupportedFormat(name=name, found=kind or "ZIP archive")


def _declared(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as part:
        return part.read(200).decode("ascii", "replace")


def _text_kind(head: str, name: str) -> str:
    named = SUFFIXES.get(suffix(name), TEXT)
    if _HTML_START.match(head):
        return HTML
    if head.lstrip().startswith("<?xml"):
        raise UnsupportedFormat(name=name, found="XML")
    if named == JSONL or _is_record(head):
        return JSONL
    return named if named in (HTML, MARKDOWN) else TEXT


def _is_record(head: str) -> bool:
    """Whether the first line is a document of a corpus."""
    first = head.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and {"id", "text"} <= record.keys()
