"""What people read on an answer that was shared or saved, in German and English.

It does not know where a sentence is shown. `ui.texts` looks it up.
"""

from __future__ import annotations

EXPORTS: dict[str, tuple[str, str]] = {
    "export_of": ("Antwort von Belegt", "Answer by Belegt"),
    "export_question": ("Frage", "Question"),
    "export_answer": ("Antwort", "Answer"),
    "export_sources": ("Quellen", "Sources"),
    "export_about": ("Über diese Antwort", "About this answer"),
    "export_given": ("Erstellt am", "Given on"),
    "export_library": ("Grundlage", "Based on"),
    "export_version": ("Fassung der Bibliothek", "Library version"),
    "export_address": ("Adresse", "Address"),
    "export_model": ("Sprachmodell", "Language model"),
    "export_state": ("Zustand", "State"),
    "export_written_by": (
        "Diese Antwort hat ein Programm zusammengestellt. Jeder Satz ist an den Quellen geprüft, auf die seine Nummer verweist.",
        "A program composed this answer. Every sentence was checked against the sources that its number refers to.",
    ),
    "export_quoted_by": (
        "Ein Programm hat diese Sätze ausgewählt. Sie stehen wörtlich in den Quellen, auf die ihre Nummer verweist.",
        "A program chose these sentences. They stand word for word in the sources that their numbers refer to.",
    ),
    "export_refused": (
        "Ein Programm hat in den Dokumenten gesucht und nichts gefunden, das die Frage beantwortet.",
        "A program searched the documents and found nothing that answers the question.",
    ),
    "export_changed": (
        "Dieses Dokument wurde seither geändert oder aus der Bibliothek entfernt. Der Satz lautete, als die Antwort gegeben wurde:",
        "This document has since been changed or removed from the library. When the answer was given, the sentence read:",
    ),
    "export_frozen": (
        "Diese Antwort ändert sich nicht mehr, auch wenn sich die Dokumente ändern.",
        "This answer does not change any more, even if the documents do.",
    ),
    "export_mark": ("Quelle {number}", "Source {number}"),
    "export_see": ("Stelle ansehen", "See the passage"),
    "export_file": ("Dokument öffnen", "Open the document"),
    "export_origin": ("Veröffentlicht unter", "Published at"),
    "export_save": ("Speichern als", "Save as"),
    "export_ask": ("Eigene Frage stellen", "Ask a question of your own"),
    "export_other_language": ("English", "Deutsch"),
    "export_missing": ("Hier ist nichts", "There is nothing here"),
}
