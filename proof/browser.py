"""A browser: it keeps cookies, sends what it is told, and gives what came back."""

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from tests.house.pages import as_sent

FORM = "application/x-www-form-urlencoded"
HOST = "localhost"
# As long as a token is, and good together with the cookie of the same value.
TOKEN = "x" * 32
# Whoever waits longer than that has no answer.
PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """`seconds` are those until it was read to its end."""

    status: int
    headers: Message
    content: bytes = b""
    seconds: float = 0.0

    @property
    def kind(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0].strip()

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")


def send(port: int, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    """OSError or HTTPException when nothing that can be read comes back."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, body, {"Host": HOST, **headers})
        got = connection.getresponse()
        content = got.read()
    finally:
        connection.close()
    return Answer(got.status, got.headers, content, time.perf_counter() - begun)


@dataclass
class Browser:
    port: int
    cookies: dict[str, str] = field(default_factory=lambda: {"csrftoken": TOKEN})

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, sent: Mapping[str, Any]) -> Answer:
        return self.ask("POST", path, urlencode(sent, doseq=True).encode(), {"Content-Type": FORM})

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        token = {"X-CSRFToken": self.cookies["csrftoken"]}
        answer = send(self.port, method, path, body, {"Cookie": kept, **token, **(headers or {})})
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer

    def again(self) -> "Browser":
        """Another tab of the same browser."""
        return Browser(self.port, dict(self.cookies))

    def filled(self, path: str, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What the form of the page sends when somebody types this."""
        return as_sent(self.get(path), **typed)  # type: ignore[arg-type]

    def sign_in(self, email: str, password: str) -> Answer:
        page = reverse("account_login")
        return self.post(page, self.filled(page, {"login": email, "password": password}))
