"""Whether a sentence of the evidence answers a yes-or-no question with yes or with no.

It does not know what else the documents say. It would rather say nothing than the wrong word: a condition, an exception, "teilweise", "noch
nicht", a question with two parts or an answer of "keine Erkenntnisse" decide nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.sentences import sentences
from rag.material import Material
from rag.question import share_carried, terms
from rag.roles import narrower, same_roles
from rag.stems import all_stems, carries
from rag.types import Claim, Evidence, Polarity
from rag.verify import RuleVerifier, dates, numbers
from rag.verify.clauses import clauses
from rag.verify.negation import denies, without_lead
from rag.words import content_words

_SAID: dict[str, Polarity] = {"ja": "yes", "nein": "no"}
_LEAD = re.compile(r"^(ja|nein)\b\s*(?:[,.:–-]\s*|$)", re.IGNORECASE)
SAME_QUESTION = 0.9  # of the words of each in the other: the heading above an answer is the question that was asked
LED = 0.9  # of the question's words in a sentence behind its "Nein," and in the title above it, half of them in the sentence

# Finite verbs that a question begins with. Those of a line are forms of one; "Wurde" is not answered by "wird".
_VERBS = """
    ist sind|war waren|wird werden|wurde wurden|hat haben|hatte hatten|kann können|konnte konnten|soll sollen|sollte sollten|muss müssen
    |darf dürfen|gibt|gab|plant planen|beabsichtigt beabsichtigen|prüft prüfen|liegt liegen|lag lagen|besteht bestehen|bestand bestanden
    |sieht sehen|teilt teilen|hält halten|führt führen|setzt setzen|nutzt nutzen|verfügt verfügen|findet finden|fand fanden|gilt gelten
    |erfolgt erfolgen|erfolgte erfolgten|fördert fördern|unterstützt unterstützen|erwägt erwägen|strebt streben|will wollen|kennt kennen
    |erhebt erheben|erhält erhalten|erhielt erhielten|nimmt nehmen|nahm nahmen|existiert existieren|trifft treffen|steht stehen|betreibt
    betreiben|finanziert finanzieren|befürwortet befürworten|erwartet erwarten|arbeitet arbeiten|enthält enthalten|gehört gehören|fordert
    fordern|berücksichtigt berücksichtigen|bewertet bewerten|beteiligt beteiligen|ergreift ergreifen|rechnet rechnen|stellt stellen|verfolgt
    verfolgen|befindet befinden|bezieht beziehen|spielt spielen|zählt zählen|entspricht entsprechen|dient dienen|ermöglicht ermöglichen
"""
_FORMS = {word: forms for forms in (frozenset(line.split()) for line in _VERBS.split("|")) for word in forms}
_FIRST = re.compile(rf"(?:^|[.:?!–]\s+)(?P<core>(?P<verb>{'|'.join(word.capitalize() for word in _FORMS)})\s[^?]+)\?")
_FURTHER = re.compile(r"(?:,\s*(?:und\s+)?|\s+und\s+|\s*\(\s*)(?:wenn|falls)\s+(?:ja|nein)\b.*|\s*\([^)]*\)", re.DOTALL | re.IGNORECASE)
_ACCORDING = re.compile(
    r"\s*\bnach\s+(?:Kenntnis|Ansicht|Auffassung|Einschätzung|Meinung)\s+der\s+(?:Bundes|Landes)regierung\b", re.IGNORECASE
)
# A second question, an alternative, a question within the question, a denial, a limit: "Nein" to such a question may mean several things.
_NOT_ONE = re.compile(
    r"\b(?:bzw|beziehungsweise|sowie|wie|wieso|warum|wann|wer|was|wo|welche[rsmn]?|inwieweit|inwiefern|nicht|kein\w*|ohne|nie|weder"
    r"|nur|alle[rsnm]?|jede[rsnm]?|sämtliche\w*|ausschließlich|immer|ausreichend\w*|genug|weil|wenn|falls|sofern|soweit|obwohl|damit"
    r"|dies\w*|erst|darüber|dabei|dazu|dafür|davon|daraus|darin|hier\w*|so|solch\w*|vollständig\w*|überhaupt|weiterhin|noch|anders|anderen?)\b"
    r"|\bund\s+(?:" + "|".join(_FORMS) + r")\b|[;/]",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(
    r"\b(?:wenn|falls|sofern|soweit|insoweit|unter der (?:Voraussetzung|Bedingung)|vorbehaltlich|außer|ausgenommen|Ausnahme\w*|jedoch|aber"
    r"|allerdings|hingegen|dagegen|sondern|vielmehr|lediglich|nur|bloß|teilweise|zum Teil|teils|grundsätzlich|in der Regel|im Allgemeinen"
    r"|üblicherweise|meist\w*|überwiegend|möglicherweise|gegebenenfalls|ggf|voraussichtlich|vermutlich|kaum|fast|nahezu|einzelne\w*|manche\w*"
    r"|nicht (?:mehr|immer|alle\w*|jede\w*|nur|allein|ausschließlich|zuletzt|vollständig|abschließend|pauschal|unmittelbar|direkt|zwingend"
    r"|generell|automatisch|explizit|ausdrücklich|gesondert)|insbesondere|obwohl|zwar|trotz|statt|anstelle|ohne|derart\w*|eigene\w*"
    r"|es sei denn|solange|bis|künftig|zukünftig|ursprünglich|zunächst|sollte[n]?|würde[n]?|könnte[n]?|soweit bekannt)\b",
    re.IGNORECASE,
)
# "noch nicht" and "bisher nicht" say no to "bereits"; to a question without it they leave open what will be.
_NOT_YET = re.compile(r"\b(?:noch (?=nicht|kein)|bisher|bislang|bis (?:heute|jetzt|dato))\s*", re.IGNORECASE)
_ALREADY = re.compile(r"\b(?:bereits|schon|mittlerweile|inzwischen)\b", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"\b(?:kein\w*|nicht)\b.*\b(?:Erkenntnis\w*|Kenntnis\w*|Informationen|Angaben|Daten|Aussagen?|bekannt|beurteil\w*|bewert\w*|statistisch\w*"
    r"|erfasst|erhoben|Stellung|Auskunft|ermittel\w*|auswert\w*)\b",
    re.IGNORECASE,
)
_KNOWING = re.compile(r"\b(?:Erkenntnis\w*|Kenntnis\w*|Informationen|Angaben|Daten|Aussagen?|bekannt|erfasst|erhoben|bewertet|beurteilt)\b")
_NEGATION = re.compile(r"\b(?:nicht|kein\w*|nie|niemals|weder)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s*(?:\S+\s){0,3}?(?:jedoch|allerdings|aber|hingegen|dagegen|ausgenommen|Ausnahme\w*|lediglich|nur|teilweise|gleichwohl|dennoch)\b",
    re.IGNORECASE,
)
_RULES = RuleVerifier()


@dataclass(frozen=True, slots=True)
class _Asked:
    """The one statement that a question asks about, the verb that it begins with, and whether it asks for what is so already."""

    core: str
    verb: str
    already: bool


def polarity(question: str, sentence: str, context: str = "", after: str = "") -> Polarity:
    """What a sentence of the evidence says to the question; "" where that is not plain.

    context: the title and heading above the sentence. after: what follows it in the document.
    """
    asked = _asked(question)
    if asked is None or _GOES_ON.match(after):
        return ""
    said, rest = _lead(" ".join(sentence.split()))
    if said:
        return _SAID[said] if _about(asked, rest, context) and not _NOT_PLAIN.search(rest) else ""
    return _repeated(asked, rest)


def decided(question: str, claims: Sequence[Claim], material: Material, after: Callable[[Evidence], str]) -> list[Claim]:
    """Quotes, the first that plainly says yes or no in front and marked so; as they are where none does, or where papers disagree.

    after: what follows evidence in its document.
    """
    if not asks_yes_or_no(question) or any(claim.as_of for claim in claims):
        return list(claims)
    items = {item.number: item for item in material.evidence}
    quoted = [items[claim.evidence[0]] for claim in claims]
    found = [_of_quote(question, item.text, material.contexts[item.number], after(item)) for item in quoted]
    at = next((i for i, each in enumerate(found) if each), None)
    if at is None or len({*found} - {""}) > 1 or quoted[at].number in material.referred:
        return list(claims)
    return [replace(claims[at], polarity=found[at]), *claims[:at], *claims[at + 1 :]]


def answering(question: str, claim: Claim, texts: Mapping[int, str], contexts: Mapping[int, str]) -> Claim:
    """A drafted sentence with what it plainly answers; its own "Ja," or "Nein," stays only where that is what a rule sees."""
    bare = without_lead(claim.text) or claim.text
    found = {_of_quote(question, texts[number], contexts[number]) for number in claim.evidence} | {polarity(question, bare)}
    found.discard("")
    if len(found) != 1:
        return replace(claim, text=bare)
    (plain,) = found
    said, _ = _lead(claim.text)
    return replace(claim, text=claim.text if said and _SAID[said] == plain else bare, polarity=plain)


def asks_yes_or_no(question: str) -> bool:
    """Whether "Ja" or "Nein" alone could answer: the question begins with its verb."""
    return _FIRST.search(question) is not None


def _of_quote(question: str, text: str, context: str, after: str = "") -> Polarity:
    spans = sentences(text)
    return polarity(question, spans[0].of(text), context, f"{text[spans[0].end :]} {after}") if spans else ""


@lru_cache(100)
def _asked(question: str) -> _Asked | None:
    match = _FIRST.search(" ".join(question.split()))
    if match is None or "?" in question[: match.start("core")]:
        return None
    core = _ACCORDING.sub("", _FURTHER.sub("", match["core"])).strip(" ,")
    if _NOT_ONE.search(core) or question.count("?") > 1:
        return None
    return _Asked(_ALREADY.sub("", core), match["verb"].casefold(), bool(_ALREADY.search(core)))


def _about(asked: _Asked, rest: str, context: str) -> bool:
    """Whether a sentence behind its "Ja" or "Nein", or the heading above a bare one, speaks of what is asked."""
    wanted = terms(asked.core)
    if any(_is_asked_by(asked, line) for line in context.split("\n")):
        return True
    if not rest or share_carried(wanted, rest) < LED / 2 or not _proved(asked.core, [rest, context]):
        return False
    return share_carried(wanted, f"{context}\n{rest}") >= LED


def _is_asked_by(asked: _Asked, heading: str) -> bool:
    other = _asked(heading)
    if other is None or _FORMS[asked.verb] != _FORMS[other.verb]:
        return False
    pairs = ((asked.core, other.core), (other.core, asked.core))
    return all(share_carried(terms(one), two) >= SAME_QUESTION and _proved(one, [two]) for one, two in pairs)


def _proved(core: str, texts: Sequence[str]) -> bool:
    return dates.unproved(core, texts) is None and numbers.unproved(core, texts) is None


def _repeated(asked: _Asked, sentence: str) -> Polarity:
    """What a sentence without "Ja" or "Nein" says that holds every word of the question, in one main clause."""
    plain = _NOT_YET.sub("", sentence) if asked.already else sentence
    main, *below = (clause.text for clause in clauses(plain))
    if _NOT_PLAIN.search(plain) or _NOT_YET.search(plain) or len(below) > 1 or len(below) + 1 != len(clauses(asked.core)):
        return ""
    if _UNKNOWN.search(plain) and not _KNOWING.search(asked.core):
        return ""
    words = {word.casefold() for word in re.findall(r"\w+", plain)}
    if not words & _FORMS[asked.verb] or not _all_there(asked.core, plain):
        return ""
    denials = len(_NEGATION.findall(main))
    either = re.search(r"\boder\b", asked.core)  # "keine A oder B" denies both; "A oder B" may affirm one
    unsure = denials > 1 or (not denials and (denies(main) or either)) or any(map(denies, below))
    if unsure or not same_roles(asked.core, plain) or (denials and narrower(plain, asked.core)):
        return ""
    stated = f"{asked.core[0].lower()}{asked.core[1:]}{' nicht' if denials else ''}."
    return ("no" if denials else "yes") if _RULES.verify(stated, [plain]).supported else ""


def _lead(text: str) -> tuple[str, str]:
    """("nein", the rest) for "Nein, …"; ("", the text) when it begins otherwise."""
    match = _LEAD.match(text.strip())
    return (match[1].casefold(), text.strip()[match.end() :]) if match else ("", text)


def _all_there(core: str, sentence: str) -> bool:
    known = all_stems(sentence)
    return all(carries(known, word.text) for word in content_words(core))
