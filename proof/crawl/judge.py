"""What is wrong with an answer, whatever was asked."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from django.urls import reverse

from proof.browser import HOST, Answer
from proof.crawl.hostile import SCRIPT, TAG
from proof.crawl.requests import Wish

MOST_SECONDS = 10
TRACES = (b"Traceback (most recent call last)", b"django.core.exceptions", b'File "/')
POLICY = "default-src 'none'"
LEADING = ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "HX-Replace-Url")
NOBODY = "stranger"


def faults(wish: Wish, answer: Answer) -> Iterator[str]:
    """By their kind, for all to see in one table."""
    if answer.status >= 500:
        yield "5xx"
    if answer.seconds > MOST_SECONDS:
        yield "slow"
    if any(trace in answer.content for trace in TRACES):
        yield "stack trace"
    if answer.kind == "text/html":
        yield from _of_page(answer)
    if any(is_elsewhere(answer.headers.get(name, "")) for name in LEADING):
        yield "another host"
    if answer.headers.get("X-Content-Type-Options", "") != "nosniff" and answer.kind:
        yield "type may be guessed"
    if not all(map(is_guarded, answer.headers.get_all("Set-Cookie", []))):
        yield "cookie unguarded"
    if wish.who == NOBODY and "sessionid" not in wish.headers.get("Cookie", "") and not is_open(wish.path, answer):
        yield "open to strangers"


def _of_page(answer: Answer) -> Iterator[str]:
    # What the server itself says before Suivi is asked is no page of ours.
    if POLICY not in answer.headers.get("Content-Security-Policy", ""):
        yield "no content security policy"
    if TAG.encode() in answer.content or SCRIPT.encode() in answer.content:
        yield "shown unescaped"


def is_elsewhere(address: str) -> bool:
    """Whether a browser would leave the house; it takes backslashes for slashes."""
    parts = urlsplit(address.strip().replace("\\", "/"))
    return parts.netloc not in ("", HOST) or parts.scheme not in ("", "http")


def is_guarded(line: str) -> bool:
    """A session's cookie is not for scripts; none goes along when another site posts. An empty one is taken away."""
    return all(
        morsel["samesite"] in ("Lax", "Strict") and (name != "sessionid" or morsel["httponly"] or not morsel.value)
        for name, morsel in SimpleCookie(line).items()
    )


def is_open(path: str, answer: Answer) -> bool:
    """A stranger reads what stands under the address of accounts, and refusals; all else leads to the sign-in."""
    place = urlsplit(path).path
    if answer.status in (301, 302):
        return urlsplit(answer.headers["Location"]).path.startswith(("/account/", place.rstrip("/")))
    return (
        answer.status in (204, 304)
        or answer.status >= 400
        or place.startswith(reverse("account_login")[:9])
        # Machines ask these, and are told in one word how each thing is.
        or place in {reverse("health:live"), reverse("health:ready")}
        or ("HX-Redirect" in answer.headers or not answer.content)
    )
