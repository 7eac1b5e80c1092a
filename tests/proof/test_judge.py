"""What is wrong with an answer is told by its kind, and of a good one nothing is told."""

from email.message import Message

import pytest

from proof.browser import Answer
from proof.crawl.hostile import SCRIPT, TAG
from proof.crawl.judge import faults
from proof.crawl.requests import Wish

GOOD = {
    "Content-Type": "text/html; charset=utf-8", "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'",
}  # fmt: skip
PAGE, STRANGER = Wish("claire", "GET", "/follow-ups/"), Wish("stranger", "GET", "/follow-ups/")


def told(
    status: int = 200, content: bytes = b"<p>", wish: Wish = PAGE, seconds: float = 0.1, **headers: str
) -> list[str]:
    kept = Message()
    for name, value in {**GOOD, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        kept[name] = value
    return list(faults(wish, Answer(status, kept, content, seconds)))


def test_of_a_good_answer_nothing_is_told() -> None:
    sign_in = "/account/sign-in/?next=/follow-ups/"
    assert told(Set_Cookie="sessionid=x; HttpOnly; SameSite=Lax") == []
    assert told(302, b"", STRANGER, Location=sign_in) == []
    assert told(302, b"", Location="/follow-ups/1/") == []
    assert told(content=b"&lt;img src=x onerror=zq7x&gt;") == []


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (told(500), "5xx"),
        (told(seconds=10.1), "slow"),
        (told(content=b"Traceback (most recent call last):\n"), "stack trace"),
        (told(content=TAG.encode()), "shown unescaped"),
        (told(content=b'<input value="">' + SCRIPT.encode()), "shown unescaped"),
        (told(Content_Security_Policy="default-src *"), "no content security policy"),
        (told(X_Content_Type_Options=""), "type may be guessed"),
        (told(Set_Cookie="sessionid=x; SameSite=Lax"), "cookie unguarded"),
        (told(Set_Cookie="messages=x; HttpOnly"), "cookie unguarded"),
        (told(wish=STRANGER), "open to strangers"),
        (told(302, b"", STRANGER, Location="/follow-ups/1/edit/"), ""),
        (told(302, b"", STRANGER, Location="/reports/"), "open to strangers"),
        *((told(302, b"", Location=place), "another host") for place in (
            "https://evil.example/", "//evil.example/", "\\\\evil.example", "/\\evil.example", "javascript:zq7x()",
        )),
        (told(204, b"", HX_Redirect="//evil.example/"), "another host"),
    ],
)  # fmt: skip
def test_each_fault_is_told_by_its_kind(found: list[str], kind: str) -> None:
    assert found == ([kind] if kind else [])
