"""Real papers of 60 pages against texts made from them by others: every word is there, none is invented."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from index.clean import clean
from index.readers import read

WORD = re.compile(r"[^\W\d_]+")


def words(text: str) -> Counter[str]:
    """The words without hyphens: the reference keeps those of its own lines."""
    return Counter(WORD.findall(re.sub(r"[*\\‐‑-]|<!--.*?-->", "", text)))


@pytest.mark.parametrize("name", ["linke", "spd"])
def test_no_word_is_lost_or_invented(name: str) -> None:
    folder = os.environ.get("BELEGT_EVAL_DATA")
    if not folder:
        pytest.skip("set BELEGT_EVAL_DATA to the folder with the evaluation data")
    path = Path(folder) / "pdf" / "wahlprogramme" / f"svenwiegand__assets__manifesto__pdf__original__{name}.pdf"
    (raw,) = read(path.read_bytes(), path.name)
    found = words(clean(raw).text.text)
    expected = words((Path(folder) / "pdf" / "reference_text_md" / f"{name}.md").read_text(encoding="utf-8"))
    shared = (found & expected).total()
    assert shared > 0.998 * expected.total()
    assert shared > 0.998 * found.total()
