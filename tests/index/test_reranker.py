"""The cross-encoder's seam, with a real, tiny and untrained cross-encoder: what it is worth is not claimed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelMissing, ModelUnusable
from index.library import Library
from index.ranking import Weights, reranked
from index.reranker import open_reranker
from index.search import Retriever
from index.sync import sync
from index.types import Float32
from tests.fakes import FakeEmbedder
from tests.index.shelf import write_corpus

TEXTS = {str(number): f"Das Hochwasser {number} zerstörte Brücken über die Elbe." for number in range(30)}


def make_cross_encoder(folder: Path, labels: Mapping[int, str]) -> Path:
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "Hochwasser", "Elbe", "Das", "die"]
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
    ).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        id2label=dict(labels),
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


class Favourite:
    """A `Reranker` that likes one number."""

    name = "favourite"

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        self.read: list[str] = []

    def scores(self, question: str, texts: Sequence[str]) -> Float32:
        self.read += [question, *texts]
        return np.array([f" {self.wanted} " in text for text in texts], np.float32)


def test_a_cross_encoder_from_a_folder_scores_pairs(tmp_path: Path) -> None:
    reranker = open_reranker(make_cross_encoder(tmp_path / "model", labels={0: "relevance"}))
    scores = reranker.scores("Das Hochwasser", ["die Elbe", "Das Hochwasser", "die Elbe"])
    assert scores.shape == (3,)
    assert scores.dtype == np.float32
    assert scores[0] == pytest.approx(scores[2])


def test_what_is_no_reranker_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        open_reranker(tmp_path / "nowhere")
    with pytest.raises(ModelUnusable, match="3 labels"):
        open_reranker(make_cross_encoder(tmp_path / "model", labels={0: "a", 1: "b", 2: "c"}))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnusable):
        open_reranker(tmp_path / "empty")


def test_it_orders_the_best_passages_anew_and_leaves_the_others_behind(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus.jsonl", TEXTS)
    sync([tmp_path / "corpus.jsonl"], tmp_path / "library", FakeEmbedder())
    with Library.open(tmp_path / "library") as library:
        plain = Retriever(library, FakeEmbedder(), Weights(reranked=10)).search("Hochwasser an der Elbe", 30)
        tenth = library.passages([plain[9].passage_id])[0]
        favourite = Favourite(tenth.text.split()[2])
        found = Retriever(library, FakeEmbedder(), Weights(reranked=10, reranker=1.0), favourite).search("Hochwasser an der Elbe", 30)
    assert len(favourite.read) == 1 + 10
    assert found[0].passage_id == tenth.id
    assert [hit.passage_id for hit in found[10:]] == [hit.passage_id for hit in plain[10:]]
    assert all(0 <= hit.score <= 1 for hit in found)


def test_scores_keep_their_range() -> None:
    scores = np.array([0.9, 0.7, 0.5, 0.1])
    changed = reranked(scores, np.array([0, 1, 2]), np.array([-3.0, 0.0, 5.0], np.float32), Weights(reranker=1.0))
    assert changed.tolist() == pytest.approx([0.5, 0.65, 0.9, 0.1])
