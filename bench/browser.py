"""One person's browser, as far as a measure needs it: a kept connection, cookies, and forms that are accepted."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode

# Any letters: the form and the cookie say the same.
TOKEN = "a" * 32
# The key of a session of Django's; of another server all cookies.
Session = str | Mapping[str, str]


class Asked(NamedTuple):
    """An address, and what is posted there, if anything."""

    address: str
    typed: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is as it comes over the wire; `cookies` are those that are set by it."""

    status: int
    body: bytes
    cookies: Mapping[str, str]

    @property
    def size(self) -> int:
        return len(self.body)


class Browser:
    """`session` is that of somebody who signed in."""

    def __init__(self, port: int, session: Session, accepts: str = "gzip") -> None:
        self.wire = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies = {"sessionid": session, "csrftoken": TOKEN} if isinstance(session, str) else session
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
            own = {"csrfmiddlewaretoken": TOKEN} if "csrftoken" in self.cookies else {}
            self.wire.request("POST", asked.address, urlencode({**asked.typed, **own}), headers)
        answer = self.wire.getresponse()
        cookies = SimpleCookie(", ".join(answer.headers.get_all("Set-Cookie", [])))
        return Answer(answer.status, answer.read(), {name: each.value for name, each in cookies.items()})

    def close(self) -> None:
        self.wire.close()
