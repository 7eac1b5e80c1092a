"""Where the server is reached."""

import errno
import socket
from argparse import ArgumentTypeError

from django.core.management import CommandError

QUEUED = 1024  # of those that wait for a process to take them
SPEAKS_WITHIN = 60  # seconds


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ArgumentTypeError("a port is a number from 1 to 65535.")
    return int(text)


def how_many(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 1000:
        raise ArgumentTypeError("how many is a number from 1 to 999.")
    return int(text)


def address_of(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def refuse_unless_free(host: str, port: int) -> None:
    """Raises CommandError when nothing can listen there."""
    listen(host, port).close()


def listen(host: str, port: int) -> socket.socket:
    """One queue, from which every process of the server takes: what waits there survives any of them.

    Raises CommandError when nothing can listen there.
    """
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            take_who_has_spoken(listener)
            listener.bind(address)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            advice = f"({error.strerror}): choose another --host or --port."
            raise CommandError(f"Nothing can listen at {host}:{port} {advice}") from error
        advice = f"stop what uses it, or take another: --port {port % 65535 + 1}"
        raise CommandError(f"Port {port} is taken: {advice}") from error
    return listener


def take_who_has_spoken(listener: socket.socket) -> None:
    """A process that ends closes what it took and was not asked over yet: whoever is silent waits in the queue.

    Where the system has no such option (it is Linux's), that request is lost, and browsers send it again.
    """
    if hasattr(socket, "TCP_DEFER_ACCEPT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SPEAKS_WITHIN)
