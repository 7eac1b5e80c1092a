"""Sixteen people write notes without a pause while the database is restarted, killed and replaced."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Event

from django.db import connections
from django.db.models import Max

from proof.browser import Browser
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry

WRITERS = 16
# Told when nothing came back.
NONE = 0


@dataclass
class Writing:
    """`answered` are the words of the notes that were taken; `statuses` how everything was answered."""

    answered: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)


def write(browser: Browser, path: str, name: str, stop: Event) -> Writing:
    found, number = Writing(), 0
    form = browser.filled(path, {})
    while not stop.is_set():
        number += 1
        words = f"note {name} {number}."
        status = NONE
        with suppress(OSError, HTTPException):
            status = browser.post(path, form | {"note": words}).status
        found.statuses[status] += 1
        if status == 302:
            found.answered.append(words)
        else:
            time.sleep(0.1)
    return found


def beside(browsers: list[Browser], paths: list[str], name: str, what: Callable[[], None]) -> Writing:
    """What was written while `what` was done; `name` tells its notes from those of others."""
    stop = Event()
    with ThreadPoolExecutor(len(browsers)) as pool:
        each = [
            pool.submit(write, browser, path, f"{name} {number}", stop)
            for number, (browser, path) in enumerate(zip(browsers, paths, strict=True))
        ]
        try:
            what()
        finally:
            stop.set()
    done = [writing.result() for writing in each]
    return Writing(
        [words for writing in done for words in writing.answered],
        sum((writing.statuses for writing in done), Counter[int]()),
    )


def let_go() -> None:
    """A pool keeps connections that the server has ended."""
    for each in connections.all(initialized_only=True):
        each.close()
        getattr(each, "close_pool", lambda: None)()


@dataclass(frozen=True)
class Kept:
    """`half`: follow-ups that stand at another version than their history tells."""

    written: int
    lost: int
    twice: int
    half: int


def kept(writing: Writing, keys: list[int]) -> Kept:
    """What the database says afterwards."""
    let_go()
    about = Entry.objects.about(FollowUp).filter(object_id__in=keys).order_by()
    there = Counter(about.filter(verb="noted").values_list("note", flat=True))
    versions = dict(FollowUp.objects.filter(pk__in=keys).values_list("pk", "version"))
    told = dict(about.values_list("object_id").annotate(Max("version")))
    return Kept(
        written=len(writing.answered),
        lost=sum(not there[words] for words in writing.answered),
        twice=sum(number > 1 for number in there.values()),
        half=sum(versions[key] != told[key] for key in keys),
    )
