"""Files from the Hugging Face hub (or the mirror that `HF_ENDPOINT` names), gone on with where an earlier try broke off.

It does not know what a file should hold: the caller compares the checksum.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from index.errors import ModelUnavailable
from index.pins import Artefact

PATIENCE = 4.0  # seconds until a hub that does not answer is given up; name resolution alone can hang longer than a connection
_CHUNK = 1 << 20


def answers(artefact: Artefact) -> bool:
    """Whether the hub offers the file, known within `PATIENCE` seconds."""
    import httpx

    found: list[bool] = []

    def ask() -> None:
        try:
            response = httpx.head(_url(artefact), headers=_headers(), follow_redirects=True, timeout=PATIENCE)
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            return
        found.append(response.is_success)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return bool(found) and found[0]


def download(artefact: Artefact, draft: Path, report: Callable[[int], None]) -> None:
    """Append to `draft` what it lacks. `report` gets the bytes there are so far. Raises ModelUnavailable; what came is kept."""
    import httpx

    there = draft.stat().st_size if draft.exists() else 0
    if there >= artefact.size:
        return
    headers = _headers() | ({"Range": f"bytes={there}-"} if there else {})
    try:
        with httpx.stream("GET", _url(artefact), headers=headers, follow_redirects=True, timeout=30.0) as response:
            response.raise_for_status()
            resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
            with draft.open("ab" if resumed else "wb") as file:
                for chunk in response.iter_raw(_CHUNK):
                    file.write(chunk)
                    report(min(file.tell(), artefact.size))
                    if file.tell() > artefact.size:  # not our file: the checksum will say so
                        break
    except httpx.HTTPError as error:
        raise ModelUnavailable(model=artefact.name, reason=f"the hub broke off ({error})", path=draft.parent / artefact.name) from error


def _url(artefact: Artefact) -> str:
    from huggingface_hub import hf_hub_url

    return hf_hub_url(artefact.repository, artefact.path, revision=artefact.revision)


def _headers() -> dict[str, str]:
    from huggingface_hub import get_token

    token = get_token()
    # Stored as they are: a compressed transfer would neither resume nor match the sizes.
    return {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {token}"} if token else {})
