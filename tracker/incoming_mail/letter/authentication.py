"""Whether a mail comes from whom it says, by what the house's own mail server noted in it (RFC 8601).

Anybody can write such a header: only those of the server that the settings name are read, and a mail server takes off
what others wrote under its name before it writes its own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

COMMENT = re.compile(r"\([^()]*\)")
RESULT = re.compile(r"^\s*([a-z][a-z0-9-]*)\s*=\s*([a-z]+)", re.IGNORECASE)
PROPERTY = re.compile(r"\b((?:header|smtp|policy)\.[a-z-]+)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Result:
    """Such as `dkim=pass header.d=eu.example`: the method, what came of it, and the domain that it speaks for."""

    method: str
    said: str
    domain: str


def is_believed(headers: Iterable[str], server: str, sender: str) -> bool:
    """Whether `server` says so of the address `sender`: by DMARC, or by DKIM or SPF of the sender's own domain."""
    results = [each for header in headers for each in results_of(header, server)]
    domain = sender.rpartition("@")[2].lower()
    said = {each.said for each in results if each.method == "dmarc"}
    if said & {"fail", "reject", "quarantine"}:
        return False
    aligned = [each for each in results if each.method in ("dkim", "spf", "dmarc") and is_aligned(each.domain, domain)]
    return any(each.said == "pass" for each in aligned)


def results_of(header: str, server: str) -> list[Result]:
    """What the header says, if `server` wrote it; nothing else."""
    text = header[:LONGEST]
    while (bare := COMMENT.sub(" ", text)) != text:
        text = bare
    first, *rest = text.split(";")
    named = first.split()
    if not server or not named or named[0].lower() != server.lower():
        return []
    return [result for part in rest if (result := _result(part))]


def is_aligned(one: str, other: str) -> bool:
    """Whether the two are one domain, or one is under the other."""
    if not one or not other or "." not in one:
        return bool(one) and one == other
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _result(part: str) -> Result | None:
    found = RESULT.match(part)
    if not found:
        return None
    properties = {name.lower(): value.lower() for name, value in PROPERTY.findall(part)}
    names = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",), "dmarc": ("header.from",)}
    method = found[1].lower()
    given = next((properties[name] for name in names.get(method, ()) if name in properties), "")
    return Result(method, found[2].lower(), given.rpartition("@")[2].strip("<>."))
