"""What citizens read on the screen, in German and English.

It does not know where a sentence is shown. `ui.texts` looks it up.
"""

from __future__ import annotations

SCREEN: dict[str, tuple[str, str]] = {
    # What this is
    "intro": (
        "Antworten aus amtlichen Dokumenten. Jeder Satz ist belegt; was sich nicht belegen lässt, wird nicht gesagt.",
        "Answers from official documents. Every sentence carries its evidence; what has none is not said.",
    ),
    "answers_from": ("Grundlage:", "Based on:"),
    "paper_count_one": ("1 Dokument", "1 document"),
    "paper_count": ("{count} Dokumente", "{count} documents"),
    "papers_of": ("vom {day}", "of {day}"),
    "papers_between": ("vom {first} bis {last}", "from {first} to {last}"),
    "library_as_of": ("Stand: {date}", "as of {date}"),
    "examples": ("Zum Beispiel", "For example"),
    "language_choice": ("Sprache / Language", "Sprache / Language"),
    "skip": ("Zur Frage springen", "Skip to the question"),
    # Asking
    "conversation": ("Gespräch", "Conversation"),
    "question": ("Ihre Frage", "Your question"),
    "placeholder": ("Fragen Sie in einem ganzen Satz.", "Ask in a full sentence."),
    "send": ("Fragen", "Ask"),
    "stop": ("Anhalten", "Stop"),
    "new": ("Neues Gespräch", "New conversation"),
    "plain_language": ("Einfache Sprache", "Plain language"),
    "narrow": ("Suche eingrenzen", "Narrow the search"),
    "filter_any": ("alle", "all"),
    "filter_kind": ("Art des Dokuments", "Kind of document"),
    "filter_ministry": ("Ressort", "Ministry"),
    "filter_group": ("Fraktion", "Group"),
    "filter_number": ("Drucksache, etwa 8/2625", "Paper, such as 8/2625"),
    "filter_since": ("Von, etwa 2023 oder 06.10.2023", "From, such as 2023 or 2023-10-06"),
    "filter_until": ("Bis", "Until"),
    "you_asked": ("Ihre Frage:", "Your question:"),
    "edit": ("Frage bearbeiten", "Edit the question"),
    "again": ("Noch einmal fragen", "Ask again"),
    # While it works
    "ahead_one": ("Vor Ihnen wird noch 1 Frage beantwortet.", "1 question is answered before yours."),
    "ahead": ("Vor Ihnen werden noch {count} Fragen beantwortet.", "{count} questions are answered before yours."),
    "searching": ("Fundstellen werden gesucht …", "Looking for evidence …"),
    "found_one": ("1 Fundstelle gefunden.", "1 passage found."),
    "found": ("{count} Fundstellen gefunden.", "{count} passages found."),
    "writing": ("Die Antwort wird geschrieben und geprüft …", "The answer is being written and checked …"),
    "simplifying": ("Die Antwort wird in einfache Sprache gebracht …", "The answer is being put into plain language …"),
    "stopped_answer": ("Angehalten. Die Antwort ist nicht vollständig.", "Stopped. The answer is not complete."),
    "problem": ("Die Frage konnte nicht beantwortet werden.", "The question could not be answered."),
    # What an answer is
    "answered_means": ("Jeder Satz wurde an seiner Fundstelle geprüft.", "Every sentence was checked against its source."),
    "quoted_means": ("Die Sätze stehen genau so in den Dokumenten.", "These sentences stand in the documents word for word."),
    "ask_differently": ("So können Sie anders fragen", "How to ask differently"),
    "ask_differently_1": (
        "Fragen Sie in einem ganzen Satz und nennen Sie das Thema, etwa die Behörde oder das Vorhaben.",
        "Ask in a full sentence and name the subject, such as the authority or the project.",
    ),
    "ask_differently_2": (
        "Verwenden Sie Wörter, wie sie in amtlichen Dokumenten stehen.",
        "Use words as official documents use them.",
    ),
    "ask_differently_3": ("Fragen Sie nach einer Sache auf einmal.", "Ask about one thing at a time."),
    "ask_differently_filters": ("Heben Sie die Eingrenzung der Suche auf.", "Search without narrowing."),
    "explained": ("Erklärung:", "Explanation:"),
    "plain_checked": ("In einfacher Sprache", "In plain language"),
    "plain_not": (
        "Diese Antwort gibt es nicht in einfacher Sprache: Was sich dabei nicht prüfen ließ, wird nicht gezeigt.",
        "This answer is not available in plain language: what could not be checked is not shown.",
    ),
    # Sources
    "cited_sources": ("Zitierte Stellen", "Cited passages"),
    "consulted_sources": ("Außerdem gelesen, aber nicht zitiert ({count})", "Also read, but not cited ({count})"),
    "nearest_sources": ("Am nächsten kommende Stellen", "Nearest passages"),
    "nearest_means": ("Sie beantworten die Frage nicht.", "They do not answer the question."),
    "mark_name": ("Quelle {number}: {reference}", "Source {number}: {reference}"),
    "open_source": ("Stelle {number} im Dokument ansehen: {reference}", "See passage {number} in the document: {reference}"),
    # The source panel
    "panel": ("Fundstelle", "Source"),
    "panel_close": ("Schließen", "Close"),
    "panel_earlier": ("Vorige Fundstelle", "Previous passage"),
    "panel_later": ("Nächste Fundstelle", "Next passage"),
    "panel_passage_of": ("Fundstelle {number} von {count}", "Passage {number} of {count}"),
    "panel_page_back": ("Vorige Seite", "Previous page"),
    "panel_page_on": ("Nächste Seite", "Next page"),
    "panel_page_of": ("Seite {number} von {count}", "Page {number} of {count}"),
    "panel_page_alone": ("Seite {number}", "Page {number}"),
    "panel_zoom_out": ("Verkleinern", "Zoom out"),
    "panel_zoom_in": ("Vergrößern", "Zoom in"),
    "panel_image": (
        "Seite {number} von „{title}“. Markiert ist: „{quote}“",
        "Page {number} of “{title}”. Marked: “{quote}”",
    ),
    "panel_image_other": ("Seite {number} von „{title}“, ohne Markierung", "Page {number} of “{title}”, nothing marked"),
    "panel_file": ("Dokument öffnen", "Open the document"),
    "panel_copy": ("Fundstelle kopieren", "Copy reference"),
    "panel_copied": ("Die Fundstelle ist kopiert.", "The reference is copied."),
    "panel_copy_failed": (
        "Der Browser erlaubt das Kopieren nicht. Bitte kopieren Sie diesen Text:",
        "The browser does not allow copying. Please copy this text:",
    ),
    "panel_loading": ("Die Seite wird geladen …", "Loading the page …"),
    "panel_missing": (
        "Diese Seite lässt sich nicht zeigen; das Dokument wurde wohl geändert oder entfernt. Der zitierte Satz lautete:",
        "This page cannot be shown; the document was probably changed or removed. The quoted sentence was:",
    ),
    # Feedback, sharing, exports
    "helpful": ("War das hilfreich?", "Was this helpful?"),
    "helpful_yes": ("Ja", "Yes"),
    "helpful_no": ("Nein", "No"),
    "feedback_what": ("Was stimmt nicht?", "What is wrong?"),
    "feedback_wrong": ("Falsch", "Wrong"),
    "feedback_incomplete": ("Unvollständig", "Incomplete"),
    "feedback_source": ("Quelle passt nicht", "The source does not fit"),
    "feedback_unclear": ("Unverständlich", "Hard to understand"),
    "feedback_sentence": ("In einem Satz (freiwillig)", "In one sentence (optional)"),
    "feedback_send": ("Rückmeldung senden", "Send feedback"),
    "feedback_thanks": ("Danke für Ihre Rückmeldung.", "Thank you for your feedback."),
    "feedback_choose": ("Bitte wählen Sie einen Grund.", "Please choose a reason."),
    "share": ("Teilen", "Share"),
    "share_link": ("Link zu dieser Antwort", "Link to this answer"),
    "share_copied": ("Der Link ist kopiert.", "The link is copied."),
    "share_open": (
        "Wer den Link hat, kann Frage, Antwort und Quellen lesen.",
        "Whoever has the link can read the question, the answer and the sources.",
    ),
    "share_withdraw": ("Link zurückziehen", "Withdraw the link"),
    "share_withdrawn": (
        "Der Link ist zurückgezogen. Wer ihn öffnet, findet die Antwort nicht mehr.",
        "The link is withdrawn. Whoever opens it does not find the answer any more.",
    ),
    "share_ready": ("Der Link steht hier zum Kopieren.", "The link is here to be copied."),
    "export": ("Speichern als", "Save as"),
    "print": ("Drucken", "Print"),
    "failed": (
        "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
        "That did not work. Please try again.",
    ),
    # Problems
    "connection_lost": (
        "Der Server ist gerade nicht zu erreichen. Ihre Frage geht nicht verloren; bitte fragen Sie gleich noch einmal.",
        "The server cannot be reached just now. Your question is not lost; please ask again in a moment.",
    ),
    "no_document_fits": (
        "Zu dieser Eingrenzung gibt es kein Dokument. Ändern Sie sie, oder heben Sie sie auf.",
        "No document fits what the search was narrowed to. Change it, or search without it.",
    ),
    "unusable_filter": (
        "Die Zeitangabe ist nicht lesbar. Schreiben Sie ein Jahr, einen Monat oder einen Tag, etwa 2023, 10.2023 oder 06.10.2023.",
        "The time cannot be read. Write a year, a month or a day, such as 2023, 2023-10 or 2023-10-06.",
    ),
}
