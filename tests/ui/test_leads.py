"""What a quote needs from further above its row or item is shown before it, apart from the quote."""

from __future__ import annotations

from dataclasses import replace

from index.types import Span
from rag.types import Citation
from ui.screen.conversation import Conversation, Exchange
from ui.screen.views import talk_html
from ui.terminal import citation_lines

ROW = Citation(1, 7, "Förderung", Span(3, 9), "Rostock 12", (), lead="Kreis <Anträge>")


def test_on_the_terminal() -> None:
    assert list(citation_lines(ROW, "de"))[-1].strip() == "Kreis <Anträge> … „Rostock 12“"
    assert list(citation_lines(replace(ROW, lead=""), "de"))[-1].strip() == "„Rostock 12“"


def shown(citation: Citation) -> str:
    return talk_html(Conversation(exchanges=[Exchange("Wie viele?", found=(citation,), stage="writing")]))


def test_in_the_chat() -> None:
    lead, quote = (
        '<p class="source-lead" lang="de">Kreis &#60;Anträge&#62; …</p>',
        '<blockquote class="source-quote" lang="de">Rostock 12</blockquote>',
    )
    assert lead + quote in shown(ROW)
    assert "source-lead" not in shown(replace(ROW, lead=""))
