"""The XML parts of an office file, which is a ZIP archive.

It does not know DOCX from ODT. The archive is untrusted: sizes are checked before anything is unpacked, and a document type declaration,
which no office program writes but every entity attack needs, is refused. Archives within it are never opened.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from xml.etree import ElementTree

from index.errors import EncryptedSource, SourceError, UnreadableSource
from index.readers.file import amount

MAX_PART_BYTES = 200_000_000  # of one XML part, unpacked; a thousand pages of text are about 10 MB
MAX_UNPACKED_BYTES = 2_000_000_000  # of all parts, pictures included: whoever saves the file unpacks them
MAX_ENTRIES = 10_000
MAX_RATIO = 200  # unpacked to packed: text in XML comes to 10 or 30, a bomb to 1,000
SMALL = 10_000_000  # bytes that may be packed as tightly as they like

BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)  # an archive
_DAMAGE = (*BROKEN, ElementTree.ParseError)


class PackedTooTightly(SourceError):  # noqa: N818 - named like those of index.errors
    """A ZIP archive that would fill memory or disk: far more in it than its size lets expect."""

    english = "{name}: unpacked it would be {size} in {entries} parts, more than any document needs. Save it anew with an office program."
    german = (
        "{name}: Entpackt wären es {size} in {entries} Teilen, mehr als ein Dokument braucht. Speichern Sie es mit einem Büroprogramm neu."
    )


class _Builder(ElementTree.TreeBuilder):
    def doctype(self, *_: object) -> None:
        raise ValueError("it declares a document type")


@contextmanager
def damage_named(name: str, kinds: tuple[type[Exception], ...] = _DAMAGE) -> Iterator[None]:
    """Whatever a damaged archive or its XML causes becomes UnreadableSource."""
    try:
        yield
    except kinds as error:
        raise UnreadableSource(name=name, reason=f"{type(error).__name__}: {error}"[:200]) from None


def xml_parts(data: bytes, name: str, paths: Sequence[str]) -> Mapping[str, ElementTree.Element]:
    """The parts that are there, by path, as trees. Errors: UnreadableSource, EncryptedSource, PackedTooTightly."""
    parts = {}
    with damage_named(name), zipfile.ZipFile(io.BytesIO(data)) as archive:
        check_packing(archive, len(data), name)
        listed = {info.filename: info for info in archive.infolist()}
        for path in paths:
            if path in listed:
                parts[path] = _tree(archive, listed[path], name)
    return parts


def check_packing(archive: zipfile.ZipFile, size: int, name: str) -> None:
    """Refuse an archive of `size` bytes that only means harm, by what it says of itself; nothing is unpacked. PackedTooTightly."""
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
    return part.file_size > MAX_PART_BYTES or part.file_size > max(MAX_RATIO * min(part.compress_size, size), SMALL)


def _tree(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> ElementTree.Element:
    if info.flag_bits & 1:
        raise EncryptedSource(name=name)
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314 - without a document type there are no entities
    try:
        parser.feed(archive.read(info))
        root: ElementTree.Element = parser.close()
    except LookupError as error:  # an encoding that Python does not know
        raise ValueError(str(error)) from None
    return root
