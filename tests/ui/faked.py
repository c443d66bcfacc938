"""Run the `belegt` command with the fake encoder: what a surface shows, without models.

python -m tests.ui.faked sync FOLDER
"""

import rag.assistant
import rag.opening
from rag.settings import Settings
from tests.fakes import FakeEmbedder
from ui.cli import main


def embedder_of(_settings: Settings) -> FakeEmbedder:
    return FakeEmbedder()


if __name__ == "__main__":
    rag.assistant.embedder_of = rag.opening.embedder_of = embedder_of  # type: ignore[assignment]
    main()
