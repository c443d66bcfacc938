"""Why an answer cannot be published: each reason as an error with its sentence.

They do not know what publishing is; `ui.desk.published` raises them.
"""

from __future__ import annotations

from index.errors import QuestionError
from ui.problems import NotThere


class PublishingRefused(QuestionError):  # noqa: N818 - named like those of index.errors
    """An answer that cannot be published (422)."""


class AlreadyPublished(PublishingRefused):
    """Another answer stands for the question."""

    english = "There is a published answer to “{question}” already. Withdraw that one first."
    german = "Zu „{question}“ ist schon eine Antwort veröffentlicht. Ziehen Sie zuerst diese zurück."


class NothingToPublish(PublishingRefused):
    """An answer without sentences, or one whose sources have changed."""

    english = "Only an answer whose sentences are proved by documents as they are now can be published."
    german = "Veröffentlichen lässt sich nur eine Antwort, deren Sätze die Dokumente in ihrer jetzigen Fassung belegen."


class NotConfirmed(PublishingRefused):
    """An answer that a reviewer found something wrong with."""

    english = "Only an answer that is confirmed can be published."
    german = "Veröffentlichen lässt sich nur, was bestätigt ist."


class FromAPart(PublishingRefused):
    """An answer from a part of the documents, which whoever asks the whole library may not get."""

    english = "This answer was looked for in a part of the documents only. Ask the question without filters, and publish that answer."
    german = "Diese Antwort wurde nur in einem Teil der Dokumente gesucht. Veröffentlichen Sie die auf dieselbe Frage ohne Filter."


class PhrasingRefused(PublishingRefused):
    """A further phrasing that says nothing, is too long or one too many."""

    english = "A further phrasing is a question of up to 2,000 characters; an answer has up to 30 of them."
    german = "Eine weitere Formulierung ist eine Frage mit bis zu 2.000 Zeichen; eine Antwort hat bis zu 30 davon."


class NoSuchPublication(NotThere):
    """It was never published."""

    english = "There is no such published answer."
    german = "Diese veröffentlichte Antwort gibt es nicht."
