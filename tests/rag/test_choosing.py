"""A composed sentence stands for its quote only where it leaves out no number and no date; else the quote does."""

from __future__ import annotations

import pytest

from rag.choosing import fuller, left_out, unsaid
from rag.types import Claim
from rag.verify import SUPPORTED
from tests.fakes import ScriptedGenerator
from tests.rag.conftest import Making

COUNTED = Claim("Mit Stand vom 28. Mai 2025 waren 831 Zugänge betroffen, davon zwölf im Leistungsbezug.", (1,), SUPPORTED)
BESIDE = Claim("Die Agentur hat Anzeige erstattet.", (2,), SUPPORTED)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Am 28.05.2025 waren 831 Zugänge betroffen, 12 davon im Leistungsbezug.", True),
        ("Mit Stand vom 28. Mai 2025 waren 831 Zugänge betroffen.", False),
        ("831 Zugänge waren betroffen, davon zwölf im Leistungsbezug.", False),
        ("Es waren Zugänge betroffen.", False),
    ],
)
def test_a_sentence_that_leaves_out_a_number_or_a_date_gives_way_to_its_quote(text: str, stands: bool) -> None:
    claim = Claim(text, (1,), SUPPORTED)
    assert fuller(claim, [BESIDE, COUNTED]) == (None if stands else COUNTED)


def test_a_sentence_gives_way_only_to_what_it_cites() -> None:
    assert fuller(Claim("Es waren Zugänge betroffen.", (3,), SUPPORTED), [COUNTED]) is None
    assert fuller(Claim("Die Agentur hat Anzeige erstattet, 831 Zugänge waren betroffen.", (1, 2), SUPPORTED), [BESIDE, COUNTED]) == COUNTED


def test_what_gave_way_says_why() -> None:
    dropped = left_out(Claim("831 Zugänge waren betroffen.", (1,), SUPPORTED))
    assert (dropped.text, dropped.evidence, dropped.verdict.supported) == ("831 Zugänge waren betroffen.", (1,), False)
    assert "lässt eine Zahl oder eine Zeitangabe" in dropped.verdict.reason


def test_unsaid_is_what_no_claim_cites() -> None:
    assert unsaid([COUNTED, BESIDE], [Claim("Anzeige wurde erstattet.", (2, 3), SUPPORTED)]) == [COUNTED]
    assert unsaid([COUNTED, BESIDE], []) == [COUNTED, BESIDE]


def test_the_quotes_stand_behind_a_draft_that_passed_it_by(assistant_of: Making) -> None:
    question = "Wie viel kostet der Umbau des Museums in Wismar?"
    quotes = [claim.text for claim in assistant_of(None).answer(question).claims]
    answer = assistant_of(ScriptedGenerator(["Das Museum in Wismar wird nicht geschlossen. [2]"])).answer(question)
    assert "1,5 Millionen" in quotes[0]
    assert quotes[1:] == ["Das Museum in Wismar wird nicht geschlossen."]
    assert answer.status == "answered"
    assert [claim.text for claim in answer.claims] == ["Das Museum in Wismar wird nicht geschlossen.", *quotes[:1]]


def test_a_draft_that_leaves_out_the_year_is_replaced_by_the_sentence(assistant_of: Making) -> None:
    question = "Wie stark sank der Umschlag im Hafen Sassnitz?"
    answer = assistant_of(ScriptedGenerator(["Im Hafen Sassnitz sank der Umschlag um 4,3 Prozent. [1]"])).answer(question)
    assert (answer.status, answer.model) == ("quoted", "")
    assert "2021" in answer.claims[0].text
    assert [claim.verdict.code for claim in answer.rejected] == ["wording"]
