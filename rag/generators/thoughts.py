"""Reasoning models think aloud before they answer: what they say without it.

It does not know drafts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_OPENS, _CLOSES = "<think>", "</think>"
_MOST = 200_000  # characters, thoughts included, after which nothing more is heard


def aloud(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces without what stands between "<think>" and "</think>"; a thought that does not end hides the rest."""
    buffer, heard, tag = "", 0, _OPENS
    for piece in pieces:
        buffer += piece
        heard += len(piece)
        while (at := buffer.find(tag)) >= 0:
            if tag == _OPENS:
                yield buffer[:at]
            buffer = buffer[at + len(tag) :]
            tag = _CLOSES if tag == _OPENS else _OPENS
        begun = buffer.rfind("<", max(len(buffer) - len(tag), 0))  # perhaps a tag of which the rest is still to come
        certain = begun if begun >= 0 else len(buffer)
        if tag == _OPENS:
            yield buffer[:certain]
        buffer = buffer[certain:]
        if heard > _MOST:
            return
    if tag == _OPENS:
        yield buffer
