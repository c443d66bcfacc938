from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compounds import LINKS, SHORTEST_PART, Splitter

WORDS = {
    "haushalt": 90, "plan": 120, "daten": 200, "schutz": 150, "verordnung": 80, "land": 300, "verwaltung": 140, "jahr": 400, "bericht": 160,
    "arbeit": 220, "markt": 70, "kinder": 60, "kind": 90, "betreuung": 50, "gesundheit": 75, "minister": 40, "straße": 66, "verkehr": 88,
    "ordnung": 64, "steuer": 90, "reform": 45, "grund": 99, "wohnung": 55, "energie": 95, "versorgung": 85, "digitalisierung": 60,
    "strategie": 58, "fahrt": 20, "kosten": 100, "firma": 10, "firmen": 12, "sitz": 14,
    "unternehmen": 120, "gesellschaft": 70, "schule": 30, "hilfe": 30,
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("haushaltsplan", ("haushalt", "plan")),
        ("datenschutzverordnung", ("daten", "schutz", "verordnung")),
        ("landesverwaltung", ("land", "verwaltung")),
        ("jahresbericht", ("jahr", "bericht")),
        ("arbeitsmarkt", ("arbeit", "markt")),
        ("gesundheitsminister", ("gesundheit", "minister")),
        ("straßenverkehrsordnung", ("straße", "verkehr", "ordnung")),
        ("grundsteuerreform", ("grund", "steuer", "reform")),
        ("digitalisierungsstrategie", ("digitalisierung", "strategie")),
        ("firmensitz", ("firmen", "sitz")),
        ("fahrtkosten", ("fahrt", "kosten")),
        ("kinderbetreuung", ("kind", "betreuung")),
        ("schuljahr", ("schule", "jahr")),
        ("hilfskosten", ("hilfe", "kosten")),
    ],
)
def test_compounds_of_known_words_are_split_at_their_linking_elements(word: str, parts: tuple[str, ...]) -> None:
    assert Splitter(WORDS).split(word) == parts


@pytest.mark.parametrize("word", ["unternehmen", "gesellschaft", "plan", "haushalt", "vorbemerkung", "", "xyz", "a" * 500, "planquadrat"])
def test_what_is_no_compound_of_known_words_stays_whole(word: str) -> None:
    assert Splitter(WORDS).split(word) == ()


def test_a_word_more_frequent_than_its_parts_stays_whole() -> None:
    assert Splitter({"land": 5, "kreis": 5, "landkreis": 100}).split("landkreis") == ()
    assert Splitter({"land": 500, "kreis": 500, "landkreis": 100}).split("landkreis") == ("land", "kreis")


def test_rare_short_and_function_words_are_no_parts() -> None:
    splitter = Splitter.train({"haushalt": 9, "plan": 2, "amt": 50, "unter": 1000, "haltung": 50})
    assert splitter.frequencies == {"haushalt": 9, "haltung": 50}
    assert splitter.split("unterhaltung") == ()


def test_training_does_not_depend_on_the_order_of_the_words() -> None:
    backwards = dict(reversed(list(WORDS.items())))
    assert Splitter.train(WORDS).to_json() == Splitter.train(backwards).to_json()


def test_json_keeps_it() -> None:
    splitter = Splitter.train(WORDS)
    again = Splitter.from_json(splitter.to_json())
    assert again.frequencies == splitter.frequencies
    assert again.to_json() == splitter.to_json()


@given(st.lists(st.sampled_from(sorted(WORDS)), min_size=2, max_size=4), st.lists(st.sampled_from(LINKS), min_size=4, max_size=4))
def test_the_parts_and_links_spell_the_word(words: list[str], links: list[str]) -> None:
    rest = "".join(part + link for part, link in zip(words[:-1], links, strict=False)) + words[-1]
    parts = Splitter(WORDS).split(rest)
    for part in parts:
        assert len(part) >= SHORTEST_PART
        assert part in WORDS
        spelt = [part[:cut] for cut in (len(part), len(part) - 1)]  # with its last letter or without
        fits = [len(link + form) for form in spelt for link in LINKS if rest.startswith(link + form)]
        assert fits
        rest = rest[fits[0] :]
    assert not parts or rest == ""


@given(st.text(alphabet="abdehlnrstu", max_size=70))
def test_any_letters_are_split_quickly_and_the_same_each_time(word: str) -> None:
    splitter = Splitter(Counter({"haus": 5, "land": 4, "stadt": 3, "rathaus": 2}))
    assert splitter.split(word) == splitter.split(word)
