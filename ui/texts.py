"""Every sentence that people read on a screen, in German and English, and which of the two is theirs.

It does not know where a sentence is shown. Errors carry their own sentences (`index.errors`).
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from typing import Literal

from ui.exporting.texts import EXPORTS
from ui.screen.texts import SCREEN

Language = Literal["de", "en"]

TEXTS: dict[str, tuple[str, str]] = {
    # What an answer is
    "answered": ("Zusammengestellt und geprüft", "Composed and checked"),
    "quoted": ("Wörtlich aus den Dokumenten", "Verbatim from the documents"),
    "no_evidence": ("Keine Fundstelle", "No evidence"),
    "refusal": (
        "In den Dokumenten wurde nichts gefunden, das diese Frage beantwortet.",
        "Nothing in the documents answers this question.",
    ),
    "nearest": ("Am nächsten kommen diese Stellen. Sie beantworten die Frage nicht:", "Nearest, but not answering:"),
    "as_of": ("Stand: {date}", "as of {date}"),
    "plain": ("In Einfacher Sprache:", "In plain German:"),
    "explains": ("Erklärung:", "Explanation:"),
    "derived": ("„{word}“ ist aus dem ersten Satz abgeleitet", "“{word}” is derived from the first sentence"),
    "conflicting": (
        "Die Dokumente machen verschiedene Angaben; die neueste steht zuerst.",
        "The documents disagree; the newest statement comes first.",
    ),
    "verified": ("Von Mitarbeitenden geprüft am {date}", "Checked by staff on {date}"),
    "nothing_found": ("Keine Stelle gefunden.", "No passage found."),
    # Citations
    "paper": ("Drucksache {number}", "Paper {number}"),
    "page": ("Seite {page}", "page {page}"),
    # Sync
    "syncing": ("Abgleich", "Syncing"),
    "reading": ("Dateien gelesen", "files read"),
    "embedding": ("Passagen eingebettet", "passages embedded"),
    "sync_summary": (
        "{added} neu, {changed} geändert, {removed} entfernt, {unchanged} gleich, {failed} fehlgeschlagen ({passages} Passagen, {seconds})",
        "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged, {failed} failed ({passages} passages, {seconds})",
    ),
    "sync_missing": (
        "{missing} Dateien liegen nicht mehr in ihrem Ordner und bleiben in der Bibliothek. belegt sync ORDNER --prune entfernt sie.",
        "{missing} files are no longer in their folder and stay in the library. belegt sync FOLDER --prune removes them.",
    ),
    "sync_prune_what": (
        "Nennen Sie die Ordner, in denen --prune nachsehen soll: belegt sync ORDNER --prune",
        "Name the folders that --prune is to look through: belegt sync FOLDER --prune",
    ),
    "sync_forget_alone": (
        "Mit --forget wird nichts abgeglichen. Nennen Sie die Ordner, die abgeglichen werden sollen, in einem zweiten Aufruf.",
        "With --forget nothing is synced. Name the folders that are to be synced in a second call.",
    ),
    "folder_forgotten": (
        "{folder} wird nicht mehr abgeglichen. Die Dokumente daraus bleiben in der Bibliothek.",
        "{folder} is synced no more. Its documents stay in the library.",
    ),
    "folder_pruned": (
        "{folder} wird nicht mehr abgeglichen. Entfernte Dokumente: {count}",
        "{folder} is synced no more. Documents removed: {count}",
    ),
    "folders": ("Abgeglichene Ordner", "Folders that are synced"),
    "folder_files": ("Dateien: {count}", "files: {count}"),
    "folder_empty": ("leer", "empty"),
    "folder_missing": ("nicht da", "not there"),
    "folder_unreadable": ("nicht lesbar", "cannot be read"),
    "nothing_shared": ("Keine Antwort ist geteilt.", "No answer is shared."),
    "sync_elsewhere": (
        "Ein anderer Vorgang gleicht die Bibliothek gerade ab. Ihre Dateien sind gespeichert; starten Sie den Abgleich danach noch einmal.",
        "Another process is syncing the library. Your files are kept; start the sync again afterwards.",
    ),
    "sync_busy": (
        "Die Bibliothek wird gerade abgeglichen. Warten Sie, bis das fertig ist, und versuchen Sie es noch einmal.",
        "The library is being synced. Wait until that has finished, and try again.",
    ),
    # Info and models
    "library": ("Bibliothek", "Library"),
    "documents": ("Dokumente", "Documents"),
    "passages": ("Passagen", "Passages"),
    "version": ("Fassung", "Version"),
    "embedder": ("Encoder", "Encoder"),
    "size": ("Größe", "Size"),
    "kinds": ("Arten", "Kinds"),
    "ministries": ("Ressorts", "Ministries"),
    "groups": ("Fraktionen", "Groups"),
    "parliaments": ("Parlamente", "Parliaments"),
    "dates": ("Zeitraum", "Dates"),
    "and_more": ("und {count} weitere", "and {count} more"),
    "present": ("vorhanden", "present"),
    "absent": ("fehlt", "missing"),
    "fetching": ("Modelle werden geladen", "Fetching models"),
    "exported": ("{count} Zeilen", "{count} rows"),
    # Serving
    "loading": ("Modelle und Bibliothek werden geöffnet …", "Opening models and library …"),
    "serving": ("Belegt läuft unter {url} (beenden mit Strg+C)", "Belegt is running on {url} (stop with Ctrl+C)"),
    "port_taken": (
        "Unter {url} läuft bereits ein Programm. Wählen Sie einen anderen Port: belegt serve --port 7861",
        "Something is already running on {url}. Choose another port: belegt serve --port 7861",
    ),
    "withdrawn": (
        "Veröffentlichte Antworten, die zurückgezogen wurden, weil sich ein zitiertes Dokument geändert hat: {count}",
        "Published answers that were withdrawn because a cited document changed: {count}",
    ),
    # Accounts of staff
    "user_added": ("Konto {name} angelegt ({roles}).", "Account {name} made ({roles})."),
    "user_removed": ("Konto {name} entfernt.", "Account {name} removed."),
    "user_password": (
        "Das Passwort von {name} ist geändert, alle Sitzungen sind beendet.",
        "Password of {name} changed, all sessions ended.",
    ),
    "user_ask": ("Passwort (mindestens 12 Zeichen)", "Password (at least 12 characters)"),
    "user_again": ("Noch einmal", "Once more"),
    "user_inactive": ("entfernt", "removed"),
    "role_reviewer": ("Prüfung", "review"),
    "role_editor": ("Bibliothek", "library"),
    "role_administrator": ("Verwaltung", "administration"),
    # Evaluation: titles, columns and labels of its tables
    "eval_measuring": ("Auswertung", "Measuring"),
    "eval_what": (
        "Geben Sie --corpus und --questions, --library und --questions oder --beir an.",
        "Give --corpus and --questions, --library and --questions, or --beir.",
    ),
    "eval_report": ("Auswertung", "Evaluation"),
    "eval_corpus": ("Bestand", "Corpus"),
    "eval_documents": ("Dokumente", "Documents"),
    "eval_passages": ("Passagen", "Passages"),
    "eval_questions": ("Fragen", "Questions"),
    "eval_unread": ("Nicht lesbar", "Not readable"),
    "eval_unknown": ("Urteile über Unbekanntes, nicht gezählt", "Judgements of what is not there, not counted"),
    "eval_embedder": ("Encoder", "Embedder"),
    "eval_library_version": ("Fassung der Bibliothek", "Library version"),
    "eval_date": ("Datum", "Date"),
    "eval_settings": ("Einstellungen", "Settings"),
    "eval_retrieval": ("Fundstellen", "Retrieval"),
    "eval_measure": ("Maß", "Measure"),
    "eval_comparison": ("Vergleich (nDCG@10, gepaarter Permutationstest)", "Comparison (nDCG@10, paired permutation test)"),
    "eval_compared": ("Verglichen", "Compared"),
    "eval_difference": ("Unterschied", "Difference"),
    "eval_milliseconds": ("Millisekunden mehr (Median)", "milliseconds more (median)"),
    "eval_latency": ("Dauer einer Suche in Millisekunden", "Time of a search in milliseconds"),
    "eval_refusal": ("Ablehnung", "Refusal"),
    "eval_auroc": ("AUROC", "AUROC"),
    "eval_answerable": ("Beantwortbar", "Answerable"),
    "eval_against_hard": ("gegen schwere", "against hard"),
    "eval_against_easy": ("gegen leichte", "against easy"),
    "eval_all_questions": ("alle Fragen", "all questions"),
    "eval_found_questions": ("Fragen, deren Belege die Antwort treffen", "questions whose evidence lies in what answers"),
    "eval_at_threshold": ("Bei der eingestellten Schwelle", "At the threshold that is set"),
    "eval_found_share": ("Fragen, deren Belege die Antwort treffen", "questions whose evidence lies in what answers"),
    "eval_answered": ("beantwortet: alle beantwortbaren", "answered: all answerable"),
    "eval_answered_found": ("beantwortet: deren Belege die Antwort treffen", "answered: whose evidence lies in what answers"),
    "eval_refused_hard": ("abgelehnt: schwere (ohne das antwortende Papier)", "refused: hard (without the answering paper)"),
    "eval_refused_easy": ("abgelehnt: leichte (Fragen eines anderen Bestands)", "refused: easy (questions of another corpus)"),
    "eval_threshold": ("Schwelle", "Threshold"),
    "eval_coverage": ("Anteil beantwortet", "Coverage"),
    "eval_risk": ("davon ohne treffenden Beleg", "Risk"),
    "eval_curve": ("Risiko und Abdeckung: Fragen, wie sie sind", "Risk and coverage: questions as they are"),
    "eval_curve_hard": ("Risiko und Abdeckung: dazu die schweren", "Risk and coverage: with the hard ones"),
    "eval_areas": ("Mittleres Risiko", "Mean risk"),
    "eval_area": ("Fläche unter der Kurve", "Area under the curve"),
    "eval_evidence": ("Belege", "Evidence"),
    "eval_evidence_gold_only": ("Belege, nur aus dem, was antwortet", "Evidence, only from what answers"),
    "eval_value": ("Wert", "Value"),
    "eval_sentence@1": ("Satz der Antwort unter dem ersten Beleg", "sentence of the answer in the first"),
    "eval_sentence": ("… unter den ersten {depth}", "… among the first {depth}"),
    "eval_gold_passage": ("Beleg aus dem, was antwortet", "evidence from what answers"),
    "eval_f1_first": ("Wort-F1 des ersten Belegs", "token F1 of the first"),
    "eval_f1_all": ("Wort-F1 aller Belege", "token F1 of all"),
    "eval_all_numbers": ("alle Zahlen der Antwort (Fragen nach Zahlen)", "all numbers of the answer (questions for numbers)"),
    "eval_half_numbers": ("mindestens die Hälfte der Zahlen", "at least half of the numbers"),
    "request": (
        "Die Anfrage ist nicht verwendbar: {field} {reason}. /openapi.json beschreibt, was gesendet werden kann.",
        "The request cannot be used: {field} {reason}. /openapi.json describes what can be sent.",
    ),
    "request_missing": ("fehlt", "is missing"),
    "request_unknown": ("gibt es nicht", "does not exist"),
    "request_unreadable": ("ist nicht lesbar", "cannot be read"),
    "request_no_text": ("muss ein Text sein", "must be a text"),
    "request_no_integer": ("muss eine ganze Zahl sein", "must be an integer"),
    "request_no_list": ("muss eine Liste sein", "must be a list"),
    "request_no_object": ("muss ein Objekt sein, gesendet als application/json", "must be an object, sent as application/json"),
    "request_no_language": ("muss de oder en sein", "must be de or en"),
    "request_not_allowed": ("hat einen unzulässigen Wert", "has a value that is not allowed"),
    "request_too_small": ("ist zu klein", "is too small"),
    "request_too_large": ("ist zu groß", "is too large"),
    "request_too_long": ("ist zu lang", "is too long"),
    "no_route": (
        "{method} {path} gibt es nicht. /openapi.json beschreibt, was es gibt.",
        "There is no {method} {path}. /openapi.json describes what there is.",
    ),
    "bug": (
        "Ein Fehler in Belegt ist aufgetreten ({kind}). Einzelheiten stehen im Protokoll.",
        "Something in Belegt went wrong ({kind}). The log has the details.",
    ),
    "stopped": ("Abgebrochen. Was fertig war, ist gespeichert.", "Stopped. What was finished is kept."),
    **SCREEN,
    **EXPORTS,
}

_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")


def text(key: str, language: Language, **values: object) -> str:
    """The sentence `key` in `language`; KeyError for an unknown one."""
    return TEXTS[key][language != "de"].format(**values)


def date(day: datetime.date, language: Language) -> str:
    """ "6. Oktober 2023" or "6 October 2023"."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}" if language == "de" else f"{day.day} {day:%B} {day.year}"


def number(value: float, language: Language, digits: int = 0) -> str:
    """ "13.345" or "13,345"; with decimals "1,5" or "1.5"."""
    shown = f"{value:,.{digits}f}"
    return shown.translate(str.maketrans(",.", ".,")) if language == "de" else shown


def surface_language(chosen: str = "auto", environment: Mapping[str, str] = os.environ) -> Language:
    """The language of the terminal: what was chosen, else that of the locale, else German."""
    if chosen in ("de", "en"):
        return "de" if chosen == "de" else "en"
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "en" if locale.lower().startswith("en") else "de"
