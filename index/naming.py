"""Which documents of a library a question names: by a paper's number or title, or by what only its metadata may say, a day and a ministry.

It does not know passages, nor what a name is worth (`index.ranking`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from index.mentions import Section, mentions
from index.register import Register
from index.titles import titled


@dataclass(frozen=True, slots=True)
class Named:
    """asked: what the question asks, without the title that names a paper. papers: the documents of named papers. told: documents of a
    named day or ministry, with the share of the two that fits where both are named. sections: paragraphs of laws, by whatever document."""

    asked: str
    papers: frozenset[int] = frozenset()
    told: Mapping[int, float] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()

    @property
    def nearest(self) -> list[int]:
        """The documents that fit most of what is told."""
        most = max(self.told.values(), default=0.0)
        return [number for number, share in self.told.items() if share == most]


def named(question: str, register: Register, long_form: Callable[[str], str], allowed: Collection[int] | None = None) -> Named:
    """What the question names, among the documents `allowed`. long_form: what the library itself says for an acronym, "" for none."""
    found = mentions(question)
    within = None if allowed is None else frozenset(allowed)
    bearing = titled(question, register.titles)
    of_title = frozenset(bearing.documents if bearing else ())
    papers = of_title | frozenset(number for paper in found.papers for number in register.numbered(paper))
    papers = papers if within is None else papers & within
    days = {number for day in found.dated for number in register.dated(day)}
    forms = {form for name in found.ministries for form in (name, long_form(name)) if form}
    ministries = {number for form in forms for number in register.of_ministry(form)}
    fits = Counter(number for documents in (days, ministries) for number in documents if within is None or number in within)
    asked = bool(found.dated) + bool(found.ministries)
    words = bearing.rest if bearing and papers & of_title else question
    return Named(words, papers, {number: count / asked for number, count in fits.items()}, found.sections)
