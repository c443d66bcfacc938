"""The real encoder: its tokens, its vectors, its two engines."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import openvino_engine
from index.embedder import Encoder, open_embedder
from index.encoder_folder import EncoderFolder
from index.errors import ModelMissing, ModelUnusable
from index.openvino_engine import ConversionError
from index.pins import ENCODER
from index.types import Float32
from tests.conftest import MODELS

PAIRS = [
    ("Wie viele neue Stellen schafft das Land?", "Die Landesregierung richtet 200 zusätzliche Planstellen ein."),
    ("Wann tritt das Gesetz in Kraft?", "Die Vorschriften gelten ab dem 1. Januar 2026."),
    ("Wer trägt die Kosten der Unterkunft?", "Die Aufwendungen für das Wohnen übernimmt der Landkreis."),
    ("Welche Schulen nehmen am Versuch teil?", "Beteiligt sind drei Gymnasien und eine Gesamtschule."),
    ("Ist künstliche Intelligenz bei Gericht im Einsatz?", "In der Justiz werden lernende Systeme bislang nicht verwendet."),
]


@pytest.fixture(scope="module")
def torch_encoder(embedder: Encoder) -> Encoder:
    return open_embedder(engine="torch", models=MODELS)


def test_known_tokens_of_a_german_sentence(embedder: Encoder) -> None:
    found = embedder.tokenizer.encode("Die Landesregierung plant 2.000 Stellen.")
    assert found.ids == [0, 622, 49653, 10901, 13976, 18153, 70101, 86763, 5, 2]
    assert found.tokens == ["<s>", "▁Die", "▁Landes", "reg", "ierung", "▁plant", "▁2.000", "▁Stellen", ".", "</s>"]
    assert embedder.count_tokens(["Die Landesregierung plant 2.000 Stellen.", "", " "]) == [8, 0, 0]


def test_tokens_beyond_the_limit_are_counted_but_not_read(embedder: Encoder) -> None:
    sentence = "Die Landesregierung plant 2.000 Stellen. "
    assert embedder.count_tokens([sentence * 200]) == [8 * 200]
    start = embedder.embed_passages([sentence * 100 + "Etwas ganz anderes über Fische im Meer. " * count for count in (0, 50)])
    assert np.allclose(start[0], start[1], atol=1e-6)


def test_paraphrases_are_nearer_than_strangers(embedder: Encoder) -> None:
    queries = embedder.embed_queries([question for question, _ in PAIRS])
    passages = embedder.embed_passages([answer for _, answer in PAIRS])
    assert (queries @ passages.T).argmax(axis=1).tolist() == list(range(len(PAIRS)))


def test_vectors_are_unit_and_finite(embedder: Encoder) -> None:
    vectors = embedder.embed_passages(["", "a", "§§ 433 ff. BGB", "\U0001f600", "x" * 10_000, "Straße\n\nßÄÖÜ\t"])
    assert vectors.shape == (6, embedder.dimension) == (6, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedder.embed_passages([]).shape == (0, 384)


def test_the_same_text_gives_the_same_vector(embedder: Encoder) -> None:
    text = PAIRS[0][1]
    first, second = embedder.embed_passages([text]), embedder.embed_passages([f" {text}\n"])
    assert np.array_equal(first, second), "white space around a text is not read"
    both = embedder.embed_passages([text, text])
    assert np.allclose(both[0], both[1], atol=1e-6)


def test_neither_order_nor_company_matters(embedder: Encoder) -> None:
    texts = [" ".join(answer for _, answer in PAIRS[:count]) for count in (1, 2, 3, 4, 5)] + [answer for _, answer in PAIRS]
    together = embedder.embed_passages(texts)
    backwards = embedder.embed_passages(texts[::-1])[::-1]
    alone = np.concatenate([embedder.embed_passages([text]) for text in texts])
    assert cosine(together, backwards) > 0.9999
    assert cosine(together, alone) > 0.9999


def test_query_and_passage_have_their_prefixes(embedder: Encoder) -> None:
    plain = embedder.encode(["query: Haushalt", "passage: Haushalt"])
    assert np.allclose(embedder.embed_queries(["Haushalt"])[0], plain[0], atol=1e-6)
    assert np.allclose(embedder.embed_passages(["Haushalt"])[0], plain[1], atol=1e-6)


def test_several_threads_share_it(embedder: Encoder) -> None:
    texts = [question for question, _ in PAIRS] * 4
    expected = np.concatenate([embedder.embed_queries([text]) for text in texts])
    with ThreadPoolExecutor(4) as pool:
        found = np.concatenate(list(pool.map(lambda text: embedder.embed_queries([text]), texts)))
    assert cosine(expected, found) > 0.99999


def test_both_engines_agree_with_sentence_transformers(embedder: Encoder, torch_encoder: Encoder) -> None:
    """What a library holds does not depend on the machine that filled it."""
    assert embedder.engine.startswith("openvino")
    assert torch_encoder.engine.startswith("torch")
    assert embedder.fingerprint == torch_encoder.fingerprint
    texts = [text for pair in PAIRS for text in pair] + [" ".join(answer for _, answer in PAIRS)]
    assert cosine(embedder.embed_passages(texts), torch_encoder.embed_passages(texts)) > 0.9999
    assert torch_encoder.embed_passages([]).shape == (0, 384)


def test_sentence_transformers_opens_the_folder_and_sees_the_same_tokens(torch_encoder: Encoder, embedder: Encoder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(MODELS / ENCODER), device="cpu", local_files_only=True)
    texts = ["passage: Straße „zwei“ ½ m²\t\n№ 5 ", *(answer for _, answer in PAIRS), "x " * 3000]
    assert model.tokenizer(texts, truncation=True)["input_ids"] == [found.ids for found in embedder.tokenizer.encode_batch(texts)]
    vectors = model.encode([answer for _, answer in PAIRS], prompt_name="passage")
    assert cosine(vectors, torch_encoder.embed_passages([answer for _, answer in PAIRS])) > 0.99999


def test_opening_loads_neither_torch_nor_anything_that_reports(embedder: Encoder) -> None:
    """A search from the shell waits for this."""
    program = (
        "import sys; from pathlib import Path; from index.embedder import open_embedder\n"
        "encoder = open_embedder(models=Path(sys.argv[1])); encoder.embed_queries(['Haushalt'])\n"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers', 'openvino_telemetry') if sys.modules.get(name)])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(MODELS)], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert run.stdout == "[]\n"
    assert not run.stderr


def test_converting_calls_nobody(embedder: Encoder, tmp_path: Path) -> None:
    """The real conversion, in a process that notes every connection and every name that is looked up."""
    program = (
        "import sys; from pathlib import Path; calls = []\n"
        "sys.addaudithook(lambda event, _: calls.append(event) if event in ('socket.connect', 'socket.getaddrinfo') else None)\n"
        "from index.embedder import open_embedder\n"
        "print(open_embedder(Path(sys.argv[1]), models=Path(sys.argv[2])).engine, calls)"
    )
    home = {**os.environ, "HOME": str(tmp_path), "CI": ""}  # where nobody has declined anything yet
    command = [sys.executable, "-c", program, str(MODELS / ENCODER), str(tmp_path / "models")]
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2], env=home)
    assert run.stdout == f"{embedder.engine} []\n", run.stderr
    (kept,) = (tmp_path / "models" / "openvino").glob("*/network.bin")
    assert kept.stat().st_size < 250e6
    assert not (tmp_path / "intel").exists()


def test_the_fingerprint_follows_all_that_makes_the_vectors(embedder: Encoder, tmp_path: Path) -> None:
    copy = linked(tmp_path / ENCODER)
    same = EncoderFolder(copy).digest(tmp_path / "memory")
    assert same == EncoderFolder(MODELS / ENCODER).digest(MODELS / ".checksums"), "the place does not matter"
    pooling = copy / "1_Pooling" / "config.json"
    pooling.write_text(pooling.read_text().replace("mean", "max"))
    assert EncoderFolder(copy).digest(tmp_path / "memory") != same
    other = open_embedder(models=MODELS, passage_prefix="")
    assert other.fingerprint != embedder.fingerprint
    assert other.fingerprint.startswith(f"{ENCODER} ")


def test_a_network_that_is_damaged_is_made_again(embedder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    intact = MODELS / "openvino" / EncoderFolder(MODELS / ENCODER).digest(MODELS / ".checksums")[:16]
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "network.xml").write_text("<net")
    monkeypatch.setattr(openvino_engine, "_convert", lambda _folder, _tokenizer, kept, _threads: shutil.copytree(intact, kept))
    network = openvino_engine.open_network(MODELS / ENCODER, embedder.tokenizer, kept)
    assert cosine(network.encode(["query: Haushalt"]), embedder.embed_queries(["Haushalt"])) > 0.9999


def test_a_network_with_other_vectors_is_not_kept(embedder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    intact = MODELS / "openvino" / EncoderFolder(MODELS / ENCODER).digest(MODELS / ".checksums")[:16]

    def wrong(_folder: Path, draft: Path) -> Float32:
        shutil.copytree(intact, draft)
        return embedder.encode(["etwas anderes", "noch etwas"])

    monkeypatch.setattr(openvino_engine, "_trace", wrong)
    with pytest.raises(ConversionError, match="cosine"):
        openvino_engine.open_network(MODELS / ENCODER, embedder.tokenizer, tmp_path / "kept")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.lock"]


def test_where_openvino_fails_torch_takes_over_and_says_so(
    torch_encoder: Encoder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise ConversionError("no such operation")

    monkeypatch.setattr("index.embedder.open_network", fails)
    monkeypatch.setattr("index.embedder._open_torch", lambda *_: (torch_encoder.engine, torch_encoder.encode))
    with caplog.at_level(logging.WARNING):
        assert open_embedder(models=MODELS).engine == torch_encoder.engine
    assert "no such operation" in caplog.text
    with pytest.raises(ModelUnusable, match="no such operation"):
        open_embedder(models=MODELS, engine="openvino")


def test_a_folder_without_what_an_encoder_needs(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="safetensors"):
        open_embedder(tmp_path, models=tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.raises(ModelUnusable, match=r"tokenizer\.json"):
        open_embedder(tmp_path, models=tmp_path)
    with pytest.raises(ModelMissing):
        open_embedder(tmp_path / "gone", models=tmp_path)


def test_what_a_folder_says_of_itself(tmp_path: Path) -> None:
    """As older models write it: the transformer in a folder of its own, "document" for "passage"."""
    (tmp_path / "0_Transformer").mkdir()
    (tmp_path / "modules.json").write_text(json.dumps([{"idx": 0, "path": "0_Transformer", "type": "Transformer"}]))
    (tmp_path / "0_Transformer" / "sentence_bert_config.json").write_text('{"max_seq_length": 128, "do_lower_case": true}')
    (tmp_path / "config_sentence_transformers.json").write_text('{"prompts": {"document": "Text: ", "query": ""}}')
    folder = EncoderFolder(tmp_path)
    assert folder.transformer == tmp_path / "0_Transformer"
    assert (folder.max_tokens, folder.lower_case) == (128, True)
    assert (folder.prompt("query"), folder.prompt("passage", "document")) == ("", "Text: ")
    assert EncoderFolder(tmp_path / "plain").max_tokens == 512


def cosine(left: Float32, right: Float32) -> float:
    """The smallest between rows of the same number."""
    return float((left * right).sum(axis=1).min())


def linked(copy: Path) -> Path:
    """The encoder's folder again, its big file by a link."""
    shutil.copytree(MODELS / ENCODER, copy, ignore=shutil.ignore_patterns("model.safetensors"))
    (copy / "model.safetensors").symlink_to(MODELS / ENCODER / "model.safetensors")
    return copy
