"""A sheet as Markdown (CommonMark), in which untrusted text can be nothing but text.

It does not know where the sheet comes from.
"""

from __future__ import annotations

import re

from ui.exporting.sheet import Sheet, Source

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|!~$@])")
_BEGINS = re.compile(r"^(\d{1,9})([.)])|^([-+=:])")
_ADDRESS = re.compile(r"://|(?<=\bwww)\.", re.IGNORECASE)


def to_markdown(sheet: Sheet) -> bytes:
    """UTF-8."""
    lines = [f"# {escaped(sheet.question)}", "", f"**{escaped(sheet.state)}**", ""]
    for sentence in sheet.sentences:
        lines += [escaped(sentence.marked), ""]
    for note in sheet.notes:
        lines += [f"*{escaped(note)}*", ""]
    if sheet.sources:
        lines += [f"## {sheet.say('export_sources')}", ""]
        for source in sheet.sources:
            lines += _source(sheet, source)
    lines += [f"## {sheet.say('export_about')}", "", *(f"- {label}: {escaped(value)}" for label, value in sheet.facts)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def escaped(untrusted: str) -> str:
    """Text on one line that no reader of Markdown takes for markup, HTML, an address or a formula."""
    plain = _ADDRESS.sub(lambda found: f"\\{found.group()}", _ACTIVE.sub(r"\\\1", untrusted.replace("&", "&amp;")))
    return _BEGINS.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", plain)


def _source(sheet: Sheet, source: Source) -> list[str]:
    lead = f"{escaped(source.lead)} … " if source.lead else ""
    changed = [f"*{escaped(sheet.say('export_changed'))}*", ""] if source.changed else []
    where = [f"{sheet.say('export_origin')}: {escaped(source.url)}", ""] if source.url else []
    return [f"**\\[{source.number}\\]** {escaped(source.reference)}", "", *changed, f"> {lead}{escaped(source.quote)}", "", *where]
