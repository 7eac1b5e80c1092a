"""One person's browser, as far as a measure needs it: a kept connection, cookies, and forms that are accepted."""

import http.client
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

# Any letters: the form and the cookie say the same.
TOKEN = "a" * 32


class Asked(NamedTuple):
    """An address, and what is posted there, if anything."""

    address: str
    typed: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`size` is that of the body as it comes over the wire."""

    status: int
    size: int


class Browser:
    """`session` is the cookie of somebody who signed in."""

    def __init__(self, port: int, session: str, accepts: str = "gzip") -> None:
        self.wire = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies = {"sessionid": session, "csrftoken": TOKEN}
        self.accepts = accepts

    def ask(self, asked: Asked) -> Answer:
        try:
            return self._ask(asked)
        except http.client.RemoteDisconnected:
            # A server lets go of who asked nothing for a while; what was posted may have been done.
            if asked.typed is not None:
                raise
            self.wire.close()
            return self._ask(asked)

    def _ask(self, asked: Asked) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": "localhost", "Accept-Encoding": self.accepts, "Cookie": cookies}
        if asked.typed is None:
            self.wire.request("GET", asked.address, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**asked.typed, "csrfmiddlewaretoken": TOKEN})
            self.wire.request("POST", asked.address, body, headers)
        answer = self.wire.getresponse()
        return Answer(answer.status, len(answer.read()))

    def close(self) -> None:
        self.wire.close()
