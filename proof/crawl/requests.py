"""Generated requests: the same ones for the same seed, each wrong in a way of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode, urlsplit

from proof.browser import FORM
from proof.crawl.addresses import Addresses, Form
from proof.crawl.hostile import BODIES, HEADERS, METHODS, TYPES, Value, value

WHO = ("stranger", "noor", "claire", "amina", "jonas")
# The browser sends one that is good as a header.
TOKEN_FIELD = "csrfmiddlewaretoken"
Sent = dict[str, list[Value]]


@dataclass(frozen=True)
class Wish:
    who: str
    method: str
    path: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        told = " ".join(f"{name}: {said[:60]}" for name, said in self.headers.items())
        return f"{self.who} {self.method} {self.path[:200]} {(self.body or b'')[:300]!r} {told}"


def wishes(addresses: Addresses, seed: int) -> Iterator[Wish]:
    """Without an end."""
    dice = Random(seed)
    while True:
        make = dice.choices((asked, typed, odd), weights=(4, 5, 2))[0]
        yield make(addresses, dice)


def asked(addresses: Addresses, dice: Random) -> Wish:
    """A page, with parameters that nobody gives."""
    return Wish(dice.choice(WHO), "GET", with_query(addresses, dice), headers=headers(dice, often=0.2))


def typed(addresses: Addresses, dice: Random) -> Wish:
    """A form of a page with something wrong in it, or a post of anything to anywhere."""
    form = dice.choice(addresses.forms) if dice.random() < 0.7 else None
    sent = spoilt(form, dice) if form else at_random(addresses, dice)
    body = urlencode(sent, doseq=True).encode()
    kind = {"Content-Type": FORM, **headers(dice, often=0.1)}
    if form and form.method == "GET":
        return Wish(dice.choice(WHO), "GET", f"{urlsplit(form.address).path}?{body.decode()[:20_000]}")
    return Wish(dice.choice(WHO), "POST", form.address if form else addresses.one(dice), body, kind)


def odd(addresses: Addresses, dice: Random) -> Wish:
    """Another method, another type, or a body that is none."""
    method = dice.choice((*METHODS, "POST", "POST", "POST"))
    body = None if method in ("HEAD", "get") else dice.choice(BODIES)
    kind = {"Content-Type": dice.choice(TYPES), **headers(dice, often=0.5)}
    return Wish(dice.choice(WHO), method, with_query(addresses, dice), body, kind)


def headers(dice: Random, *, often: float) -> Mapping[str, str]:
    return dice.choice(HEADERS) if dice.random() < often else {}


def with_query(addresses: Addresses, dice: Random) -> str:
    path = addresses.one(dice)
    if dice.random() < 0.3:
        return path
    query = urlencode(at_random(addresses, dice), doseq=True)[:20_000]
    return f"{path}{'&' if '?' in path else '?'}{query}"


def at_random(addresses: Addresses, dice: Random) -> Sent:
    names = [addresses.name(dice) for _number in range(dice.choice((1, 1, 2, 3, 12)))]
    return {name: [value(dice) for _number in range(dice.choice((1, 1, 1, 2)))] for name in names}


def spoilt(form: Form, dice: Random) -> Sent:
    """The form as it stands, but for a field or all: wrong, missing, or there more than once."""
    sent: Sent = {name: list(values) for name, values in form.sends.items() if name != TOKEN_FIELD}
    names = [name for name in form.names if name != TOKEN_FIELD] or ["x"]
    for name in names if dice.random() < 0.15 else dice.sample(names, min(len(names), dice.choice((1, 1, 2, 3)))):
        how = dice.random()
        if how < 0.1:
            sent.pop(name, None)
        elif how < 0.2:
            sent[name] = [*sent.get(name, []), value(dice), value(dice)]
        else:
            sent[name] = [value(dice)]
    return sent
