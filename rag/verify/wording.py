"""Rule "wording": where a claim repeats its evidence, it changes no word that matters, and puts none in another's place.

It does not know what the words mean: claim and evidence are laid side by side, and a word that counts, limits, places or joins must be
there on both sides. "die Länder fördern den Bund" repeats each word of "der Bund fördert die Länder", and says something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from rag.roles import CONTRACTED, PREPOSITIONS
from rag.stems import SEPARABLE, stems
from rag.verify.failure import Failure
from rag.verify.tokens import Token, is_noun, tokens

REPEATS = 0.5  # share of a claim's tokens that stand in the same order in the evidence: from here on it repeats it
REACH = 3  # tokens between a preposition and its noun
LOCAL = 4  # tokens between two that agree, at most: more is another sentence, not another word

_MOODS = frozenset(
    {"wäre", "sei", "würde", "soll", "kann", "muss", "darf", "dürfte", "will", "möglicherweise", "gegebenenfalls", "voraussichtlich"}
)
# What may be new in a claim is for other rules to say ("negation", "modality"): they know that "kein" and "nicht" are one.
_NOT_COUNTED = frozenset(
    {"nicht", "soll", "kann", "muss", "darf", "will", "würde", "dürfte", "voraussichtlich", "oder", "etwa", "mehr", "nach", "erst"}
)
# What must not get lost between two words that stand in the evidence on either side of it.
_LIMITS = _MOODS | {"nicht", "ohne", "einige", "teilweise", "vereinzelt", "meist", "nur", "mindestens", "höchstens", "kaum", "selten",
                    "bis", "ab", "seit", "vor", "gegen", "außerhalb", "vorläufig", "grundsätzlich", "etwa", "wenige",
                    "manchmal"}  # fmt: skip
_TIMES = frozenset({"bis", "ab", "seit", "vor"})
SHORTEST_HEAD = 5  # letters of the last part of a compound that stands for all of it
_PLAIN = frozenset({"wird", "werden", "wurde", "wurden", "ist", "sind", "war", "waren", "hat", "haben", "hatte", "hatten"})
_HAVING = frozenset({"hat", "haben", "hatte", "hatten"})  # between two nouns they tell who does what, as a verb does
_UNMARKED = frozenset({"die", "das", "eine", "ein", "diese", "dieses", "ihre", "seine"})


def changed(claim: str, evidence: Sequence[str]) -> Failure | None:
    """What the claim changes in the wording of its evidence; None when nothing that matters."""
    known = [tokens(text) for text in evidence]
    mine = tokens(claim)
    reasons = (reason for theirs in known for reason in (_edited(mine, theirs), _swapped(mine, theirs)) if reason)
    return _added(mine, known) or next(reasons, None)


def _added(claim: Sequence[Token], evidence: Sequence[Sequence[Token]]) -> Failure | None:
    """A word that counts or limits more often in the claim than in the evidence."""
    there = Counter(token.group for tokens in evidence for token in tokens)
    said = Counter(token.group for token in claim)
    for token in claim:
        if token.group and token.group not in _NOT_COUNTED and said[token.group] > there[token.group]:
            return Failure(f"Der Satz sagt „{token.text}“, die Fundstelle nicht.", (token.span,))
    return None


def _edited(claim: Sequence[Token], evidence: Sequence[Token]) -> Failure | None:
    """A word that another stands for, between words that both have in the same order."""
    keys = _same_keys(claim, evidence)
    theirs = [token.key for token in evidence]
    edits = SequenceMatcher(None, theirs, keys, autojunk=False).get_opcodes()
    if sum(j2 - j1 for kind, _, _, j1, j2 in edits if kind == "equal") < REPEATS * len(keys):
        return None
    moved = frozenset(token.group for kind, _, _, j1, j2 in edits if kind != "equal" for token in claim[j1:j2])
    for kind, i1, i2, j1, j2 in edits:
        if kind == "equal" or i2 - i1 > LOCAL or j2 - j1 > LOCAL:
            continue
        inside = i1 > 0 and j1 > 0 and i2 < len(theirs) and j2 < len(keys)
        at_an_end = kind == "replace" and (i1 == j1 == 0 or (i2 == len(theirs) and j2 == len(keys)))
        if not (inside or at_an_end):
            continue
        attribute = i1 > 0 and is_noun(evidence[i1 - 1])  # "die Justiz Sachsens": a genitive behind a noun can go without a trace
        reason = _edit(evidence[i1:i2], claim[j1:j2], keys[j1:j2], keys, moved, attribute)
        if reason and not _moved(evidence[i1:i2], claim[j1:j2], keys[j1:j2], claim, evidence):
            return reason
    return None


def _moved(old: Sequence[Token], new: Sequence[Token], keys: Sequence[str], claim: Sequence[Token], evidence: Sequence[Token]) -> bool:
    """Whether a noun stands behind its own preposition on both sides, another one than that of the noun in whose place it is:
    "In Wismar wurden nach Angaben …" for "Nach Angaben … wurden in Wismar".
    """
    noun = next(((token, key) for token, key in zip(new, keys, strict=True) if is_noun(token)), None)
    was = next((token for token in old if is_noun(token)), None)
    if noun is None or was is None:
        return False
    place = next((i for i, token in enumerate(evidence) if token.key == noun[1]), -1)
    said, known = _preposition(claim, claim.index(noun[0])), _preposition(evidence, place)
    return place >= 0 and bool(said) and said == known != _preposition(evidence, evidence.index(was))


def _preposition(tokens: Sequence[Token], at: int) -> str:
    """The preposition of the noun at a place, "" where none, or another noun, stands before it; "im" is "in"."""
    for token in reversed(tokens[max(at - REACH, 0) : max(at, 0)]):
        if token.key in PREPOSITIONS:
            return CONTRACTED.get(token.key, token.key)
        if token.content and (is_noun(token) or token.key[0].isdigit()):
            return ""
    return ""


def _edit(
    old: Sequence[Token], new: Sequence[Token], keys: Sequence[str], said: Sequence[str], moved: frozenset[str], attribute: bool
) -> Failure | None:
    """What is wrong with `new`, whose keys are `keys`, in the place of `old`; said: all keys of the claim."""
    # "bis 2027" may be left out as a whole, "bis" alone not.
    left_out = {token for token in old[:-1] if token.group in _TIMES and not new}
    lost = next((token for token in old if token.group in _LIMITS and token.group not in moved and token not in left_out), None)
    if lost:
        return Failure(f"Die Fundstelle sagt „{lost.text}“, der Satz an dieser Stelle nicht.", tuple(token.span for token in new))
    if len(old) == len(new) == 1 and new[0].group in _MOODS and old[0].key in _PLAIN:
        return Failure(f"Der Satz sagt „{new[0].text}“, wo in der Fundstelle „{old[0].text}“ steht.", (new[0].span,))
    was, now = ([token for token in tokens if token.content] for tokens in (old, new))
    if not (was and now) or not {token.key for token in was}.isdisjoint(keys) or (len(old) > 1 and len(was) != len(now)):
        return None
    if now[0].key in SEPARABLE and was[0].key.startswith(now[0].key):  # "setzte … fest" for "festgesetzt"
        return None
    if len(was[0].key) >= SHORTEST_HEAD and now[0].key.startswith(was[0].key):  # "Herkunftsstaaten" for "Herkunfts- und Drittstaaten"
        return None
    if attribute and is_noun(was[0]) and was[0].key.endswith("s") and was[0].key not in said:
        return None
    return Failure(f"Wo der Satz „{now[0].text}“ sagt, steht in der Fundstelle „{was[0].text}“.", tuple(token.span for token in now))


def _swapped(claim: Sequence[Token], evidence: Sequence[Token]) -> Failure | None:
    """Two nouns whose form does not tell who does what, on the other sides of the verb between them."""
    keys = _same_keys(claim, evidence)
    mine, theirs = _around(claim, keys), _around(evidence, [token.key for token in evidence])
    for verb, (left, right) in mine.items():
        if theirs.get(verb) == (right, left) != (left, right):
            return Failure(f"In der Fundstelle stehen „{left.title()}“ und „{right.title()}“ umgekehrt zueinander.")
    return None


def _around(tokens: Sequence[Token], keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """For each verb the nouns right before and behind it, where both stand behind an article that does not tell their case."""
    found = {}
    for i, token in enumerate(tokens):
        if not (token.content or token.key in _HAVING) or not token.text[:1].islower() or i < 2 or i + 2 >= len(tokens):
            continue
        left, right = tokens[i - 1], tokens[i + 2]
        if is_noun(left) and is_noun(right) and {tokens[i - 2].key, tokens[i + 1].key} <= _UNMARKED:
            found[keys[i]] = (keys[i - 1], keys[i + 2])
    return found


def _same_keys(claim: Sequence[Token], evidence: Sequence[Token]) -> list[str]:
    """The claim's keys; a word that shares a stem with one of the evidence has the key of that one."""
    by_stem: dict[str, str] = {}
    exact = {token.key for token in evidence}
    for token in evidence:
        for stem in _stems(token):
            by_stem.setdefault(stem, token.key)
    keys = []
    for token in claim:
        shared = [by_stem[stem] for stem in _stems(token) if stem in by_stem] or _whole_of(token, evidence)
        keys.append(token.key if token.key in exact or not shared else shared[0])
    return keys


def _whole_of(token: Token, evidence: Sequence[Token]) -> list[str]:
    """ "Glasfaseranschluss" for "Anschluss"."""
    if not is_noun(token) or len(token.key) < SHORTEST_HEAD:
        return []
    return [other.key for other in evidence if other.key.endswith(token.key) and is_noun(other)]


def _stems(token: Token) -> frozenset[str]:
    if not token.content or token.key[0].isdigit():
        return frozenset()
    return frozenset(stem for part in stems(token.text) for stem in part)
