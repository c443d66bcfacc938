"""The XML parts of an office file, which is a ZIP archive.

It does not know DOCX from ODT. The archive is untrusted: sizes are checked before anything is unpacked, and a document type declaration,
which no office program writes but every entity attack needs, is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from xml.etree import ElementTree

from index.errors import EncryptedSource, UnreadableSource
from index.readers.file import too_large

MAX_PART_BYTES = 200_000_000  # of one XML part, unpacked; a thousand pages of text are about 10 MB

_DAMAGE = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, OSError, ValueError, NotImplementedError, RecursionError)


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
    """The parts that are there, by path, as trees. Errors: UnreadableSource, EncryptedSource, SourceTooLarge."""
    parts = {}
    with damage_named(name), zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = {info.filename: info for info in archive.infolist()}
        for path in paths:
            if path in listed:
                parts[path] = _tree(archive, listed[path], name)
    return parts


def _tree(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> ElementTree.Element:
    if info.flag_bits & 1:
        raise EncryptedSource(name=name)
    if info.file_size > MAX_PART_BYTES:  # zipfile never unpacks more than this figure says
        raise too_large(name, info.file_size, MAX_PART_BYTES)
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314 - without a document type there are no entities
    try:
        parser.feed(archive.read(info))
        root: ElementTree.Element = parser.close()
    except LookupError as error:  # an encoding that Python does not know
        raise ValueError(str(error)) from None
    return root
