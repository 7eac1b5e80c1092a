"""What a supervisor such as systemd is told (sd_notify): ready, loading anew, stopping, still alive."""

import os
import socket
from contextlib import suppress
from time import monotonic_ns

READY, STOPPING, ALIVE = "READY=1", "STOPPING=1", "WATCHDOG=1"


def tell_supervisor(*words: str) -> None:
    """Nobody is told where NOTIFY_SOCKET does not stand in the environment."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    # A name that begins with @ stands in no folder.
    address = f"\0{address[1:]}" if address.startswith("@") else address
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
        way.sendto("\n".join(words).encode(), address)


def loading_anew() -> tuple[str, str]:
    return "RELOADING=1", f"MONOTONIC_USEC={monotonic_ns() // 1000}"


def seconds_between_signs() -> float | None:
    """How often the supervisor wants to hear that this process is alive, twice as often as it asks; None for never."""
    asked = os.environ.get("WATCHDOG_USEC", "")
    if not asked.isdecimal() or os.environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    return int(asked) / 2_000_000


def show_life() -> None:
    """Where the supervisor wants to hear of it."""
    if seconds_between_signs() is not None:
        tell_supervisor(ALIVE)


def stand_apart_from_supervisor() -> None:
    """A process beside the one that the supervisor started does not speak for it."""
    for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"):
        os.environ.pop(name, None)
