"""The XML parts of an office file, which is a ZIP archive.

It does not know DOCX from ODT. The archive is untrusted: sizes are checked before anything is unpacked, and the XML is counted while it is
read (`index.readers.xml_tree`). Archives within it are never opened.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from index.errors import EncryptedSource, SourceError, UnreadableSource
from index.readers.file import amount
from index.readers.xml_tree import BROKEN_XML, MAX_BYTES, Budget, TooMuchXml, parse

MAX_UNPACKED_BYTES = 2_000_000_000  # of all parts, pictures included: whoever saves the file unpacks them
MAX_ENTRIES = 10_000
MAX_RATIO = 200  # unpacked to packed: text in XML comes to 10 or 30, a bomb to 1,000
SMALL = 10_000_000  # bytes that may be packed as tightly as they like

BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)  # an archive
_DAMAGE = (*BROKEN, *BROKEN_XML)
_LISTED = b"PK\x01\x02"  # stands before each part in the list at the end of an archive


class PackedTooTightly(SourceError):  # noqa: N818 - named like those of index.errors
    """A ZIP archive that would fill memory or disk: far more in it than its size lets expect."""

    english = "{name}: unpacked it would be {size} in {entries} parts, more than any document needs. Save it anew with an office program."
    german = (
        "{name}: Entpackt wären es {size} in {entries} Teilen, mehr als ein Dokument braucht. Speichern Sie es mit einem Büroprogramm neu."
    )


class TooManyElements(SourceError):  # noqa: N818
    """XML that would fill memory: far more elements, attributes or names than any document has."""

    english = "{name}: it is made of more elements than any document needs. Split it, or save it as PDF."
    german = "{name}: Die Datei besteht aus mehr Elementen, als ein Dokument braucht. Teilen Sie sie, oder speichern Sie sie als PDF."


@contextmanager
def damage_named(name: str, kinds: tuple[type[Exception], ...] = _DAMAGE) -> Iterator[None]:
    """Whatever a damaged archive or its XML causes becomes UnreadableSource."""
    try:
        yield
    except kinds as error:
        raise UnreadableSource(name=name, reason=f"{type(error).__name__}: {error}"[:200]) from None


@contextmanager
def opened(data: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """The archive, if it does not only mean harm. Errors: those of BROKEN; PackedTooTightly."""
    listed = data.count(_LISTED)
    if listed > MAX_ENTRIES:  # the list alone would fill memory
        raise PackedTooTightly(name=name, size=amount(len(data)), entries=listed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_packing(archive, len(data), name)
        yield archive


def xml_parts(data: bytes, name: str, paths: Sequence[str]) -> Mapping[str, Element]:
    """The parts that are there, by path, as trees. Errors: UnreadableSource, EncryptedSource, PackedTooTightly, TooManyElements."""
    parts, budget = {}, Budget()
    with damage_named(name), opened(data, name) as archive:
        listed = {info.filename: info for info in archive.infolist()}
        for path in paths:
            if path in listed:
                parts[path] = _tree(archive, listed[path], name, budget)
    return parts


def _check_packing(archive: zipfile.ZipFile, size: int, name: str) -> None:
    """Refuse an archive of `size` bytes that only means harm, by what it says of itself; nothing is unpacked."""
    parts = archive.infolist()
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    overlapping = packed > size  # the same bytes stand for many parts
    tight = unpacked > max(MAX_RATIO * size, 10 * SMALL) or any(_tight(part, size) for part in parts if _is_text(part))
    if tight or overlapping or unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_ENTRIES:
        raise PackedTooTightly(name=name, size=amount(unpacked), entries=len(parts))


def _is_text(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels", "mimetype"))


def _tight(part: zipfile.ZipInfo, size: int) -> bool:
    """zipfile never unpacks more than `file_size` says."""
    return part.file_size > MAX_BYTES or part.file_size > max(MAX_RATIO * min(part.compress_size, size), SMALL)


def _tree(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> Element:
    if info.flag_bits & 1:
        raise EncryptedSource(name=name)
    try:
        with archive.open(info) as part:
            return parse(part, budget)
    except TooMuchXml:
        raise TooManyElements(name=name) from None
    except LookupError as error:  # an encoding that Python does not know
        raise ValueError(str(error)) from None
