"""Whether a question asks for a person, an office or a body, and whether evidence can name one.

It does not know who is meant. It is no parser and knows no list of names: two capitals in a row that no article, adjective or ending makes
common nouns are taken for a name, and so is what stands behind an office or a title. "Wer leitet …?" is also answered by whoever leads in a
sentence that says so: there the verb of the question must be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.stems import SEPARABLE, all_stems, carries, stems
from rag.words import FUNCTION_WORDS, content_words

_WHO = re.compile(r"^(?:(?:und|aber)\s+)?(?:(?:von|mit|für|durch|an|bei|gegen|aus|unter|zu)\s+)?(?:wer|wem|wen|wessen)\b", re.IGNORECASE)
_OFFICE = (
    r"[\w-]*(?:minister|ministerpräsident|präsident|kanzler|staatssekretär|sekretär|leiter|direktor|rektor|chef|meister|sprecher|senator"
    r"|intendant|dezernent|kommissar|inspekteur|botschafter|landrat|landrät|vorsitzende[rn]?|beauftragte[rn]?|abgeordnete[rn]?)(?:in|s)?"
)
_CALLED = re.compile(rf"^(?:wie (?:heiß|hieß)\w*|wer (?:ist|war|sind|waren))\s+(?:\w+\s+){{0,3}}?{_OFFICE}\b", re.IGNORECASE)
_TITLE = rf"(?:\b(?:Herrn?|Frau|Dr\.|Prof\.|Professor(?:in)?)|(?i:\b{_OFFICE}))"
_CAPITAL = r"\b[A-ZÄÖÜ][a-zà-ÿ’]+(?:[-‐‑][A-ZÄÖÜ][a-zà-ÿ]+)*(?![\w-])"
_TITLED = re.compile(rf"{_TITLE},?\s+(?:a\. ?D\.\s+)?(?:(?:Dr\.|Prof\.)\s+)*(?P<name>{_CAPITAL})")
_RUN = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:von|van|de|du|la|al|bin|ben|der|zu)\s+|[A-Z]\.\s+)*{_CAPITAL})+")
_COMMON = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ität|itäten|nis|nisse|nissen|ismus|ium|ien|amt|amte[ns]?|ämter|e[ns]"
    r"|ende|enden|innen|ierte|ierten)$"
)
_DETERMINED = re.compile(
    r"(?:\b(?:der|die|das|den|dem|des|ein|eine[mnrs]?|kein\w*|ihr\w*|sein\w*|unser\w*|diese[mnrs]?|jede[mnrs]?|alle[mnrs]?|viele[rn]?|im|am|vom"
    r"|zum|zur|beim|ins|fürs)|\b(?!(?:sagten?|erklärten?|hatten?|haben|wurden?|werden?|konnten?|sollten?|mussten?)\s)[a-zäöüß]{2,}(?:en|er|es|em|e)|\d)\s+$"
)


def asks_who(question: str) -> bool:
    """Whether only a person, an office or a body can answer."""
    return bool(_WHO.match(question.strip()) or _CALLED.match(question.strip()))


def can_name(question: str, texts: Sequence[str]) -> bool:
    """Whether evidence can say who is asked for: some sentence says the question's verb, or a name stands in it that the question has not.

    Where the holder of an office is asked for, only a name will do.
    """
    if _CALLED.match(question.strip()):
        return any(_names(question, text) for text in texts)
    said = _verbs(question)
    return not said or any(_says(said, text) or _names(question, text) for text in texts)


def _verbs(question: str) -> list[str]:
    return [word.text for word in content_words(question) if word.text[0].islower()]


def _says(verbs: Sequence[str], text: str) -> bool:
    """Whether a text says one of the verbs, apart from its prefix or with one; "begleitet" does not say "leitet"."""
    known = all_stems(text)
    said = {stem for verb in verbs for part in stems(verb) for stem in part}
    forms = (
        said
        | {prefix + stem for prefix in SEPARABLE for stem in said}
        | {stem.removeprefix(prefix) for prefix in SEPARABLE for stem in said}
    )
    return not forms.isdisjoint(known)


def _names(question: str, text: str) -> bool:
    known = all_stems(question)
    if any(not carries(known, match["name"]) and not _COMMON.search(match["name"]) for match in _TITLED.finditer(text)):
        return True
    return any(len(_proper(match[0].split(), text[: match.start()], known)) > 1 for match in _RUN.finditer(text))


def _proper(words: Sequence[str], before: str, known: frozenset[str]) -> list[str]:
    """Of a run of capitals those that are no common nouns and not in the question: "das Finanzministerium Potenziale" leaves one."""
    common = bool(_DETERMINED.search(before))
    kept = list[str]()
    for word in words:
        if not (common or word[0].islower() or word.casefold() in FUNCTION_WORDS or _COMMON.search(word) or carries(known, word)):
            kept.append(word)
        common = False
    return kept
