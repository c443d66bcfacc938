"""Running headers, footers and page numbers: lines at the edge of a page that come again on other pages.

It does not know what the lines say. A line is only dropped when it repeats, letter for letter and with numbers that stay the same or count
the pages, or when it is nothing but the page's number; the letterhead of a first page stands once and stays. So does the first of a few
repetitions, such as the title of a table that goes on: nothing is lost that is said nowhere else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from index.clean.folios import folios
from index.clean.lines import Line
from index.types import RawPage

_ZONE = 0.12  # of the page's height, at the top and at the bottom
_DEPTH = 4  # lines, at the top and at the bottom
_SENTENCE = re.compile(r"[^\W\d_]{3}\.$|\s\d+\.$")
_MOST = 0.4  # of the pages have a running header, or every second one
_FEWEST = 4  # pages
_SHORT = 5  # pages: what comes twice in so short a document is running
_NEARLY_ALL = 0.8  # of the pages repeat a sentence that is a remark and no text
_SIDES = 3
_MARGINS = 4  # lines: more, and half of a page, are no margins
_NUMBER = re.compile(r"\d{1,9}")
_BARE = re.compile(r"(?:seite |s\. |page )?[-–—|]*\s*(?:#|[ivxlc]{1,6})\s*[-–—|]*(?:\s*(?:von|/|of)\s*#)?\s*[-–—|]*")


def margins(lines: Sequence[Line], pages: Sequence[RawPage]) -> frozenset[int]:
    """The indices in `lines` of what is repeated at the edges of the pages."""
    sheets: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        sheets[line.sheet].append(index)
    heights = {i: page.height for i, page in enumerate(pages)}
    edges = [list(_edges(lines, found, heights.get(sheet, 0.0))) for sheet, found in sheets.items()]
    everything = _solid("".join(line.text for line in lines))
    known = folios(lines, edges)
    known |= {index for sides in edges for side in sides for index in side if _is_own_number(lines[index], pages)}
    for side in range(_SIDES):
        known |= _repeated(lines, [sides[side] for sides in edges], everything)
    known |= _in_place(lines, edges, known, everything)
    dropped = {index for sides in edges for side, edge in enumerate(sides) for index in _outermost(edge, known, side)}
    for found in sheets.values():
        if sum(index in dropped for index in found) >= max(_MARGINS, len(found) / 2):
            dropped.difference_update(found)  # two copies of one page: what repeats is its text
    return frozenset(dropped)


def _outermost(edge: Sequence[int], known: set[int], side: int) -> Iterator[int]:
    """The lines from the edge of the page inwards up to the first that is text; along the sides of the page, any."""
    for index in edge:
        if index in known:
            yield index
        elif side < 2:
            return


def _in_place(lines: Sequence[Line], edges: Sequence[Sequence[Sequence[int]]], known: set[int], everything: str) -> set[int]:
    """Lines that stand where most pages have a running title and whose words stand elsewhere too: the title of a short chapter."""
    places = Counter(round(lines[index].top) for index in known if lines[index].printed)
    usual = {at for at, count in places.items() if count >= max(_FEWEST, _MOST * len(edges))}
    outermost = [edge[0] for sides in edges for edge in sides[:2] if edge]
    candidates = [i for i in outermost if round(lines[i].top) in usual and not _is_text(lines[i].text)]
    return {i for i in candidates if everything.count(_solid(lines[i].text)) > 1}


def _edges(lines: Sequence[Line], found: Sequence[int], height: float) -> Iterator[list[int]]:
    """The outermost lines of a page, the outermost first: those at the top, those at the bottom, those along the sides."""
    printed = bool(height) and bool(found) and lines[found[0]].printed
    order = sorted(found, key=lambda i: (lines[i].top, lines[i].x0)) if printed else list(found)
    top, bottom = order[:_DEPTH], order[: -_DEPTH - 1 : -1]
    if printed:
        top = [i for i in top if lines[i].bottom < _ZONE * height]
        bottom = [i for i in bottom if lines[i].top > (1 - _ZONE) * height]
    yield top
    yield bottom
    yield [i for i in found if printed and len(lines[i].text) > 9 and _is_upended(lines[i])]


def _is_upended(line: Line) -> bool:
    """Whether the line runs up or down the page: a remark in the side margin."""
    return line.bottom - line.top > 3 * (line.x1 - line.x0)


def _solid(text: str) -> str:
    """The text without white space: a title broken over two lines is the same title."""
    return "".join(_key(text).split())


def _key(text: str) -> str:
    return " ".join(_NUMBER.sub("#", text.lower()).split())


def _repeated(lines: Sequence[Line], edges: Sequence[Sequence[int]], everything: str) -> set[int]:
    """The lines that say the same on enough pages, numbers apart; each number is the same everywhere or counts the pages."""
    alike: dict[str, list[int]] = defaultdict(list)
    for edge in _without_copies(lines, edges):
        for index in edge:
            alike[_key(lines[index].text)].append(index)
    needed = 2 if len(edges) <= _SHORT else 3
    found: set[int] = set()
    for key, group in alike.items():
        regular = _regular(lines, group, needed, bool(_BARE.fullmatch(key)))
        if not regular or (_is_text(lines[regular[0]].text) and len(regular) < max(3, _NEARLY_ALL * len(edges))):
            continue
        if len(regular) >= _MOST * len(edges) or _counts(lines, regular):
            found.update(regular)
        else:
            titles = _of_chapter(lines, sorted(regular), needed)
            found.update(titles if everything.count(_solid(key)) > len(group) else titles[1:])
    return found


def _without_copies(lines: Sequence[Line], edges: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """The edges but those of short documents where everything comes again: these are copies of one page, and all of it is text."""
    times = Counter(text for edge in edges for text in {lines[index].text for index in edge})
    copied = [len(edge) == _DEPTH and all(times[lines[index].text] > 1 for index in edge) for edge in edges]
    return [edge for edge, copy in zip(edges, copied, strict=True) if not (copy and len(edges) <= _SHORT)]


def _is_text(line: str) -> bool:
    """Whether the line looks like part of a sentence: the last word of a law's paragraph may begin many pages."""
    return line[0].islower() or line[-1] in ".,;:"


def _of_chapter(lines: Sequence[Line], group: Sequence[int], needed: int) -> list[int]:
    """Those that follow each other from page to page, or on every second one."""
    runs: list[list[int]] = []
    for index in group:
        if runs and lines[index].sheet - lines[runs[-1][-1]].sheet <= 2:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [index for run in runs if len(run) >= needed for index in run]


def _regular(lines: Sequence[Line], group: Sequence[int], needed: int, bare: bool) -> list[int]:
    """Those of a group of alike lines whose numbers behave as numbers in a margin do. A bare number must count the pages."""
    if len({lines[index].sheet for index in group}) < needed:
        return []
    numbers = {index: [int(n) for n in _NUMBER.findall(lines[index].text)] for index in group}
    kept = list(group)
    for place in range(len(numbers[group[0]])):
        steady = Counter(numbers[index][place] for index in kept)
        counting = Counter(numbers[index][place] - lines[index].sheet for index in kept)
        if bare and place == 0:
            steady.clear()
        elif _SENTENCE.search(lines[group[0]].text):
            counting.clear()  # "… auf Blatt 3." is text, whatever it counts
        same = {value for value, count in steady.items() if count >= needed}
        shift = {value for value, count in counting.items() if count >= needed}
        kept = [i for i in kept if numbers[i][place] in same or numbers[i][place] - lines[i].sheet in shift]
    return kept if len({lines[index].sheet for index in kept}) >= needed else []


def _counts(lines: Sequence[Line], group: Sequence[int]) -> bool:
    """Whether a number in the lines counts the pages."""
    numbers = [_NUMBER.findall(lines[index].text) for index in group]
    shifts = [{int(n) - lines[index].sheet for n, index in zip(column, group, strict=True)} for column in zip(*numbers, strict=True)]
    return any(len(shift) == 1 for shift in shifts)


def _is_own_number(line: Line, pages: Sequence[RawPage]) -> bool:
    """Whether a printed line is nothing but the number or the label of its page."""
    if not line.printed or not _BARE.fullmatch(_key(line.text)):
        return False
    page = pages[line.sheet]
    told = _NUMBER.findall(line.text)[:1] or [line.text.strip("-–—| ")]
    return told[0] in (page.label, str(page.number))
