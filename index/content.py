"""What a raw document holds, as a hash, and without what no file may hold.

It does not know how it was read nor what is made of it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields, replace
from typing import Any

from index.types import Metadata, RawDocument

_SURROGATE = re.compile("[\ud800-\udfff]")


def content_hash(raw: RawDocument, preparation: int) -> bytes:
    """16 bytes that change whenever the document that is made of `raw` would; `preparation` is the version of the making."""
    pages = [(page.number, page.label, page.text, page.width, page.height, page.headings) for page in raw.pages]
    digest = hashlib.blake2b(repr((preparation, raw.key, raw.metadata, pages)).encode(), digest_size=16)
    for page in raw.pages:
        digest.update(page.words.spans.tobytes())
        digest.update(page.words.boxes.tobytes())
    return digest.digest()


def without_surrogates(raw: RawDocument) -> RawDocument:
    """Lone surrogates, which a damaged file can smuggle in and UTF-8 cannot hold, as replacement characters. No offset changes."""
    pages = tuple(replace(page, label=sound(page.label), text=sound(page.text)) for page in raw.pages)
    known = {field.name: _sound_within(getattr(raw.metadata, field.name)) for field in fields(raw.metadata)}
    return replace(raw, key=sound(raw.key), pages=pages, metadata=Metadata(**known))


def sound(text: str) -> str:
    """The text with a replacement character in the place of each lone surrogate."""
    return _SURROGATE.sub("\ufffd", text)


def _sound_within(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    return tuple(map(_sound_within, value)) if isinstance(value, tuple) else value
