"""Answers, passages and summaries as plain text for a terminal or a pipe.

It does not know how they came about. Text out of documents is data: whatever could steer a terminal is taken out of it.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.files import text_of
from rag.plain.sentence import PlainSentence
from rag.types import Answer, Citation, Claim, Result
from ui.texts import Language, date, number, text

if TYPE_CHECKING:
    from index.catalogue import Facets, LibraryInfo
    from index.folders import SyncedFolder
    from index.models import ModelState
    from index.sync import SyncReport

WIDTH = 100
MOST_VALUES = 8  # of a kind of metadata in `belegt info`; with --json all


def plain(untrusted: str) -> str:
    """The text without control, format and bidirectional characters, white space folded: it cannot move a cursor or hide a word."""
    if not untrusted.isprintable():  # nearly every text is, and nothing is to be taken out of it
        untrusted = "".join(filter(_is_plain, untrusted))
    return " ".join(untrusted.split())


def _is_plain(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def answer_lines(answer: Answer, language: Language, shown: int = 0) -> Iterator[str]:
    """The sentences with their marks but the first `shown`, which stand there already, then what they cite."""
    if answer.status == "no_evidence":
        yield text("refusal", language)
        if answer.citations:
            yield ""
            yield text("nearest", language)
    for claim in answer.claims[shown:]:
        yield from claim_lines(claim, language)
    if any(claim.as_of for claim in answer.claims):
        yield from wrapped(f"({text('conflicting', language)})")
    if answer.status == "quoted":
        yield from wrapped(f"({text('quoted', language)}{derived(answer, language)})")
    if answer.verified:
        yield from wrapped(f"({text('verified', language, date=date(answer.verified, language))})")
    if answer.citations:
        yield ""
    for citation in answer.citations:
        yield from citation_lines(citation, language)


def claim_lines(claim: Claim, language: Language) -> list[str]:
    """A sentence, its citation marks and, where papers disagree, the date of its own."""
    marks = "".join(f"[{number}]" for number in claim.evidence)
    return wrapped(f"{claim.lead} {plain(claim.text)} {marks}{as_of(claim, language)}".lstrip())


def plain_lines(sentences: Iterable[PlainSentence], language: Language) -> Iterator[str]:
    """The answer in plain language, a sentence a line; explanations are told from what the documents say."""
    yield ""
    yield text("plain", language)
    for sentence in sentences:
        marks = "".join(f"[{number}]" for number in sentence.evidence)
        explains = sentence.way == "explanation"
        yield from wrapped(f"({text('explains', language)} {plain(sentence.text)})" if explains else f"{plain(sentence.text)} {marks}")


def as_of(claim: Claim, language: Language) -> str:
    """ " (Stand: 12. Mai 2025)" for one of several statements that contradict each other, else ""."""
    return f" ({text('as_of', language, date=date(claim.as_of, language))})" if claim.as_of else ""


def derived(answer: Answer, language: Language) -> str:
    """What is said of a "Ja:" or "Nein:" that no document says, with what sets it off; "" where there is none."""
    lead = next((claim.lead for claim in answer.claims if claim.lead), "")
    return f"; {text('derived', language, word=lead.rstrip(':'))}" if lead else ""


def citation_lines(citation: Citation, language: Language) -> Iterator[str]:
    """Number and reference on a line, the quoted sentence below."""
    head = f"[{citation.number}] "
    yield from wrapped(head + reference(citation, language), " " * len(head))
    lead = f"{plain(citation.lead)} … " if citation.lead else ""
    yield from wrapped(f"{' ' * len(head)}{lead}„{plain(citation.quote)}“", " " * len(head))


def reference(citation: Citation, language: Language) -> str:
    """Title, paper, date and page, as far as they are known."""
    paper = f"{text('paper', language, number=plain(citation.paper))}" if citation.paper else ""
    day = date(citation.date, language) if citation.date else ""
    # A text file has one page without boxes: no page is named where there is none to turn to.
    pages = " – ".join(text("page", language, page=plain(place.label) or place.page) for place in citation.places if place.boxes)
    title = plain(citation.title) or plain(citation.source_name)
    return ", ".join(part for part in (title, "" if paper and citation.paper in title else paper, day, pages) if part)


def result_lines(results: Sequence[Result], language: Language) -> Iterator[str]:
    """Passages that a search found, best first, with their scores."""
    if not results:
        yield text("nothing_found", language)
    for rank, result in enumerate(results, 1):
        head = f"{rank:>2}. "
        yield from wrapped(f"{head}{reference(result.citation, language)}  ({result.score:.3f})", " " * len(head))
        yield from wrapped(f"{' ' * len(head)}{plain(result.passage.text)}", " " * len(head))


def wrapped(line: str, indent: str = "") -> list[str]:
    """The line broken at `WIDTH` columns; paper numbers and hyphenated words stay whole."""
    return textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False, drop_whitespace=True) or [
        ""
    ]


def sync_lines(report: SyncReport, language: Language) -> Iterator[str]:
    """What a sync did, in one line, and what it left alone."""
    counts = {name: number(getattr(report, name), language) for name in ("added", "changed", "removed", "unchanged", "passages")}
    failed, seconds = number(len(report.failed), language), f"{number(report.seconds, language, 1)} s"
    yield text("sync_summary", language, failed=failed, seconds=seconds, **counts)
    if report.missing:
        yield text("sync_missing", language, missing=number(len(report.missing), language))


def info_lines(info: LibraryInfo, facets: Facets, language: Language) -> Iterator[str]:
    """What a library holds, a property a line; what is not known of any document is left out."""
    rows = {
        "library": str(info.path),
        "version": info.version,
        "documents": number(info.documents, language),
        "passages": number(info.passages, language),
        "size": f"{number(info.bytes / 1e6, language, 1)} MB",
        "embedder": info.embedder,
        "kinds": _counted(facets.kinds, language),
        "ministries": _counted(facets.ministries, language),
        "groups": _counted(facets.groups, language),
        "parliaments": _counted(facets.parliaments, language),
        "dates": f"{date(facets.earliest, language)} – {date(facets.latest, language)}" if facets.earliest and facets.latest else "",
    }
    rows = {key: plain(value) for key, value in rows.items() if value}
    width = max(len(text(key, language)) for key in rows) + 2
    for key, value in rows.items():
        yield from wrapped(f"{text(key, language):<{width}}{value}", " " * width)


def folder_lines(folders: Sequence[SyncedFolder], language: Language) -> Iterator[str]:
    """The folders that a library is synced from, a folder a line; nothing where it knows none."""
    if folders:
        yield text("folders", language)
    for folder in folders:
        state = "" if folder.state == "there" else f", {text(f'folder_{folder.state}', language)}"
        yield f"  {plain(text_of(folder.path))} ({text('folder_files', language, count=number(folder.files, language))}{state})"


def _counted(values: Sequence[tuple[str, int]], language: Language) -> str:
    """The most frequent values with the number of their documents."""
    shown = [f"{value} ({number(count, language)})" for value, count in values[:MOST_VALUES]]
    more = [text("and_more", language, count=len(values) - MOST_VALUES)] if len(values) > MOST_VALUES else []
    return ", ".join([*shown, *more])


def model_lines(models: Sequence[ModelState], language: Language) -> Iterator[str]:
    """A line for each pinned model."""
    for model in models:
        state = text("present" if model.present else "absent", language)
        yield f"{model.name:<28}{number(model.size / 1e6, language):>7} MB  {model.licence:<12}{state:<11}{model.path}"
