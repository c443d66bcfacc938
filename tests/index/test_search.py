"""Both legs together, on a library that is synced, changed and searched by several at once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from index import meta, writing
from index import search as search_module
from index import sync as sync_module
from index.errors import LibraryFull
from index.essence import essence
from index.finding import agreement
from index.legs import Legs, bring_up_to_date
from index.library import Library
from index.ranking import SUPPORT, Weights
from index.search import Retriever
from index.sync import sync
from index.types import Embedder, Filters, Float32, Hit
from index.writing import drop
from tests.fakes import FakeEmbedder
from tests.index.shelf import write_corpus

ROOT = Path(__file__).parents[2]
TEXTS = {
    "1": "Die Landesregierung legte am 3. Oktober 2023 den Haushaltsplan vor. Er umfasst 1.234,56 Euro.",
    "2": "Der Landkreis baut drei neue Kindertagesstätten. Die Plätze reichen trotzdem nicht.",
    "3": "Nach § 433 BGB wird der Verkäufer verpflichtet, dem Käufer die Sache zu übergeben.",
    "4": "Das Hochwasser zerstörte zwei Brücken über die Elbe.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    write_corpus(made / "corpus.jsonl", TEXTS)
    return made


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Iterator[Library]:
    sync([folder], tmp_path / "library", FakeEmbedder())
    with Library.open(tmp_path / "library") as opened:
        yield opened


def text_of(library: Library, found: Sequence[Hit]) -> list[str]:
    return [passage.text for passage in library.passages([hit.passage_id for hit in found])]


@pytest.mark.parametrize(
    ("question", "key"),
    [("Haushalt am 03.10.2023", "1"), ("Wie viele Kindertagesstätten werden gebaut?", "2"), ("§ 433", "3"), ("Zwei Brücken", "4")],
)
def test_the_passage_that_answers_comes_first(library: Library, question: str, key: str) -> None:
    assert text_of(library, Retriever(library, FakeEmbedder()).search(question, 1)) == [TEXTS[key]]


def test_scores_run_from_one_to_nought_best_first(library: Library) -> None:
    found = Retriever(library, FakeEmbedder()).search("Haushaltsplan der Landesregierung", 10)
    values = [hit.score for hit in found]
    assert len(found) == len(TEXTS)
    assert values == sorted(values, reverse=True)
    # Nearest and with most of the words; but only one of the three passages of a paper that would speak for it.
    weights = Weights()
    most = 1 + weights.paper_words + weights.paper_dense
    assert values[0] == pytest.approx((1 + (most - 1) / SUPPORT) / most)
    assert min(values) >= 0


def test_the_scores_of_the_legs_are_told(library: Library) -> None:
    retriever = Retriever(library, FakeEmbedder())
    dense, lexical = retriever.legs("Hochwasser an der Elbe", 10)
    scored = retriever.scored("Hochwasser an der Elbe", 10)
    assert {entry.passage_id: entry.dense for entry in scored} == pytest.approx({hit.passage_id: hit.score for hit in dense})
    assert scored[0].lexical == lexical[0].score > 0
    assert [entry.lexical for entry in scored if entry.passage_id not in {hit.passage_id for hit in lexical}].count(0.0) == 4 - len(lexical)


def test_an_empty_library_finds_nothing_until_it_is_filled(tmp_path: Path, folder: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        retriever = Retriever(library, FakeEmbedder())
        assert retriever.search("Hochwasser", 5) == []
        assert retriever.scored("Hochwasser", 5) == []
        sync([folder], tmp_path / "library", FakeEmbedder())
        assert text_of(library, retriever.search("Hochwasser", 1)) == [TEXTS["4"]]


def test_filters_narrow_both_legs(library: Library) -> None:
    retriever = Retriever(library, FakeEmbedder())
    everything = [entry.id for entry in library.documents()]
    for number in everything:
        found = retriever.search("Hochwasser Haushaltsplan", 10, Filters(document_ids=(number,)))
        assert {passage.document_id for passage in library.passages([hit.passage_id for hit in found])} == {number}
    assert retriever.search("Hochwasser", 10, Filters(document_ids=(10**6,))) == []
    assert len(retriever.search("Hochwasser", 10, Filters())) == len(everything)


def test_what_another_process_syncs_is_found_at_once(tmp_path: Path, folder: Path, library: Library) -> None:
    retriever = Retriever(library, FakeEmbedder())
    retriever.search("Hochwasser", 1)
    write_corpus(folder / "corpus.jsonl", {**TEXTS, "4": "Ein Waldbrand vernichtete den Kiefernforst.", "5": "Der Deich hält."})
    code = "import sys; from pathlib import Path; from index.sync import sync; from tests.fakes import FakeEmbedder; "
    code += "sync([Path(sys.argv[1])], Path(sys.argv[2]), FakeEmbedder())"
    subprocess.run([sys.executable, "-c", code, str(folder), str(tmp_path / "library")], check=True, cwd=ROOT)
    assert text_of(library, retriever.search("Kiefernforst", 1)) == ["Ein Waldbrand vernichtete den Kiefernforst."]
    assert text_of(library, retriever.search("Deich", 1)) == ["Der Deich hält."]
    assert not any("Brücken" in text for text in text_of(library, retriever.search("Brücken über die Elbe", 10)))


def test_deleted_indexes_are_built_again_and_find_the_same(library: Library) -> None:
    questions = ["Haushaltsplan", "Wie viele Plätze?", "§ 433", "Elbe"]
    before = [Retriever(library, FakeEmbedder()).scored(question) for question in questions]
    shutil.rmtree(library.path / "dense")
    shutil.rmtree(library.path / "lexical")
    retriever = Retriever(library, FakeEmbedder())
    assert [retriever.scored(question) for question in questions] == before


def test_while_another_is_writing_the_old_state_answers(library: Library, tmp_path: Path, folder: Path) -> None:
    retriever = Retriever(library, FakeEmbedder())
    before = retriever.search("Hochwasser", 3)
    shutil.rmtree(library.path / "lexical")
    with library.lock():
        elsewhere = Retriever(library, FakeEmbedder())  # finds no lexical index and may not build it
        assert elsewhere.legs("Hochwasser", 3)[1] == []
        assert text_of(library, elsewhere.search("Die Plätze reichen trotzdem nicht", 1)) == [TEXTS["2"]]
        assert retriever.search("Hochwasser", 3) == before
    assert elsewhere.search("Hochwasser", 3) == before


def test_many_threads_may_search_while_the_library_changes(
    library: Library, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    retriever = Retriever(library, FakeEmbedder())
    finished = threading.Event()
    wrong: list[object] = []
    monkeypatch.setattr(writing, "PASSAGES", 1)
    monkeypatch.setattr(search_module, "PATIENCE", 60.0)

    def search() -> None:
        while not finished.is_set():
            try:
                found = retriever.settled(lambda: text_of(library, retriever.search("Was regelt § 433 BGB für den Verkäufer?", 3)))
                if not any(text.startswith(TEXTS["3"]) for text in found):
                    wrong.append(found)
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test must see it
                wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(4):
        changed = {key: f"{text} Dies ist Stand {number}." for key, text in TEXTS.items()}
        write_corpus(folder / "corpus.jsonl", {**changed, f"{number + 10}": f"Beschluss Nummer {number}."})
        assert sync([folder], tmp_path / "library", FakeEmbedder(), timeout=60).changed == 4
    finished.set()
    for thread in threads:
        thread.join()
    assert not wrong


def test_what_was_found_is_judged_as_a_whole(library: Library) -> None:
    retriever = Retriever(library, FakeEmbedder())
    question = "Plätze und Hochwasser an der Elbe"
    found = retriever.find(question, 2)
    assert list(found.hits) == retriever.scored(question, 2)
    assert float(np.linalg.norm(found.vector)) == pytest.approx(1, abs=1e-5)
    assert found.hits[0].lexical <= found.ceiling * 1.1
    best = [
        max((hit.score for hit in leg if hit.passage_id != found.hits[0].passage_id), default=0.0) for leg in retriever.legs(question, 9)
    ]
    assert found.rival is not None
    assert [found.rival.dense, found.rival.lexical] == pytest.approx(best), "each text is a paper of its own"
    assert found.agreement == 0, "among four passages the legs agree by chance"


@pytest.mark.parametrize(("common", "passages", "expected"), [(10, 1000, 1.0), (0, 1000, 0.0), (5, 20, 0.0), (10, 20, 1.0), (10, 10, 0.0)])
def test_legs_agree_beyond_chance(common: int, passages: int, expected: float) -> None:
    dense = [Hit(number, 1.0 - number / 100) for number in range(10)]
    lexical = [Hit(number if number < common else 100 + number, 9.0 - number / 10) for number in range(10)]
    assert agreement(dense, lexical, passages) == pytest.approx(expected, abs=0.001)


def test_nothing_found_is_nothing_to_judge(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", FakeEmbedder(), create=True) as library:
        found = Retriever(library, FakeEmbedder()).find("Hochwasser")
    assert (found.hits, found.ceiling, found.rival, found.agreement) == ((), 0.0, None, 0.0)


def test_a_library_of_one_paper_has_no_other_to_be_ahead_of(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text(
        "\n".join(json.dumps({"id": f"A{n}", "number": "8/2625", "text": f"Die Antwort {n} nennt Brücken."}) for n in range(3)), "utf-8"
    )
    sync([tmp_path / "one.jsonl"], tmp_path / "library", FakeEmbedder())
    with Library.open(tmp_path / "library") as library:
        retriever = Retriever(library, FakeEmbedder())
        found = retriever.find("Antwort 1", 3)
        assert {library.metadata(passage.document_id).number for passage in library.passages([hit.passage_id for hit in found.hits])} == {
            "8/2625"
        }
        assert found.rival is None


def test_the_vector_is_that_of_the_question_and_its_essence(library: Library) -> None:
    question = "Wie viele Brücken sind nach Kenntnis der Landesregierung gesperrt?"
    whole, short = FakeEmbedder().embed_queries([question, essence(question)])
    found = Retriever(library, FakeEmbedder()).vector(question)
    assert found == pytest.approx((whole + short) / np.linalg.norm(whole + short), abs=1e-5)
    assert Retriever(library, FakeEmbedder()).vector("Elbe") == pytest.approx(FakeEmbedder().embed_queries(["Elbe"])[0], abs=1e-5)


def test_what_only_one_leg_found_gets_its_score_from_the_other(library: Library) -> None:
    question = "Nach dem Hochwasser: Nach dem Käufer wird die Sache nach der Elbe zu übergeben"
    retriever = Retriever(library, FakeEmbedder(), Weights(candidates=1))
    whole = {hit.passage_id: (hit.dense, hit.lexical) for hit in Retriever(library, FakeEmbedder()).scored(question)}
    for limit in (1, 2, 3):
        for hit in retriever.scored(question, limit):
            assert (hit.dense, hit.lexical) == pytest.approx(whole[hit.passage_id], rel=1e-5)
    by_words = retriever.legs("Hochwasser", 9)[1]
    assert len(by_words) < len(TEXTS)
    one_leg = {hit.passage_id: hit.lexical for hit in retriever.scored("Hochwasser", len(TEXTS))}
    assert one_leg == pytest.approx(dict.fromkeys(one_leg, 0.0) | {hit.passage_id: hit.score for hit in by_words})


OFFICIAL = [
    ("8/2625", "Brücken", "Im Landkreis sind drei Brücken gesperrt. Die Sperrung dauert bis zum 6. Mai 2026."),
    ("8/2626", "Brücken", "Im Landkreis sind zwei Brücken gesperrt. Die Sperrung dauert bis zum 7. Mai 2026."),
    ("21/1832", "Wölfe", "Das Bundesministerium des Innern (BMI) zählte 120 Wölfe. Grundlage ist § 45 Absatz 7 BNatSchG."),
    ("21/1833", "Wölfe", "Das Bundesministerium der Finanzen (BMF) zahlte für Wölfe nichts. Grundlage ist § 44 BNatSchG."),
    ("", "Bericht", "Der Bericht nennt Brücken, Wölfe, Finanzen, den Mai und das Innere des Landes in einem Satz."),
]


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[tuple[Library, Retriever]]:
    """Papers that differ by little but what can be named, with the real encoder."""
    folder = tmp_path_factory.mktemp("official")
    records = [{"id": str(n), "number": number, "title": title, "text": text} for n, (number, title, text) in enumerate(OFFICIAL)]
    (folder / "papers.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    sync([folder], folder / "library", embedder)
    with Library.open(folder / "library", embedder) as library:
        yield library, Retriever(library, embedder)


@pytest.mark.parametrize(
    ("question", "paper"),
    [
        ("Was steht in der Drucksache 8/2625 über Brücken?", "8/2625"),
        ("Was steht in der Drucksache 8/2626 über Brücken?", "8/2626"),
        ("Wie viele Brücken nennt 21/1833?", "21/1833"),  # of wolves; but it was named
        ("Welche Sperrung dauert bis zum 6. Mai 2026?", "8/2625"),
        ("Welche Sperrung dauert bis zum 07.05.2026?", "8/2626"),
        ("Was folgt aus § 45 BNatSchG?", "21/1832"),
        ("Was folgt aus § 44 BNatSchG?", "21/1833"),
        ("Was sagt das BMI?", "21/1832"),
        ("Was sagt das Bundesministerium des Innern?", "21/1832"),
        ("Was sagt das Bundesministerium der Finanzen?", "21/1833"),
        ("Was sagt das BMF über Wölfe?", "21/1833"),
    ],
)
def test_what_a_question_names_comes_first(official: tuple[Library, Retriever], question: str, paper: str) -> None:
    library, retriever = official
    found = library.passages([hit.passage_id for hit in retriever.search(question, 5)])
    assert library.metadata(found[0].document_id).number == paper


def test_a_named_paper_is_found_even_where_no_leg_would_reach_it(official: tuple[Library, Retriever], embedder: Embedder) -> None:
    library, _retriever = official
    narrow = Retriever(library, embedder, Weights(candidates=1))
    question = "Wie viele Wölfe zählte das Bundesministerium des Innern nach der Drucksache 8/2626?"
    (first,) = library.passages([hit.passage_id for hit in narrow.search(question, 1)])
    assert library.metadata(first.document_id).number == "8/2626"


def test_a_paper_that_filters_exclude_is_not_found_by_its_name(official: tuple[Library, Retriever]) -> None:
    library, retriever = official
    (named,) = library.document_ids(Filters(number="8/2625"))
    found = retriever.search("Was steht in der Drucksache 8/2625?", 9, Filters(excluded_document_ids=(named,)))
    assert len(found) == len(OFFICIAL) - 1
    assert named not in {passage.document_id for passage in library.passages([hit.passage_id for hit in found])}


def test_a_paper_that_nobody_has_disturbs_nothing(official: tuple[Library, Retriever]) -> None:
    library, retriever = official
    found = retriever.search("Wie viele Brücken sperrt die Drucksache 99/1?", 9)
    assert len(found) == len(OFFICIAL)
    assert "Brücken" in library.passages([found[0].passage_id])[0].text


TOLD = [
    {"date": "2025-06-17", "ministry": "Ministerium für Bildung und Kindertagesförderung"},
    {"date": "2025-06-18", "ministry": "Ministerium für Finanzen und Digitalisierung"},
    {"date": "2025-06-18", "ministry": "Bundesministerium der Finanzen"},
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Retriever]]:
    """Answers that only their metadata tells apart, the one that is meant never the oldest, behind one that explains an acronym."""
    folder = tmp_path_factory.mktemp("told")
    answers = [
        {"id": str(n), "title": "Antwort", "text": "Es wurden alle Stellen besetzt.", **known} for n, known in enumerate([{}, *TOLD])
    ]
    answers.append({"id": "5", "title": "Haushalt", "text": "Der Plan liegt beim Bundesministerium der Finanzen (BMF)."})
    (folder / "answers.jsonl").write_text("\n".join(map(json.dumps, answers)), "utf-8")
    sync([folder], folder / "library", FakeEmbedder())
    with Library.open(folder / "library") as library:
        yield library, Retriever(library, FakeEmbedder())


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Welche Stellen wurden laut Antwort vom 17. Juni 2025 besetzt?", "1"),
        ("Welche Stellen wurden laut Antwort vom 17.06.2025 besetzt?", "1"),
        ("Welche Stellen hat das Ministerium für Bildung besetzt?", "1"),
        ("Welche Stellen hat das Bundesfinanzministerium besetzt?", "3"),
        ("Welche Stellen hat das BMF besetzt?", "3"),
        ("Welche Stellen hat das Ministerium für Finanzen nach der Antwort vom 18. Juni 2025 besetzt?", "2"),
    ],
)
@pytest.mark.parametrize("reach", [200, 1])
def test_a_day_or_ministry_is_found_in_what_is_known_of_a_paper(
    told: tuple[Library, Retriever], question: str, key: str, reach: int
) -> None:
    library, _retriever = told
    (found,) = library.passages(
        [hit.passage_id for hit in Retriever(library, FakeEmbedder(), Weights(candidates=reach)).search(question, 1)]
    )
    assert library.document(found.document_id).key == key


@pytest.mark.parametrize(
    ("ministry", "keys"), [("Finanzministerium", "23"), ("Bundesfinanzministerium", "3"), ("BMF", "3"), ("Bildung", "1"), ("BMG", "")]
)
def test_a_filter_takes_a_ministry_by_any_of_its_names(told: tuple[Library, Retriever], ministry: str, keys: str) -> None:
    library, retriever = told
    for _again in range(2):
        assert [library.document(number).key for number in retriever.document_ids(Filters(ministry=ministry)) or ()] == list(keys)


def test_filters_are_resolved_anew_when_the_library_changes(tmp_path: Path, folder: Path) -> None:
    sync([folder], tmp_path / "library", FakeEmbedder())
    with Library.open(tmp_path / "library") as library:
        retriever = Retriever(library, FakeEmbedder())
        assert len(retriever.document_ids(Filters(title="Bericht")) or ()) == len(TEXTS)
        assert library.register().numbered("8/1") == ()
        (folder / "more.jsonl").write_text(json.dumps({"id": "9", "title": "Bericht", "number": "8/1", "text": "Der Deich hält."}), "utf-8")
        sync([folder], tmp_path / "library", FakeEmbedder())
        assert len(retriever.document_ids(Filters(title="Bericht")) or ()) == len(TEXTS) + 1
        assert len(library.register().numbered("8/1")) == 1


def test_german_paraphrases_are_found_by_the_real_encoder(tmp_path: Path, folder: Path, embedder: Embedder) -> None:
    sync([folder], tmp_path / "real", embedder)
    with Library.open(tmp_path / "real", embedder) as library:
        retriever = Retriever(library, embedder)
        assert text_of(library, retriever.search("Was richtete die Überschwemmung an?", 1)) == [TEXTS["4"]]
        assert text_of(library, retriever.search("Gibt es genug Betreuung für kleine Kinder?", 1)) == [TEXTS["2"]]


class Looking(FakeEmbedder):
    """Does something before it embeds: whatever came before in a sync has been committed by then."""

    def __init__(self, look: Callable[[], None]) -> None:
        super().__init__()
        self.look = look

    def embed_passages(self, texts: Sequence[str]) -> Float32:
        self.look()
        return super().embed_passages(texts)


def test_in_the_middle_of_a_sync_what_changed_is_found_as_it_is_now(
    library: Library, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    retriever, states = Retriever(library, FakeEmbedder()), list[int]()
    monkeypatch.setattr(writing, "PASSAGES", 1)
    monkeypatch.setattr(search_module, "PATIENCE", 0.0)  # nothing is waited for

    def look() -> None:
        there = {library.document(entry.id).text for entry in library.documents()}
        for reader in (retriever, Retriever(library, FakeEmbedder())):  # one that was open, and one that is opened now
            assert {text_of(library, reader.search(text, 1))[0] for text in TEXTS.values()} == there
        states.append(sum(text.endswith("neue Stand.") for text in there))

    write_corpus(folder / "corpus.jsonl", {key: f"{text} Dies ist der neue Stand." for key, text in TEXTS.items()})
    sync([folder], tmp_path / "library", Looking(look))
    assert sorted(set(states)) == [0, 1, 2, 3]


def test_a_search_waits_for_the_moment_between_a_commit_and_its_indexes(
    library: Library, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    retriever, found = Retriever(library, FakeEmbedder()), list[str]()
    monkeypatch.setattr(search_module, "PATIENCE", 60.0)
    searching = list[threading.Thread]()

    def slowly(writing: Library, legs: Legs) -> None:  # the library of the sync, which closes it
        if writing.lost_since(legs.dense.sequence):
            search = threading.Thread(target=lambda: found.extend(text_of(library, retriever.search("Zwei Brücken über die Elbe", 1))))
            search.start()
            searching.append(search)
            search.join(0.3)
            assert search.is_alive(), "it must not answer without what was replaced"
        bring_up_to_date(writing, legs)

    monkeypatch.setattr(sync_module, "bring_up_to_date", slowly)
    write_corpus(folder / "corpus.jsonl", {key: f"{text} Dies ist der neue Stand." for key, text in TEXTS.items()})
    sync([folder], tmp_path / "library", FakeEmbedder())
    searching[0].join(60)
    assert found == [f"{TEXTS['4']} Dies ist der neue Stand."]


def test_indexes_that_cannot_be_written_do_not_make_a_search_wait(
    library: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    retriever = Retriever(library, FakeEmbedder())
    with library.store.writing() as connection:
        drop(connection, [library.document_ids(Filters())[0]], meta.advance(connection))

    def full(*_: object) -> None:
        raise LibraryFull(path=library.path)

    monkeypatch.setattr(search_module, "bring_up_to_date", full)
    started = time.monotonic()
    assert len(retriever.search("Zwei Brücken", 9)) == 3
    assert time.monotonic() - started < search_module.PATIENCE
