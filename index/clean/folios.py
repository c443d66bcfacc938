"""Page numbers, alone or in a frame: "– 3 –", "Seite 3 von 17", "Drucksache 8/2625 – 3 –", "124 Das Rentenkonzept der AfD".

It does not know whether a title beside the number is said elsewhere. A number is a page's when it counts the pages of the document from the
same place; on sheets that show two pages it counts by two. One that belongs to its words ("§ 3", "Artikel 3", "3. Frage", "im Jahr 2019")
is content, even where each page begins with the next.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from index.clean.edges import BARE, SIDE, Edges, beside, squash
from index.clean.lines import Line
from index.types import RawPage

_N = r"(\d{1,5})(?!\d)"
_OF = r"(?:\s*(?:von|/|of)\s*\d{1,5}(?!\d))"
_END = r"[-–—|\s]*$"
_SPREAD = re.compile(r"(\d{1,4})\s(?:(.*)\s)?(\d{1,4})$")
# Set off from the words beside it: named as a page, between dashes, behind a bar.
_SET_OFF = re.compile(
    rf"(?<!\w)(?:(?:seite|blatt|page|s\.)\s*{_N}(?:{_OF}|{_END})|^(?:seite|blatt|page)\s*{_N}(?=\s)|[-–—]\s?{_N}\s?[-–—](?!\S)|\|\s*{_N}{_END}|^{_N}\s*\|)",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"{_N}\s+(?=[^\W\d_„»\"])(.+)$")
_TRAILING = re.compile(rf"(.*[^\W\d_][“«\"”)]?)(\s+){_N}$")
_DASH = re.compile(r"(?:^|\s)[^\w\s|]+(?=\s)")  # ink so low that the space beside it looks wide
_ROMAN = re.compile(r"[-–—|\s]*([ivxlc]{1,6})[-–—|\s]*$", re.IGNORECASE)
_YEARS = range(1900, 2100)
_SHARE = 0.3  # of the pages on which a number beside a title must count

Count = tuple[int, int]  # pages a sheet, and the number on sheet 0


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that may be the page's. `rest`: the words beside it. `apart`: told from them by a word, a dash, a bar or a wide space."""

    index: int
    sheet: int
    number: int
    rest: str
    set_off: bool = True
    apart: bool = True

    @property
    def counts(self) -> list[Count]:
        return [(step, self.number - step * self.sheet) for step in (1, 2)]


def folios(lines: Sequence[Line], edges: Edges, pages: Sequence[RawPage]) -> dict[int, str]:
    """The lines that hold the number of their page, by index, each with the title beside it; "" where the frame says no more."""
    marks = [
        mark
        for sides in edges.sides.values()
        for side in sides[:SIDE]
        for index in side
        if index not in edges.cells
        for mark in _marks(lines[index], index)
    ]
    set_off = [mark for mark in marks if mark.set_off]
    own = {mark.index for mark in set_off if lines[mark.index].printed and str(mark.number) in _names(pages[mark.sheet])}
    needed = 2 if len(edges.sides) <= 5 else 3
    held = own | {mark.index for group in _held(set_off, lines, edges, needed) for mark in group if _is_no_year(mark, pages)}
    known = {mark.index: mark.rest for mark in set_off if mark.index in held}
    known |= {i: "" for sides in edges.sides.values() for side in sides for i in side if _is_roman(lines[i], pages)}
    frames = _frames(known.values(), needed)
    known = {index: "" if _is_framed(rest, frames) else rest for index, rest in known.items()}
    known |= _beside_titles([mark for mark in marks if not mark.set_off], known, lines, edges, needed)
    return known | dict.fromkeys(_parts(known, frames, lines, edges), "")


def _marks(line: Line, index: int) -> Iterator[_Mark]:
    text, sheet = line.text, line.sheet
    if match := BARE.match(text):
        yield _Mark(index, sheet, int(match[1]), "")
    elif match := _SET_OFF.search(text):
        number = next(group for group in match.groups() if group)
        yield _Mark(index, sheet, int(number), f"{text[: match.start()]} {text[match.end() :]}".strip(" -–—|·"))
    elif (match := _SPREAD.match(text)) and int(match[3]) == int(match[1]) + 1:
        yield _Mark(index, sheet, int(match[1]), match[2] or "", set_off=not match[2])
    elif match := _LEADING.match(text):
        yield _Mark(index, sheet, int(match[1]), match[2], set_off=False)
    elif match := _TRAILING.match(text):
        wide = len(match[2]) > 2 or "\t" in match[2] or (line.printed and line.gaps > 0 and not _DASH.search(text))
        yield _Mark(index, sheet, int(match[3]), match[1], set_off=False, apart=wide)


def _names(page: RawPage) -> tuple[str, str]:
    return page.label, str(page.number)


def _is_roman(line: Line, pages: Sequence[RawPage]) -> bool:
    """Whether a printed line is nothing but the roman label of its page."""
    match = _ROMAN.match(line.text) if line.printed else None
    return match is not None and match[1] == pages[line.sheet].label


def _is_no_year(mark: _Mark, pages: Sequence[RawPage]) -> bool:
    """A year alone at the head of each page counts the pages too, without being their number."""
    return mark.number not in _YEARS or str(mark.number) in _names(pages[mark.sheet]) or len(pages) > _YEARS.start


def _held(marks: Sequence[_Mark], lines: Sequence[Line], edges: Edges, needed: int) -> Iterator[list[_Mark]]:
    """The marks in groups that count the pages from one number and at one place."""
    by_count: dict[Count, dict[int, _Mark]] = defaultdict(dict)
    for mark in marks:
        for count in mark.counts:
            by_count[count][mark.index] = mark
    for (step, _), found in by_count.items():
        for group in edges.together(lines, found, max(needed, 2 * step if step > 1 else 0)):
            yield [found[index] for index in group]


def _frames(rests: Collection[str], needed: int) -> list[str]:
    """The words that stand beside the number on enough pages."""
    squashed = [squash(rest) for rest in rests if rest]
    return [frame for frame in set(squashed) if squashed.count(frame) >= needed]


def _is_framed(rest: str, frames: Sequence[str]) -> bool:
    return any(squash(rest) in frame for frame in frames)


def _beside_titles(marks: Sequence[_Mark], known: dict[int, str], lines: Sequence[Line], edges: Edges, needed: int) -> dict[int, str]:
    """The lines that begin or end with the number of their page, each with its title: a title may change from chapter to chapter.

    Not on pages that have their number already, unless a sheet shows two. A number at the end of a line is one with its words, but where
    a wide space divides them or other pages have it in front of them.
    """
    numbers: dict[int, set[int]] = defaultdict(set)
    for index in known:
        numbers[lines[index].sheet] |= {mark.number for mark in _marks(lines[index], index)}
    free = [mark for mark in marks if all(abs(mark.number - other) == 1 for other in numbers[mark.sheet]) and mark.number not in _YEARS]
    held = [mark for group in _held(free, lines, edges, max(needed, round(_SHARE * len(edges.sides)))) for mark in group]
    apart = {squash(mark.rest) for mark in held if mark.apart}
    return {mark.index: mark.rest for mark in held if squash(mark.rest) in apart}


def _parts(known: dict[int, str], frames: Sequence[str], lines: Sequence[Line], edges: Edges) -> Iterator[int]:
    """Pieces of a frame that lie beside the number instead of in one line with it."""
    for sides in edges.sides.values():
        for side in sides[:SIDE]:
            numbered = [lines[index] for index in side if index in known]
            for index in side:
                if index not in known and any(beside(lines[index], line) for line in numbered) and _is_framed(lines[index].text, frames):
                    yield index
