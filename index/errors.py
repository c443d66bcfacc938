"""Every error that a person can cause or meet, and what to do about it.

    BelegtError
    ├── SourceError            one file: it is reported, the rest of the work goes on
    │   UnsupportedFormat (WronglyNamed in index.readers.detect), UnreadableSource, PackedTooTightly (index.readers.archive), EmptySource,
    │   EncryptedSource, NoTextLayer, SourceTooLarge, SourceUnreachable (FolderUnreachable in index.files), UnusableSidecar, SourceDefect,
    │   SourceNeedsMemory, SourceStopped, SourceOfLibrary
    ├── LibraryError
    │   LibraryMissing, LibraryFolderTaken, LibraryDamaged, LibraryBusy, LibraryFull, LibraryUnreachable, DocumentMissing, EmbedderMismatch,
    │   FolderNotSynced, NothingToSync (both in index.folders)
    ├── ModelError
    │   ModelMissing (ModelNotCached), ModelMismatch, ModelUnavailable, ModelUnusable, PromptTooLong, DiskFull, GeneratorUnreachable,
    │   OutOfMemory
    ├── QuestionError
    │   EmptyQuestion, UnusableFilter, QuestionTooLong, NoDocumentFits (index.metadata.where), BadEvaluationData (rag.evaluation.lines)
    └── SettingError
        SettingNotAllowed

It does not know how errors are shown. Anything that is not a BelegtError is a bug. `str(error)` is English, for logs;
`error.message("de")` is for the screen. Each sentence says what happened, to what, and what to do next.
"""

from __future__ import annotations

from typing import ClassVar

from index.reasons import german


class BelegtError(Exception):
    """Something that a person can mend. Subclasses hold the sentences; the arguments fill their fields."""

    english: ClassVar[str] = "{reason}"
    german: ClassVar[str] = "{reason}"
    exit_code: ClassVar[int] = 1

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.english.format(**values))

    def message(self, language: str = "de") -> str:
        """The sentence in German ("de") or English (any other)."""
        return self.german.format(**german(self.values)) if language == "de" else self.english.format(**self.values)


class SourceError(BelegtError):
    """A file that cannot become a document."""


class UnsupportedFormat(SourceError):
    english = (
        "{name}: this is not a PDF, DOCX, ODT, HTML, Markdown, text or JSONL file ({found}). Convert it to one of them and sync again."
    )
    german = "{name}: Das ist keine PDF-, DOCX-, ODT-, HTML-, Markdown-, Text- oder JSONL-Datei ({found}). Wandeln Sie sie um und wiederholen Sie den Abgleich."


class UnreadableSource(SourceError):
    english = "{name}: the file is damaged or cut off ({reason}). Fetch it again from where it came from."
    german = "{name}: Die Datei ist beschädigt oder unvollständig ({reason}). Besorgen Sie sie erneut."


class EmptySource(SourceError):
    english = "{name}: the file holds no text. Check that it was saved completely."
    german = "{name}: Die Datei enthält keinen Text. Prüfen Sie, ob sie vollständig gespeichert wurde."


class EncryptedSource(SourceError):
    english = "{name}: the file is protected by a password. Save a copy without one and sync again."
    german = "{name}: Die Datei ist mit einem Kennwort geschützt. Speichern Sie eine Kopie ohne Kennwort und wiederholen Sie den Abgleich."


class NoTextLayer(SourceError):
    english = "{name}: the pages are pictures without text ({pages} pages). Install text recognition and sync again: {command}"
    german = "{name}: Die Seiten sind Bilder ohne Text ({pages} Seiten). Installieren Sie die Texterkennung und wiederholen Sie den Abgleich: {command}"


class SourceTooLarge(SourceError):
    english = "{name}: {size} are more than the limit of {limit}. Split the file, or raise BELEGT_MAX_SOURCE_BYTES."
    german = "{name}: {size} sind mehr als die Grenze von {limit}. Teilen Sie die Datei, oder erhöhen Sie BELEGT_MAX_SOURCE_BYTES."


class SourceUnreachable(SourceError):
    english = "{name}: the file cannot be opened ({reason}). Check that it is there and that you may read it."
    german = "{name}: Die Datei lässt sich nicht öffnen ({reason}). Prüfen Sie, ob sie vorhanden ist und Sie sie lesen dürfen."


class SourceDefect(SourceError):
    english = "{name}: Belegt failed on this file ({kind}). It was left out; please report it, the log has the details."
    german = "{name}: Belegt ist an dieser Datei gescheitert ({kind}). Sie wurde ausgelassen; bitte melden Sie das, Einzelheiten stehen im Protokoll."


class SourceNeedsMemory(SourceError):
    english = "{name}: reading the file needs more memory than is free. Close other programs or split the file, then sync again."
    german = "{name}: Zum Lesen der Datei reicht der freie Arbeitsspeicher nicht. Schließen Sie andere Programme, oder teilen Sie die Datei, und wiederholen Sie den Abgleich."


class SourceStopped(SourceError):
    english = "{name}: the system stopped the reading of the file ({reason}). Remove the cause, then sync again."
    german = "{name}: Das System hat das Lesen der Datei abgebrochen ({reason}). Beheben Sie die Ursache, und wiederholen Sie den Abgleich."


class SourceOfLibrary(SourceError):
    english = "{name}: this belongs to the library itself and is no document. Name the folder of the documents instead."
    german = "{name}: Das gehört zur Bibliothek selbst und ist kein Dokument. Nennen Sie stattdessen den Ordner mit den Dokumenten."


class UnusableSidecar(SourceError):
    english = "{name}: the sidecar cannot be used ({reason}). The document was read without it; correct the JSON and sync again."
    german = "{name}: Die Begleitdatei ist nicht verwendbar ({reason}). Das Dokument wurde ohne sie gelesen; berichtigen Sie das JSON, und wiederholen Sie den Abgleich."


class LibraryError(BelegtError):
    """The library as a whole cannot be used."""

    exit_code = 3


class LibraryMissing(LibraryError):
    english = "There is no library at {path}. Make one from a folder of documents: belegt sync FOLDER"
    german = "Unter {path} gibt es keine Bibliothek. Legen Sie eine aus einem Ordner mit Dokumenten an: belegt sync ORDNER"


class LibraryFolderTaken(LibraryError):
    english = "{path} is no library, and there is something else named {name} in it. Choose another folder with --library."
    german = "{path} ist keine Bibliothek, und darin liegt etwas anderes namens {name}. Wählen Sie mit --library einen anderen Ordner."


class LibraryDamaged(LibraryError):
    english = "The library at {path} cannot be read ({reason}). Restore a backup, or sync the documents into a new folder."
    german = "Die Bibliothek unter {path} ist nicht lesbar ({reason}). Stellen Sie eine Sicherung her, oder gleichen Sie die Dokumente in einen neuen Ordner ab."


class LibraryBusy(LibraryError):
    english = "Another process is writing to the library at {path}. Wait until it has finished, then try again."
    german = (
        "Ein anderer Vorgang schreibt gerade in die Bibliothek unter {path}. Warten Sie, bis er fertig ist, und versuchen Sie es erneut."
    )


class LibraryFull(LibraryError):
    english = "There is no room left for the library at {path}. Make room, then sync again; what was finished is kept."
    german = "Für die Bibliothek unter {path} ist kein Platz mehr. Schaffen Sie Platz, und wiederholen Sie den Abgleich; was fertig war, ist gespeichert."


class LibraryUnreachable(LibraryError):
    english = "The library at {path} cannot be opened ({reason}). Check that the folder is there and that you may read and write it."
    german = "Die Bibliothek unter {path} lässt sich nicht öffnen ({reason}). Prüfen Sie, ob der Ordner vorhanden ist und Sie darin lesen und schreiben dürfen."


class DocumentMissing(LibraryError):
    english = "The library at {path} holds no document {id}; it was replaced or removed. Ask again to cite what is there now."
    german = "Die Bibliothek unter {path} enthält kein Dokument {id}; es wurde ersetzt oder entfernt. Fragen Sie erneut, um den jetzigen Stand zu zitieren."


class EmbedderMismatch(LibraryError):
    english = "The library at {path} was built with {built}, but {current} is set. Set the model back, or build a new library: belegt sync FOLDER --library NEW"
    german = "Die Bibliothek unter {path} wurde mit {built} erstellt, eingestellt ist aber {current}. Stellen Sie das Modell zurück, oder erstellen Sie eine neue Bibliothek: belegt sync ORDNER --library NEU"


class ModelError(BelegtError):
    """A model cannot be had or used."""

    exit_code = 4


class ModelMissing(ModelError):
    english = "The model {model} is not on this machine ({path}). Fetch it once: belegt models fetch"
    german = "Das Modell {model} ist nicht auf diesem Rechner ({path}). Laden Sie es einmal herunter: belegt models fetch"


class ModelNotCached(ModelMissing):
    english = "{model} is neither a folder nor in the local Hugging Face cache. Correct the name, or fetch it once: hf download {model}"
    german = "{model} ist weder ein Ordner noch im lokalen Hugging-Face-Cache. Berichtigen Sie den Namen, oder laden Sie das Modell einmal herunter: hf download {model}"


class ModelMismatch(ModelError):
    english = "{file} has the checksum {found} instead of {expected}. It was removed; fetch it again: belegt models fetch"
    german = "{file} hat die Prüfsumme {found} statt {expected}. Die Datei wurde entfernt; laden Sie sie erneut: belegt models fetch"


class ModelUnavailable(ModelError):
    english = (
        "The model {model} could not be fetched: {reason}. Check the network, or copy the file to {path} by hand, then: belegt models fetch"
    )
    german = "Das Modell {model} konnte nicht geladen werden: {reason}. Prüfen Sie das Netz, oder kopieren Sie die Datei von Hand nach {path}, dann: belegt models fetch"


class ModelUnusable(ModelError):
    english = "The model {model} cannot be used ({reason}). Set another model, or fetch it again: belegt models fetch"
    german = (
        "Das Modell {model} ist nicht verwendbar ({reason}). Stellen Sie ein anderes ein, oder laden Sie es erneut: belegt models fetch"
    )


class PromptTooLong(ModelError):
    english = "The question and its evidence have {tokens} tokens, the model {model} reads {limit}. Shorten the question, or lower BELEGT_EVIDENCE."
    german = "Die Frage und ihre Belege haben {tokens} Token, das Modell {model} liest {limit}. Kürzen Sie die Frage, oder senken Sie BELEGT_EVIDENCE."


class DiskFull(ModelError):
    english = "{path} has {free} free, {needed} are needed. Make room, or choose another folder with {setting}."
    german = (
        "Unter {path} sind {free} frei, {needed} werden gebraucht. Schaffen Sie Platz, oder wählen Sie mit {setting} einen anderen Ordner."
    )


class GeneratorUnreachable(ModelError):
    english = "The language model at {url} does not answer ({reason}). Start it, or correct BELEGT_GENERATOR_URL."
    german = "Das Sprachmodell unter {url} antwortet nicht ({reason}). Starten Sie es, oder berichtigen Sie BELEGT_GENERATOR_URL."


class OutOfMemory(ModelError):
    english = "The model {model} needs more memory than is free. Close other programs, or set a smaller model."
    german = (
        "Das Modell {model} braucht mehr Speicher, als frei ist. Schließen Sie andere Programme, oder stellen Sie ein kleineres Modell ein."
    )


class QuestionError(BelegtError):
    """A question that cannot be asked."""

    exit_code = 2


class EmptyQuestion(QuestionError):
    english = "The question is empty. Write a question and ask again."
    german = "Die Frage ist leer. Schreiben Sie eine Frage und senden Sie sie erneut."


class QuestionTooLong(QuestionError):
    english = "The question has {length} characters, at most {limit} are read. Shorten it and ask again."
    german = "Die Frage hat {length} Zeichen, gelesen werden höchstens {limit}. Kürzen Sie sie und senden Sie sie erneut."


class UnusableFilter(QuestionError):
    english = "The filter {given} cannot be used. Write FIELD=VALUE, the field one of {allowed}; a time as 2025-06-30, 2025-06 or 2025."
    german = "Der Filter {given} ist nicht verwendbar. Schreiben Sie FELD=WERT mit einem dieser Felder: {allowed}; eine Zeit als 2025-06-30, 2025-06 oder 2025."


class SettingError(BelegtError):
    english = "{setting}={value} cannot be used: {reason}."
    german = "{setting}={value} ist nicht verwendbar: {reason}."
    exit_code = 2


class SettingNotAllowed(SettingError):
    english = "{setting}={value} cannot be used. Allowed: {allowed}"
    german = "{setting}={value} ist nicht verwendbar. Erlaubt: {allowed}"
