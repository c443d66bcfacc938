"""What a quote needs from further above its row or item is shown before it, apart from the quote."""

from __future__ import annotations

from dataclasses import replace

from index.types import Span
from rag.types import Citation
from ui.markup import panel_html
from ui.terminal import citation_lines

ROW = Citation(1, 7, "Förderung", Span(3, 9), "Rostock 12", (), lead="Kreis <Anträge>")


def test_on_the_terminal() -> None:
    assert list(citation_lines(ROW, "de"))[-1].strip() == "Kreis <Anträge> … „Rostock 12“"
    assert list(citation_lines(replace(ROW, lead=""), "de"))[-1].strip() == "„Rostock 12“"


def test_in_the_chat() -> None:
    shown = panel_html([("Wie viele?", [ROW], "cited")], "de")
    assert '<p class="belegt-lead">Kreis &lt;Anträge&gt; …</p><blockquote>Rostock 12</blockquote>' in shown
    assert "belegt-lead" not in panel_html([("Wie viele?", [replace(ROW, lead="")], "cited")], "de")
