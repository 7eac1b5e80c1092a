"""Another tracker, as a file describes it: how it is served, how somebody signs in, what is asked of it."""

import os
import shlex
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from bench.browser import Answer, Asked, Browser, Session
from bench.lean_house import House, wait_until_it_answers
from bench.peers.forms import form_with
from bench.production import free_port
from bench.wire_pages import Ask, at


@dataclass(frozen=True, slots=True)
class Description:
    """`pages` bear the names that ours have: each an address, or a form at an `address` and what is `typed` into it."""

    name: str
    folder: str
    serve: str
    environment: dict[str, str]
    sign_in: dict[str, Any]
    pages: dict[str, str | dict[str, Any]]

    @classmethod
    def read(cls, file: Path) -> "Description":
        return cls(**tomllib.loads(file.read_text()))


@dataclass(frozen=True, slots=True)
class Peer:
    """It answers to somebody who signed in."""

    name: str
    house: House
    pages: Mapping[str, str | Mapping[str, Any]]

    def ask(self, page: str) -> Ask | None:
        """None where it has no such page."""
        said = self.pages.get(page)
        if said is None or isinstance(said, str):
            return at(said) if said else None
        numbers = count(1)
        return lambda: filled_in(self.house.port, self.house.session, said, next(numbers))


@contextmanager
def served(described: Description) -> Iterator[Peer]:
    """Inside, it answers. It knows nothing of the environment of ours, but for where programs stand."""
    port = free_port()
    own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = shlex.split(os.path.expandvars(described.serve.replace("PORT", str(port))))
    folder, environment = os.path.expandvars(described.folder), {**own, **described.environment}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_until_it_answers(process, port, {}, described.sign_in["address"])
        yield Peer(described.name, House(process.pid, port, sign_in(port, described.sign_in)), described.pages)
    finally:
        process.terminate()
        process.wait()


def sign_in(port: int, form: Mapping[str, Any]) -> Session:
    """All cookies that are set on the way to the first page after it, which may be needed to post."""
    cookies = dict(answer_of(port, {}, Asked(form["address"])).cookies)
    answer = answer_of(port, cookies, filled_in(port, cookies, form, 1))
    if answer.status != 302:
        raise ValueError(f"Nobody could sign in at {form['address']}.")
    cookies |= answer.cookies
    return cookies | answer_of(port, cookies, Asked(form["then"])).cookies


def filled_in(port: int, session: Session, form: Mapping[str, Any], turn: int) -> Asked:
    """The form as its page stands now, with its tokens. What is typed may be told in a list, whose turn it then is."""
    page = answer_of(port, session, Asked(form["address"])).body.decode()
    told = {name: value if isinstance(value, list) else [value] for name, value in form["typed"].items()}
    typed = {name: values[turn % len(values)].replace("TURN", str(turn)) for name, values in told.items()}
    found = form_with(typed, page)
    address = urlsplit(urljoin(form["address"], found.action))
    return Asked(address.path + (f"?{address.query}" if address.query else ""), {**found.filled, **typed})


def answer_of(port: int, session: Session, asked: Asked) -> Answer:
    with closing(Browser(port, session, accepts="identity")) as browser:
        return browser.ask(asked)
