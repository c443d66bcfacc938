"""What is asked for and cannot be had, each as a sentence for people that names no path of this machine.

    BelegtError
    ├── NotThere (404)        DocumentGone, FileGone, NoSuchPage, NoPictures, NoSuchAnswer
    ├── QuestionError (422)   UnusableSpan, FeedbackRefused
    ├── TooMany (429)         TooManyQuestions, TooManyPages
    └── PagesBusy (503)

It does not know routes; `ui.api` gives each kind its status.
"""

from __future__ import annotations

from index.errors import BelegtError, QuestionError


class NotThere(BelegtError):  # noqa: N818 - named like those of index.errors
    """Something that there is not, or not any more."""


class DocumentGone(NotThere):
    """A document that a sync replaced or removed."""

    english = "This document was replaced or removed in the library. What an answer quotes from it stands in the answer itself."
    german = "Dieses Dokument wurde in der Bibliothek ersetzt oder entfernt. Was eine Antwort daraus zitiert, steht in der Antwort selbst."


class FileGone(NotThere):
    """Bytes that are not where they were kept."""

    english = "The file of this document is not there any more. What an answer quotes from it stands in the answer itself."
    german = "Die Datei zu diesem Dokument ist nicht mehr vorhanden. Was eine Antwort daraus zitiert, steht in der Antwort selbst."


class NoSuchPage(NotThere):
    """A number that no page of the document has."""

    english = "The document has no page {page}; it has {pages}."
    german = "Eine Seite {page} hat das Dokument nicht; es hat {pages}."


class NoPictures(NotThere):
    """A document that is no PDF."""

    english = "This document has no pages to show. Its text can be read instead."
    german = "Dieses Dokument hat keine Seiten, die sich zeigen lassen. Sein Text lässt sich stattdessen lesen."


class NoSuchAnswer(NotThere):
    """An answer that was never kept, has expired, is not shared or was withdrawn."""

    english = "There is no answer at this address. Answers that are not shared are deleted after a while."
    german = "Unter dieser Adresse gibt es keine Antwort. Antworten, die nicht geteilt sind, werden nach einiger Zeit gelöscht."


class UnusableSpan(QuestionError):  # noqa: N818 - named like those of index.errors
    """A span that the document does not hold, or no span at all."""

    english = "This is no place in the document. A place is written START-END, in characters of its text, at most {limit} of them."
    german = "Das ist keine Stelle des Dokuments. Eine Stelle heißt ANFANG-ENDE, in Zeichen seines Textes, höchstens {limit}."


class FeedbackRefused(QuestionError):  # noqa: N818 - named like those of index.errors
    """More feedback on one answer than anybody would read."""

    english = "Thank you. This answer has had so much feedback already that no more is taken."
    german = "Vielen Dank. Zu dieser Antwort liegen schon so viele Rückmeldungen vor, dass keine weiteren angenommen werden."


class TooMany(BelegtError):  # noqa: N818 - named like those of index.errors
    """More of something from one address than is allowed. `seconds`: until there is room again."""

    exit_code = 4


class TooManyQuestions(TooMany):
    """More questions from one address than are allowed."""

    english = "You have asked many questions in a short time. Please ask again in {seconds} seconds."
    german = "Sie haben in kurzer Zeit viele Fragen gestellt. Bitte fragen Sie in {seconds} Sekunden noch einmal."


class TooManyPages(TooMany):
    """More pages to draw from one address than are allowed."""

    english = "You have opened many pages in a short time. Please open this one again in {seconds} seconds."
    german = "Sie haben in kurzer Zeit viele Seiten geöffnet. Bitte öffnen Sie diese in {seconds} Sekunden noch einmal."


class PagesBusy(BelegtError):  # noqa: N818 - named like those of index.errors
    """More pages are being drawn than there is room for."""

    english = "Too many pages are being drawn at this moment. Please open this one again in a moment."
    german = "Gerade werden zu viele Seiten gezeichnet. Bitte öffnen Sie diese gleich noch einmal."
    exit_code = 4
