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
    for module in (rag.assistant, rag.opening):
        setattr(module, "embedder_of", embedder_of)  # noqa: B010 - mypy knows it as another function
    main()
