"""What pages repeat in their margins: page numbers with their frames, running titles, remarks along the side.

It does not know how these are told; `folios` and `running` do. Nothing is lost that is said nowhere else: a title that the text does not
say stays where it stands first, set aside from the sentence that runs over that page's end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.clean.edges import SIDE, TOP, Edges, squash
from index.clean.folios import folios
from index.clean.lines import Line
from index.clean.running import MOST, SHORT, in_place, running
from index.types import RawPage

_MARGINS = 4  # lines: more, and half of a page, are no margins
_LONG = 16  # letters: a shorter title may stand in the text by chance, inside of other words
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|\s{2,}")
_NEAR = 2  # sheets
_NUMBER = re.compile(r"\d{1,5}\s")


@dataclass(frozen=True, slots=True)
class Margins:
    """Indices of lines: `dropped` count the pages or are said elsewhere; `heads` and `feet` are titles kept where they stand first."""

    dropped: frozenset[int]
    heads: frozenset[int]
    feet: frozenset[int]


class _Said:
    """What the text says, sheet by sheet, squashed: its lines, and all of them in a row."""

    def __init__(self, lines: Iterable[Line]) -> None:
        by_sheet: dict[int, list[str]] = defaultdict(list)
        for line in lines:
            by_sheet[line.sheet].append(squash(line.text))
        self._lines = {sheet: frozenset(found) for sheet, found in by_sheet.items()}
        self._texts = {sheet: "".join(found) for sheet, found in by_sheet.items()}
        self._all = frozenset().union(*self._lines.values()), "".join(self._texts.values())

    def add(self, title: str) -> None:
        """A title that is kept is said from now on."""
        lines, text = self._all
        self._all = lines | {squash(part) for part in _parts(title)}, text

    def says(self, title: str) -> bool:
        """Whether a line says the title, or the text each part of it: "Wahlprogramm | Umwelt und Verkehr"."""
        return squash(title) in self._all[0] or all(_is_in(squash(part), *self._all) for part in _PARTS.split(title))

    def says_near(self, title: str, sheet: int) -> bool:
        """Whether all of it is said, and something of it on the sheet or on one shortly before: there the chapter begins."""
        near = [n for n in range(sheet - _NEAR, sheet + 1) if n in self._lines]
        parts = [squash(part) for part in _parts(title)]
        return self.says(title) and any(_is_in(part, self._lines[n], self._texts[n]) for n in near for part in parts)

    def numbers(self, title: str) -> bool:
        """Whether a line begins with "1 Einleitung", number and all: the number is the title's own."""
        wanted, (lines, text) = squash(title), self._all
        return bool(_NUMBER.match(title)) and wanted in text and any(line.startswith(wanted) for line in lines)


def _parts(title: str) -> list[str]:
    return [title, *_PARTS.split(title)]


def _is_in(part: str, lines: Collection[str], text: str) -> bool:
    return part in lines or (len(part) >= _LONG and part in text)


def margins(lines: Sequence[Line], pages: Sequence[RawPage]) -> Margins:
    """What is repeated at the edges of the pages. What is kept at the head of the first page is its letterhead and not set aside."""
    edges = Edges.of(lines, pages)
    numbered = folios(lines, edges, pages)
    groups = running(lines, edges, numbered)
    known = {*numbered, *(index for group in groups for index in group)}
    single = in_place(lines, edges, known)
    text = _Said(line for index, line in enumerate(lines) if index not in known and index not in single)
    groups += _titles(lines, numbered, text, len(edges.sides))
    kept = _first(lines, numbered, groups, text, len(edges.sides))
    known = {index for index, title in numbered.items() if not title} | {index for group in groups for index in group}
    reached = _reached(lines, edges, known | {index for index in single if text.says_near(lines[index].text, lines[index].sheet)})
    heads = {index for index in kept & reached if edges.places[index][0] == TOP}
    return Margins(frozenset(reached - kept), frozenset(i for i in heads if lines[i].sheet), frozenset(kept & reached - heads))


def _titles(lines: Sequence[Line], numbered: Mapping[int, str], text: _Said, sheets: int) -> list[list[int]]:
    """The titles beside page numbers in groups that say the same.

    One that neither the text nor other pages say at least in part, or whose number the text says too, is no title but text.
    """
    alike: dict[str, list[int]] = defaultdict(list)
    on: dict[str, set[int]] = defaultdict(set)  # the sheets of each title and of its parts
    for index, title in sorted(numbered.items()):
        if title and not text.numbers(lines[index].text):
            alike[squash(title)].append(index)
            for part in _parts(title):
                on[squash(part)].add(lines[index].sheet)
    common = {part for part, found in on.items() if len(found) >= (2 if sheets <= SHORT else 3)}
    said = {title for title, group in alike.items() if text.says(numbered[group[0]])}
    return [group for title, group in alike.items() if title in said or common & {squash(part) for part in _parts(numbered[group[0]])}]


def _first(lines: Sequence[Line], numbered: Mapping[int, str], groups: Sequence[Sequence[int]], text: _Said, sheets: int) -> set[int]:
    """The first line of each title that the text does not say; where it is that of a chapter, does not say there."""
    kept: set[int] = set()
    for group in sorted(groups, key=lambda group: group[0]):
        title = numbered.get(group[0]) or lines[group[0]].text
        everywhere = len(group) >= MOST * sheets
        if not (text.says(title) if everywhere else text.says_near(title, lines[group[0]].sheet)):
            kept.add(group[0])
            text.add(title)
    return kept


def _reached(lines: Sequence[Line], edges: Edges, known: set[int]) -> set[int]:
    """The known lines from the edge of the page inwards up to the first that is text; along the sides of the page, any."""
    found: set[int] = set()
    sizes: dict[int, int] = defaultdict(int)
    for line in lines:
        sizes[line.sheet] += 1
    for sheet, sides in edges.sides.items():
        here: set[int] = set()
        for side, edge in enumerate(sides):
            ends = next((rank for rank, index in enumerate(edge) if index not in known), len(edge))
            here.update(edge[:ends] if side < SIDE else known.intersection(edge))
        if len(here) < max(_MARGINS, sizes[sheet] / 2):
            found |= here  # else two copies of one page: what repeats is its text
    return found
