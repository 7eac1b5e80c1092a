"""Asks a server that speaks as OpenAI's does. Straight to its address: no redirect is followed, and no proxy."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)
MOST_BYTES = 2_000_000
AT_ONCE = 65_536
Message = dict[str, str]


class ModelError(Exception):
    """Why the model did not speak: `args[0]` is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`address` ends before "/chat/completions": https://models.example.org/v1."""

    address: str
    key: str
    name: str
    seconds: float

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    def ask(self, messages: list[Message]) -> str:
        """What it answers, within `seconds` in all. Raises ModelError."""
        try:
            answer = json.loads(self._post({"model": self.name, "messages": messages, "temperature": 0, **AS_JSON}))
            return str(answer["choices"][0]["message"]["content"])
        except TimeoutError as error:
            raise ModelError(_("The model did not answer within %(seconds)s s.") % {"seconds": self.seconds}) from error
        except (OSError, HTTPException) as error:
            log.warning("The model at %s cannot be reached: %s", self.host, error)
            raise ModelError(_("The model cannot be reached.")) from error
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise ModelError(UNREADABLE) from error

    def _post(self, body: dict[str, Any]) -> bytes:
        until = time.monotonic() + self.seconds
        address = urlsplit(self.address)
        kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
        connection = kind(self.host, address.port, timeout=self.seconds)
        try:
            connection.request(
                "POST", f"{address.path.rstrip('/')}/chat/completions", json.dumps(body), self._headers()
            )
            sock = connection.sock
            sock.settimeout(_left(until))
            with connection.getresponse() as response:
                return b"".join(_parts(response, sock, until))
        finally:
            connection.close()

    def _headers(self) -> dict[str, str]:
        key = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        return {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close", **key}


AS_JSON = {"response_format": {"type": "json_object"}}
UNREADABLE = _("The model’s answer cannot be read.")


def house_model() -> Endpoint | None:
    """None in a house without one."""
    if not settings.MODEL_ADDRESS:
        return None
    return Endpoint(settings.MODEL_ADDRESS, settings.MODEL_KEY, settings.MODEL_NAME, settings.MODEL_SECONDS)


def _parts(response: HTTPResponse, sock: Any, until: float) -> Iterator[bytes]:
    """However slowly it drips, the time is one for all."""
    if response.status != HTTPStatus.OK:
        log.warning("The model refused to answer: %s.", response.status)
        raise ModelError(_("The model refused to answer (%(status)s).") % {"status": response.status})
    size, part = 0, b" "
    # Once it has all that was announced, it closes itself.
    while part and not response.isclosed():
        sock.settimeout(_left(until))
        part = response.read1(AT_ONCE)
        size += len(part)
        if size > MOST_BYTES:
            raise ModelError(UNREADABLE)
        yield part


def _left(until: float) -> float:
    if (left := until - time.monotonic()) <= 0:
        raise TimeoutError
    return left
