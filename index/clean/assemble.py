"""Units written out: line ends become spaces, hyphens go where a word was broken, blocks are divided by an empty line.

It does not know why lines belong together. It works on slices of the aligned text, so every character keeps its place on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.alignment import Aligned
from index.clean.hyphens import Vocabulary, joint
from index.clean.lines import touches
from index.clean.paragraphs import Unit
from index.clean.spacing import tidy
from index.clean.structure import Role
from index.types import Block, Span

_NOTHING = Aligned.of("")
_GAPS = {gap: Aligned.join([_NOTHING, _NOTHING], gap) for gap in ("", " ", "\n", "\n\n")}


def write(unit: Unit, text: Aligned, vocabulary: Vocabulary) -> Aligned:
    """The unit's text: one line, or a line for each row of a table."""
    parts: list[Aligned] = []
    for line, following in zip(unit.lines, [*unit.lines[1:], None], strict=True):
        if following is None:
            drop, gap = False, ""
        elif touches(line, following):
            drop, gap = False, "" if following.x0 - line.x1 < line.advance / 3 else " "
        elif unit.table:
            drop, gap = False, "\n"
        else:
            drop, gap = joint(line.text, following.text, vocabulary)
        parts += [tidy(text[line.start : line.end - drop]), _GAPS[gap]]
    return Aligned.join(parts)


def lay_out(texts: Sequence[Aligned], roles: Sequence[Role]) -> tuple[Aligned, tuple[Block, ...]]:
    """The document's text and its blocks."""
    parts: list[Aligned] = []
    blocks: list[Block] = []
    at = 0
    for index, (text, role) in enumerate(zip(texts, roles, strict=True)):
        if index:
            gap = "\n" if _belongs(roles[index - 1], role) else "\n\n"
            parts.append(_GAPS[gap])
            at += len(gap)
        parts.append(text)
        blocks.append(Block(Span(at, at + len(text)), role.kind, role.level))
        at += len(text)
    return Aligned.join(parts), tuple(blocks)


def _belongs(before: Role, role: Role) -> bool:
    """Whether a block stands on the next line without an empty one: items of a list, and the parts of a question below it."""
    return before.kind == role.kind and (role.kind == "item" or (role.kind == "question" and role.level == 2))


def in_one_line(texts: Iterable[Aligned]) -> list[str]:
    """The texts as strings without line ends."""
    return [" ".join(text.text.split()) for text in texts]
