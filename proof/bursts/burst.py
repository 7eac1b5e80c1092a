"""Eight press the same at the same moment; then it is counted what came of it."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException
from threading import Barrier
from typing import Any

from proof.browser import Answer, Browser
from proof.bursts.checks import Pressed
from proof.bursts.kind import Kind, Who
from proof.bursts.kinds import KINDS
from proof.bursts.makers import MAKERS
from proof.bursts.matter import Keys, Matter
from tracker.accounts.models import User
from tracker.demo.cast import PASSWORD
from tracker.pledges.models import Pledge

# Somebody who is signed in, with their browser.
People = Sequence[tuple[User, Browser]]
NO_ANSWER = Answer(0, Message())


@dataclass
class Result:
    """`refused` were told so, and `errors` what they should not have been told."""

    name: str
    posts: int = 0
    refused: int = 0
    errors: int = 0
    lost: int = 0
    twice: int = 0
    slowest: float = 0.0
    told: list[str] = field(default_factory=list)

    def take(self, presses: Sequence[Pressed]) -> None:
        self.posts += len(presses)
        for each in presses:
            status = each.answer.status
            self.refused += HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
            self.errors += status >= HTTPStatus.INTERNAL_SERVER_ERROR or not status
            self.slowest = max(self.slowest, each.answer.seconds)


def bursts(people: People, rounds: int, kinds: Iterable[Kind] = KINDS) -> Iterator[Result]:
    for kind in kinds:
        result = Result(kind.name)
        for number in range(rounds):
            # Those whose turn it is to press alone are not always the same.
            burst(kind, people, number % len(people), result)
        yield result


def burst(kind: Kind, people: People, turn: int, result: Result) -> None:
    matter = Matter(people[turn][0], MAKERS)
    path = kind.path.format_map(Keys(matter))
    for name in kind.ready:
        matter[name]
    verdict = kind.check(matter)
    presses = at_once(path, forms(kind, path, pressing(kind, people, turn, matter), matter))
    result.take(presses)
    loss = verdict(presses)
    result.lost += loss.lost
    result.twice += loss.twice
    statuses = sorted(each.answer.status for each in presses)
    if (
        loss != (0, 0)
        or any(each.is_taken for each in presses) == kind.is_refused
        or statuses[-1] >= 500
        or not statuses[0]
    ):
        result.told.append(f"{path}: {loss}, {statuses}")


def pressing(kind: Kind, people: People, turn: int, matter: Matter) -> People:
    """As many as there are people, each with a browser of their own, or one with as many tabs."""
    if kind.who == Who.ALL:
        return people
    who, browser = people[turn]
    if kind.who == Who.ONE:
        return [(who, browser.again()) for _tab in people]
    user: User = matter["newcomer"]
    if kind.who == Who.STRANGER:
        return [(user, Browser(browser.port)) for _one in people]
    opened = Browser(browser.port)
    opened.sign_in(user.email, PASSWORD)
    return [(user, opened.again()) for _tab in people]


def forms(kind: Kind, path: str, people: People, matter: Matter) -> list[tuple[User, Browser, str, dict[str, Any]]]:
    """Who sends what with which browser: each their own words into their own form, one person one form."""
    found, first = [], people[0][1].filled(path, {}) if kind.typed is not None else {}
    for place, (who, browser) in enumerate(people):
        words = f"burst-{matter.number}-{place}-"
        own = browser.filled(path, {}) if kind.typed is not None and kind.who == Who.ALL else first
        told = {name: said.format_map(Words(matter, words)) for name, said in (kind.typed or {}).items()}
        found.append((who, browser, words, own | told))
    return found


def at_once(path: str, sent: Sequence[tuple[User, Browser, str, dict[str, Any]]]) -> list[Pressed]:
    barrier = Barrier(len(sent))

    def press(who: User, browser: Browser, words: str, form: dict[str, Any]) -> Pressed:
        barrier.wait()
        try:
            return Pressed(who, words, browser.post(path, form))
        except (OSError, HTTPException):
            return Pressed(who, words, NO_ANSWER)

    with ThreadPoolExecutor(len(sent)) as pool:
        return list(pool.map(lambda each: press(*each), sent))


class Words(dict[str, str]):
    """What is typed: somebody's own words, or what the matter is called."""

    def __init__(self, matter: Matter, words: str) -> None:
        super().__init__(words=words, number=str(matter.number))
        self.matter = matter

    def __missing__(self, name: str) -> str:
        found = self.matter["newcomer"].email if name == "email" else self.matter[name]
        return str(found.pk if isinstance(found, Pledge) else found)
