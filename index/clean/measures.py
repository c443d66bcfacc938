"""How a document is set: how far its lines lie apart, how long they are, and whether they are broken by hand or by a margin.

It does not know what a paragraph is. All of it is learnt from pairs of lines of which the second certainly goes on with the first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median

from index.clean.hyphens import is_hyphenated
from index.clean.lines import Line

_END = re.compile(r"[.!?:;…][)\]“”\"»›’']*$")
_MARK = re.compile(r"(?<=[^\W\d_][.!?“”\")])\d{1,2}$|(?<=[.!?“”\")])\*{1,3}$|\s?[¹²³⁰⁴-⁹]+$")  # of a footnote, behind the stop
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:z|u|d|i|a|o|v|h|S|B|Nr|Nrn|Abs|Art|Bd|bzw|ca|Dr|Prof|[Vv]gl|Drs|Bundestagsdrucks|evtl|ggf|inkl|insb|Kap|sog|St|Ziff|lfd|gem|einschl"
    r"|Rn|Tz|Fn|Mio|Mrd|rd|zzgl|\d{1,2})\.$"
)
_OPEN = re.compile(
    r"der|die|das|des|dem|den|ein|eine|einer|eines|einem|einen|und|oder|sowie|bzw\.|zu|zur|zum|in|im|an|am|auf|aus|bei|beim|mit|nach|von|vom|für|"
    r"durch|über|unter|um|als|wie|dass|nicht|ist|sind|wird|werden|hat|haben|ihre|ihrer|seine|diese|dieser|dieses|§§?|Nr\.|Abs\.|Art\.|Drs\."
)
# What stands in the middle of a sentence and not in a heading: the end of another sentence, a verb with a noun or a figure behind it, a
# clause that still lacks its verb.
_BEGUN = re.compile(
    r"[^\W\d_]{4,}[.?!] [A-ZÄÖÜ][^.?!:;]*$"
    r"|\b(?:ist|sind|war|waren|wird|werden|wurden?|ha(?:t|ben)|hatten?|kann|können|soll|sollen|muss|müssen|liegt|liegen)\b"
    r".*(?:\b[A-ZÄÖÜ]| \d[\d.,]*$)"
    r"|, (?:dass|ob|welche[rsmn]?|wie viele) [^,.:]+$"
)
_ATTRIBUTE = re.compile(r" [a-zäöüß]{3,}e[nmrs]?$")  # "keine strukturellen": what it belongs to is on the next line
_SEEN = 200  # characters: more of a line is not looked at, however long it is
_TAIL = 16  # characters: no end of a sentence and no abbreviation is longer
_REACH = 8  # lines before and after, to learn where the margin is
_WRAPPED = 0.12  # of the pairs of lines go on visibly: in running German it is about every second one
_LONG = 30  # characters
TEXT = 50  # characters: a line of running text, hardly one of a list
_NEAR = 3  # lines
_LOOSE = 1.6  # times the usual distance: lines set further apart are no paragraph
_APART = 1.4  # times the distance of two lines: there a paragraph ends
_CONTINUED = 3  # lines
_FULL = 0.7  # of the usual width


@dataclass(frozen=True, slots=True)
class Measures:
    """For each line the usual distance from the line above (`pitches`, in the lines' units) and the right edge of its column (`edges`).

    `width`: that of a full line. `wrapped`: a line end may lie inside a sentence. Where it is False every line is a paragraph of its own.
    """

    pitches: list[float]
    edges: list[float]
    width: float
    wrapped: bool

    def is_apart(self, index: int, above: Line, below: Line) -> bool:
        """Whether more than the usual white lies between two lines of one column; `index` is that of the lower one."""
        height = min(above.bottom - above.top, below.bottom - below.top)  # large type has its own distance
        return not is_jump(above, below) and below.top - above.top > max(_APART * self.pitches[index], _LOOSE * height * below.printed)

    def is_short(self, index: int, line: Line, below: Line) -> bool:
        """Whether the next word would have had room at the end of the line: it was broken on purpose.

        Characters are no measure of length: without boxes, and where no sentence ends, there must be much room.
        """
        slack = (0.03 if line.printed else 0.1 if ends(line.text) else 0.25) * self.width
        return line.x1 + line.advance + below.first + slack < self.edges[index]

    def is_full(self, line: Line) -> bool:
        """Whether the line is about as long as lines are here."""
        return line.x1 - line.x0 > _FULL * self.width


def measure(lines: Sequence[Line]) -> Measures:
    """What the document tells about itself."""
    continued = [index for index in range(1, len(lines)) if continues(lines[index - 1], lines[index])]
    # The lines of a letterhead are short and far apart: they are asked only when there is nothing else.
    steady = [index for index in continued if len(lines[index - 1].text) > _LONG] or continued
    widths = [lines[index - 1].x1 - lines[index - 1].x0 for index in steady]
    width = median(widths) if widths else max((line.x1 - line.x0 for line in lines), default=0.0)
    wrapped = len(continued) >= max(_WRAPPED * (len(lines) - 1), 1)
    return Measures(_pitches(lines, steady), _edges(lines, width, continued), width, wrapped)


def _pitches(lines: Sequence[Line], steady: Sequence[int]) -> list[float]:
    """For each line the distance of the nearest two lines that go on with each other; where none is near, the median of its page."""
    by_sheet: dict[int, list[float]] = defaultdict(list)
    near: dict[int, tuple[int, float]] = {}
    for index in steady:
        line, above = lines[index], lines[index - 1]
        if is_jump(above, line):
            continue
        by_sheet[line.sheet].append(distance := line.top - above.top)
        for at in range(max(index - _NEAR, 0), min(index + _NEAR + 1, len(lines))):
            if (at not in near or abs(index - at) < near[at][0]) and lines[at].sheet == line.sheet:
                near[at] = abs(index - at), distance
    usual = median([distance for found in by_sheet.values() for distance in found] or [1.0])
    on_sheet = {sheet: median(found) for sheet, found in by_sheet.items()}
    nowhere = [(0, on_sheet.get(line.sheet, usual)) for line in lines]
    return [min(near.get(index, nowhere[index])[1], _LOOSE * usual) for index in range(len(lines))]


def goes_on(above: str, below: str) -> bool:
    """Whether the second line visibly goes on with the sentence of the first."""
    if ends(above):
        return False
    return (
        below[:1].islower()
        or is_hyphenated(above)
        or above[-1:] == ","
        or bool(_OPEN.fullmatch(above.rpartition(" ")[2]))
        or _is_unclosed(above)
    )


def continues(above: Line, below: Line) -> bool:
    """Like `goes_on`; of text without boxes also by how the upper line reads, as nothing else tells its headings from its sentences."""
    if goes_on(above.text, below.text):
        return True
    if above.printed or len(above.text) < TEXT or ends(above.text):
        return False
    end = above.text[-_SEEN:]
    return bool(_BEGUN.search(end) or _ATTRIBUTE.search(end))


def _is_unclosed(line: str) -> bool:
    """Whether a bracket or a quotation is open at its end."""
    return line.rfind("(") > line.rfind(")") or line.rfind("„") > max(line.rfind("“"), line.rfind("”"), line.rfind('"'))


def ends(line: str) -> bool:
    """Whether a sentence may end with the line."""
    tail = _MARK.sub("", line[-_TAIL:])
    return bool(_END.search(tail)) and not (tail[-1] == "." and _ABBREVIATION.search(tail))


def is_jump(above: Line, below: Line) -> bool:
    """Whether the reader went to another page or column."""
    return above.sheet != below.sheet or below.top < above.top - 2 * (above.bottom - above.top)


def _edges(lines: Sequence[Line], width: float, continued: Sequence[int]) -> list[float]:
    """For each line the x where the margin of its column is: three of four lines around it end before or there.

    Among lines that do not go on with each other, such as those of an address, it is not nearer than that of a full line.
    """
    going_on = frozenset(continued)
    seen = [0, *accumulate(index in going_on for index in range(len(lines)))]
    edges = []
    for index, line in enumerate(lines):
        first, last = max(index - _REACH, 0), min(index + _REACH + 1, len(lines))
        around = sorted(o.x1 for o in lines[first:last] if o.sheet == line.sheet and o.x0 < line.x1 and line.x0 < o.x1)
        edge = around[len(around) * 3 // 4]
        is_text = line.printed and seen[last] - seen[first] >= _CONTINUED and len(around) >= _CONTINUED
        edges.append(edge if is_text else max(edge, line.x0 + _FULL * width))
    return edges
