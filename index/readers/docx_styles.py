"""What the styles and lists of a DOCX say: which paragraph is a heading, and which number stands before an item.

It does not know text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from index.readers.numbers import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)  # Word keeps the English name of a built-in style in every language
_BODY_TEXT = 9  # the outline level that is none
_LONGEST = 100  # characters printed before an item: it is printed again for each
_CHAIN = 20  # styles that are based on each other; a ring ends here


@dataclass(frozen=True, slots=True)
class Style:
    """`level` of a heading, 0 for other text. `list_id` and `depth` are those of a numbered style."""

    level: int = 0
    is_title: bool = False
    list_id: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by their id, and the id of the default one."""

    elements: Mapping[str, Element] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, part: Element | None) -> Styles:
        """The styles of styles.xml; none when it is missing."""
        if part is None:
            return cls()
        found = [style for style in part.findall(f"{W}style") if style.get(f"{W}type") == "paragraph"]
        default = next((style.get(f"{W}styleId", "") for style in found if style.get(f"{W}default") in ("1", "true")), "")
        return cls({style.get(f"{W}styleId", ""): style for style in found}, default)

    def of_paragraph(self, paragraph: Element) -> Style:
        """The paragraph's own settings over those of its style and the styles that it is based on."""
        style = self._resolve(_value(paragraph, "pPr/pStyle") or self.default)
        outline = _value(paragraph, "pPr/outlineLvl")
        return replace(style, level=_level(outline)) if outline else style

    def _resolve(self, style_id: str) -> Style:
        level, title, list_id, depth = 0, False, "", ""
        for _ in range(_CHAIN):
            element = self.elements.get(style_id)
            if element is None:
                break
            name = _value(element, "name")
            heading = _HEADING.fullmatch(name)
            level = level or (int(heading[1]) if heading else _level(_value(element, "pPr/outlineLvl")))
            title = title or name.lower() == "title"
            list_id = list_id or _value(element, "pPr/numPr/numId")
            depth = depth or _value(element, "pPr/numPr/ilvl")
            style_id = _value(element, "basedOn")
        return Style(1 if title else level, title, list_id, _number(depth))


@dataclass(slots=True)
class Numbering:
    """Lists by their id: for each depth the format, the pattern ("%1.%2") and the first number. `counts` is how far each list has come."""

    levels: Mapping[str, Mapping[int, tuple[str, str, int]]] = field(default_factory=dict)
    abstract: Mapping[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, part: Element | None) -> Numbering:
        """The lists of numbering.xml; none when it is missing."""
        if part is None:
            return cls()
        shapes = {shape.get(f"{W}abstractNumId", ""): _shape(shape) for shape in part.findall(f"{W}abstractNum")}
        abstract = {num.get(f"{W}numId", ""): _value(num, "abstractNumId") for num in part.findall(f"{W}num")}
        return cls({key: shapes[shape] for key, shape in abstract.items() if shape in shapes}, abstract)

    def next(self, paragraph: Element, style: Style) -> str:
        """What Word prints before the paragraph, with a space: "2.1 ", "b) ", "- "; "" when it is in no list."""
        list_id = _value(paragraph, "pPr/numPr/numId") or style.list_id
        depth = _number(_value(paragraph, "pPr/numPr/ilvl") or str(style.depth))
        if depth not in (levels := self.levels.get(list_id, {})):
            return ""
        form, pattern, _ = levels[depth]
        if form in ("bullet", "none"):
            return "  " * depth + "- " if form == "bullet" else ""
        counts = self.counts.setdefault(self.abstract[list_id], {})
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda match: _printed(int(match[1]) - 1, levels, counts), pattern) + " "


def _shape(element: Element) -> dict[int, tuple[str, str, int]]:
    return {
        _number(level.get(f"{W}ilvl", "")): (
            _value(level, "numFmt"),
            _value(level, "lvlText")[:_LONGEST],
            _number(_value(level, "start") or "1"),
        )
        for level in element.findall(f"{W}lvl")
    }


def _printed(depth: int, levels: Mapping[int, tuple[str, str, int]], counts: Mapping[int, int]) -> str:
    form, _, first = levels.get(depth, ("decimal", "", 1))
    return numeral(counts.get(depth, first), form)


def _value(element: Element, path: str) -> str:
    found = element.find("/".join(W + step for step in path.split("/")))
    return found.get(f"{W}val", "") if found is not None else ""


def _level(outline: str) -> int:
    """A heading's level from Word's outline level, which counts from 0."""
    return int(outline) + 1 if outline.isdecimal() and int(outline) < _BODY_TEXT else 0


def _number(text: str) -> int:
    return min(int(text), 1_000_000) if text.isdecimal() and len(text) < 10 else 0
