"""A made-up corpus in the style of official answers, with its questions."""

from __future__ import annotations

import json
from pathlib import Path

CORPUS = [
    {
        "id": "b1",
        "doc": "9/100",
        "title": "Drucksache 9/100: Brücken",
        "text": "In Beispielau sind derzeit zwölf Brücken gesperrt. "
        "Die Sanierung dieser Brücken kostet nach einer ersten Schätzung 3 400 000 Euro.",
    },
    {
        "id": "b2",
        "doc": "9/100",
        "title": "Drucksache 9/100: Brücken",
        "text": "Die Brücke über die Musterach wird im Mai 2031 wieder geöffnet. Bis dahin gilt eine Umleitung über Neudorf.",
    },
    {
        "id": "s1",
        "doc": "9/200",
        "title": "Drucksache 9/200: Schulen",
        "text": "An den Grundschulen fehlen 57 Lehrkräfte. Die Landesregierung stellt zum neuen Schuljahr Seiteneinsteiger ein.",
    },
    {
        "id": "s2",
        "doc": "9/200",
        "title": "Drucksache 9/200: Schulen",
        "text": "Das Mittagessen an Ganztagsschulen bleibt für Kinder kostenlos. Der Zuschuss je Essen wird nicht gekürzt.",
    },
    {
        "id": "w1",
        "doc": "9/300",
        "title": "Drucksache 9/300: Wald",
        "text": "Der Borkenkäfer hat 800 Hektar Fichtenwald vernichtet. Aufgeforstet wird mit Eichen und Buchen.",
    },
    {
        "id": "h1",
        "doc": "9/400",
        "title": "Drucksache 9/400: Häfen",
        "text": "Der Umschlag im Seehafen ist um vier Prozent gesunken. Ein Ausbau der Hafenbahn ist nicht vorgesehen.",
    },
]
QUESTIONS = [
    {
        "id": "q1",
        "question": "Wie viele Brücken sind in Beispielau gesperrt?",
        "passage_ids": ["b1"],
        "answers": ["In Beispielau sind derzeit zwölf Brücken gesperrt."],
        "doc_title": "Brücken",
    },
    {
        "id": "q2",
        "question": "Wann wird die Brücke über die Musterach wieder geöffnet?",
        "passage_ids": ["b2"],
        "answers": ["im Mai 2031"],
        "doc_title": "Brücken",
    },
    {
        "id": "q3",
        "question": "Wie viele Lehrkräfte fehlen an den Grundschulen?",
        "passage_ids": ["s1"],
        "answers": ["An den Grund- schulen fehlen 57 Lehrkräfte."],
        "doc_title": "Schulen",
    },
    {
        "id": "q4",
        "question": "Welche Bäume werden im Wald nach dem Borkenkäfer gepflanzt?",
        "passage_ids": ["w1"],
        "answers": ["Aufgeforstet wird mit Eichen und Buchen."],
        "doc_title": "Wald",
    },
]
OTHERS = [
    {"question": "Wer hat das Fußballspiel gegen Norwegen gewonnen?"},
    {"question": "Wie hoch ist der höchste Berg des Planeten Mars?"},
    {"question": "Wann wurde die erste Oper in Venedig aufgeführt?"},
]


def write(path: Path, records: object) -> Path:
    """A file of JSON lines; texts stand as they are."""
    assert isinstance(records, list)
    lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
