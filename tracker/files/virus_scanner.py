"""The house's virus scanner, if it has one: clamd, asked over its own protocol (clamd(8), INSTREAM)."""

import socket
import struct
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TIMEOUT = 30


def refuse_infected(chunks: Iterable[bytes]) -> None:
    """ValidationError when the scanner finds something, or does not answer. Without a scanner, nothing is asked."""
    if not settings.VIRUS_SCANNER:
        return
    try:
        said = _ask(settings.VIRUS_SCANNER, chunks)
    except OSError as error:
        raise ValidationError(_("The virus scanner does not answer. Try again in a while.")) from error
    if not said.endswith("OK"):
        raise ValidationError(_("The virus scanner refuses this file: %(said)s") % {"said": said})


def _ask(address: str, chunks: Iterable[bytes]) -> str:
    host, _colon, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=TIMEOUT) as scanner:
        scanner.sendall(b"zINSTREAM\0")
        for chunk in chunks:
            scanner.sendall(struct.pack(">I", len(chunk)) + chunk)
        scanner.sendall(struct.pack(">I", 0))
        return scanner.makefile("rb").read().rstrip(b"\0\n").decode(errors="replace").removeprefix("stream: ")
