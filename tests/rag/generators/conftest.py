"""A language model of its own for the tests: random weights, a real tokenizer. It knows nothing, so its form is the grammar's alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

SEED = Path(__file__).parents[3] / "seeds" / "000_e12aee3371fb809b.txt"
TEMPLATE = (
    "{% for said in messages %}<|{{ said.role }}|>{{ said.content }}</s>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


@pytest.fixture(scope="session")
def random_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a Llama of two layers with random weights and a byte-level BPE tokenizer trained on the seed document."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("random-model")
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=1200, special_tokens=["<s>", "</s>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    bpe.train_from_iterator(re.split(r"\n\s*\n", SEED.read_text("utf-8")), trainer)
    tokenizer: Any = PreTrainedTokenizerFast(tokenizer_object=bpe, bos_token="<s>", eos_token="</s>", chat_template=TEMPLATE)  # type: ignore[no-untyped-call]
    tokenizer.save_pretrained(folder)
    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=2048,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        initializer_range=1.0,
    )
    model = LlamaForCausalLM(config)
    loud = [
        tokenizer.convert_tokens_to_ids(token) for token in (".", "Ġ", "[", "</s>")
    ]  # else it says a thousand words before it ends one sentence
    with torch.no_grad():
        model.lm_head.weight[loud] *= 2.5
    model.save_pretrained(folder)
    return folder
