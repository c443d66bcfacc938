"""What a person reads of an evaluation: answers with all that belongs to them, and pairs that were judged wrongly, in Markdown.

It does not know how anything was measured. Text out of documents is data: it is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ui.evaluation_tables import escaped, said
from ui.texts import Language, text

if TYPE_CHECKING:
    from rag.evaluation.answers import Asked
    from rag.evaluation.verification import Wrong


def answers(asked: Sequence[Asked], language: Language) -> str:
    """Question, answer, known answer, evidence and rejected sentences with their reasons, for each."""
    if not asked:
        return ""
    return "\n".join([f"\n## {said('read_answers', language)}\n", *(line for each in asked for line in _answer(each, language))]) + "\n"


def wrong_pairs(wrong: Sequence[Wrong], language: Language) -> str:
    """Evidence, claim and the verifier's reason, by kind."""
    if not wrong:
        return ""
    lines = [f"\n## {said('read_wrong', language)}"]
    for kind in dict.fromkeys(each.pair.kind for each in wrong):
        lines += ["", f"### {escaped(said('date_changed' if kind == 'date' else kind, language))}", ""]
        for each in wrong:
            if each.pair.kind == kind:
                lines += [f"- {said('evidence', language)}: {escaped(each.pair.evidence)}"]
                lines += [f"  {said('claim', language)}: {escaped(each.pair.claim)} {escaped(each.reason)}"]
    return "\n".join(lines) + "\n"


def _answer(each: Asked, language: Language) -> Iterator[str]:
    answer = each.answer
    yield f"### {escaped(each.question.text)}"
    yield ""
    yield f"**{said('answer', language)}** ({text(answer.status, language)}, {answer.score:.2f}): {escaped(answer.text)}"
    yield ""
    for known in each.question.answers:
        yield f"**{said('known', language)}**: {escaped(known)}"
        yield ""
    for item in answer.evidence:
        yield f"- ({item.number}{'*' if item.number in each.gold else ''}) {escaped(item.text)}"
    for claim in answer.rejected:
        yield f"- {said('rejected_sentence', language)}: {escaped(claim.text)} — {escaped(claim.verdict.reason)}"
    yield ""
