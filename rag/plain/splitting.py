"""A long sentence as several short ones, cut where a main clause ends and the next one has its verb and its subject.

It does not know grammar beyond word order: where it is not sure whose verb it is, the sentence stays whole.
"""

from __future__ import annotations

import re

_FINITE = (
    "ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|hatten|soll|sollen|kann|können|muss|müssen|darf|dürfen|plant|planen|prüft"
    "|prüfen|fördert|fördern|unterstützt|beteiligt|sieht|gibt|liegt|liegen|bleibt|beträgt|umfasst|enthält|steht|dient|begrüßt|setzt|führt"
    "|erhält|nutzt|arbeitet|stellt|verfolgt|regelt|gilt"
)
_PLURAL = re.compile(r"\w+en$|sind$")  # "wurden", "haben", "planen"
FEWEST = 4  # words of a sentence that stands by itself
# "Das Ministerium plant": a subject of one noun phrase; "Der" may be a dative, so only with a masculine that is plain to see.
_SUBJECT = re.compile(
    r"^(?P<subject>(?:Das|Die|Dieses|Diese|Ein|Der (?:Bund|Bundestag|Landtag|Gesetzentwurf|Entwurf|Bericht|Plan|Vertrag|Ausschuss))"
    rf"(?:,?\s(?<!,\s)[^\W\d_][^\s,;:()]*|,\s[A-ZÄÖÜ][^\s,;:()]*){{0,9}}?)\s(?P<verb>{_FINITE})\s"
)
_AND = re.compile(rf",?\sund\s(?P<verb>{_FINITE})\s(?=\S+\s\S+)")
_BUT = re.compile(rf",\ssondern\s(?P<verb>{_FINITE})\s")
_SUBORDINATE = re.compile(
    r"\b(?:dass|weil|wenn|ob|falls|sofern|während|obwohl|damit|um|indem|nachdem|bevor|wobei|sodass|wie|je|zwar)\b|\((?![^()]*\))"
)
_RELATIVE = re.compile(
    r",\s(?:(?:an|in|auf|aus|bei|für|mit|nach|von|vor|zu|über|unter|durch)\s)?(?:der|die|das|dem|den|deren|dessen|welche\w*)\s"
)
_SEMICOLON = re.compile(r";\s+(?=\S+\s\S+\s\S+)")


def split(sentence: str) -> list[str]:
    """The sentences that it can be cut into, in order; itself alone where it cannot."""
    halves = _semicolons(sentence)
    return [part for half in halves for part in _coordinated(half)]


def _semicolons(sentence: str) -> list[str]:
    """At semicolons before a clause of its own, outside brackets."""
    parts = _SEMICOLON.split(sentence)
    whole = all(re.search(rf"\b(?:{_FINITE})\b", part) and part.count("(") == part.count(")") for part in parts)
    if len(parts) == 1 or not whole or any(len(part.split()) < FEWEST for part in parts):
        return [sentence]
    return [_as_sentence(part) for part in parts]


def _coordinated(sentence: str) -> list[str]:
    """ "Das Ministerium plant X und prüft Y." as "Das Ministerium plant X. Das Ministerium prüft Y." """
    subject = _SUBJECT.match(sentence)
    if subject is None:
        return [sentence]
    for pattern, between in ((_BUT, "Stattdessen {verb}{reflexive} {subject} {rest}"), (_AND, "{subject} {verb} {rest}")):
        cut = pattern.search(sentence, subject.end())
        if cut is None:
            continue
        left, rest = sentence[: cut.start()], sentence[cut.end() :]
        reflexive = " sich" if pattern is _BUT and rest.startswith("sich ") else ""  # "beteiligt sich das Amt"
        unsure = _SUBORDINATE.search(left) or "," in left[subject.end() :] or left.count("„") != left.count("“")
        same_number = bool(_PLURAL.match(subject["verb"])) == bool(_PLURAL.match(cut["verb"]))
        if unsure or not same_number or len(left.split()) < FEWEST or len(rest.split()) < FEWEST - 2:
            return [sentence]
        who = subject["subject"] if between.startswith("{subject}") else subject["subject"][0].lower() + subject["subject"][1:]
        return [
            _as_sentence(left),
            *_coordinated(_as_sentence(between.format(subject=who, verb=cut["verb"], reflexive=reflexive, rest=rest[len(reflexive) :]))),
        ]
    return [sentence]


def _as_sentence(text: str) -> str:
    text = text.strip(" ,;")
    return f"{text[0].upper()}{text[1:]}" if text.endswith((".", "!", "?")) else f"{text[0].upper()}{text[1:]}."
