"""Opening: what was restricted becomes general, together with what was written of it until then or without that.

Whoever opens something by a post is asked first: `AtomicPosts` does it, finds here what became readable, takes it all
back and asks. Where nobody can be asked, what was written before is withheld.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import TextChoices

from tracker.history.models import Entry
from tracker.history.opening.former_words import Written


class Choice(TextChoices):
    WITH = "with"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True)
class Opened:
    """A thing that became general, and what was written of it while it was restricted: entries, and former texts."""

    thing: Any
    entries: list[Entry]
    texts: list[Any]


@dataclass(slots=True)
class Question:
    """What a post opens; `choice` is what the person answered, and empty before they were asked."""

    choice: str = ""
    opened: list[Opened] = field(default_factory=list)


ASKED: ContextVar[Question | None] = ContextVar("asked", default=None)


@contextmanager
def asking(question: Question) -> Iterator[None]:
    token = ASKED.set(question)
    try:
        yield
    finally:
        ASKED.reset(token)


def closed_with(item: Any) -> list[Any]:
    """The thing and what hangs on it, as far as it is restricted now."""
    return [each for each in (item, *item.hanging()) if each.is_restricted]


def open_up(item: Any, closed: list[Any]) -> None:
    """Of what was `closed` before a change of `item`, let everybody read what is general now."""
    general = {_key(each): each for each in (item, *item.hanging()) if not each.is_restricted} if closed else {}
    question = ASKED.get() or Question(Choice.WITHOUT)
    for each in (general[key] for was in closed if (key := _key(was)) in general):
        entries, texts = written_of(each), each.former_texts()
        is_read = each.HAS_READ_PAST
        if not question.choice:
            question.opened.append(Opened(each, list(entries) if is_read else [], list(texts)))
        become = Written.GENERAL if is_read and question.choice == Choice.WITH else Written.WITHHELD
        for rows in (entries, texts):
            rows.update(written=become)


def written_of(thing: Any) -> Any:
    """The entries that were written while it was restricted, and not left behind since, the newest first."""
    kind = ContentType.objects.get_for_model(thing)
    rows = Entry.objects.filter(content_type=kind, object_id=thing.pk, written=Written.RESTRICTED)
    return rows.select_related("by", "content_type").order_by("-id")


def _key(thing: Any) -> tuple[type[Any], int]:
    return type(thing), thing.pk
