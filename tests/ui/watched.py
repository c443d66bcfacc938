"""Run the `belegt` command with every connection that would leave the machine refused and written to a file.

    python -m tests.ui.watched LOG sync FOLDER

Python's audit hooks see connections and look-ups of names whatever library makes them, as long as it goes through Python's sockets.
What native code does past them is counted by the kernel in `tests/ui/test_offline.py`.
"""

import ipaddress
import sys
from pathlib import Path


def leaves(host: object) -> bool:
    """Whether a host is not this machine. Only addresses count: names but localhost would have to be asked for elsewhere."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return False
    try:
        return not ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return True


def watch(log: Path) -> None:
    """From now on refuse and note what would leave the machine."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            address = arguments[1]
            host = address[0] if isinstance(address, tuple) else None  # a path is a socket of this machine
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            host = arguments[0]
        else:
            return
        if leaves(host):
            with log.open("a") as lines:
                lines.write(f"{event} {host}\n")
            raise OSError(f"refused: {event} {host}")

    sys.addaudithook(hook)


if __name__ == "__main__":
    watch(Path(sys.argv.pop(1)))
    from ui.cli import main

    main()
