"""Opening: more people see what was restricted, together with what was written of it until then or without that.

Whoever opens something by a post is asked first: `AtomicPosts` does it, finds here what became readable, takes it all
back and asks. A post that cannot be taken back opens nothing. Where nobody can be asked, what was written before is
withheld.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import TextChoices
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from tracker.accounts.classification_field import Closed, is_opened
from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written


class WouldOpen(Exception):  # noqa: N818
    """More people would see something by a post that cannot ask first."""

    def __str__(self) -> str:
        return _("More people would come to know what only some do. Open that first, on its own page.")


class Choice(TextChoices):
    WITH = "with"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True)
class Opened:
    """A thing that more people see, and what was written of it while it was restricted: entries, and former texts."""

    thing: Any
    entries: list[Entry]
    texts: list[Any]


@dataclass(slots=True)
class Question:
    """What a post opens. `choice` is what the person answered, and `shown` the key of what they were shown then.

    Both are empty before they were asked; one that may not open raises `WouldOpen` instead.
    """

    choice: str = ""
    shown: str = ""
    may_open: bool = True
    opened: list[Opened] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Of all that it opens, as it stands: whatever somebody adds or writes meanwhile makes it another."""
        things = sorted((each.thing._meta.label, each.thing.pk, each.thing.version) for each in self.opened)
        return salted_hmac("opening", repr(things), algorithm="sha256").hexdigest()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be answered. Without the past one may also say so of oneself, unasked."""
        if not self.opened or (self.choice == Choice.WITHOUT and not self.shown):
            return False
        return not (self.choice and constant_time_compare(self.shown, self.key))


# None where nobody is there to be asked.
ASKED: ContextVar[Question | None] = ContextVar("asked", default=None)


@contextmanager
def asking(question: Question | None) -> Iterator[None]:
    token = ASKED.set(question)
    try:
        yield
    finally:
        ASKED.reset(token)


@dataclass(frozen=True, slots=True)
class Before:
    """What closed a thing before a change, and whether whoever changes it saw it then."""

    closed_by: Closed
    is_seen: bool


def closed_for(things: Sequence[Any], by: User | None) -> dict[Any, Before]:
    """The restricted ones of these, as they stand."""
    closed = [each for each in things if each.is_restricted]
    hidden: set[Any] = set()
    for noun in {type(each) for each in closed} if by and not by.sees_restricted else ():
        keys = [each.pk for each in closed if type(each) is noun]
        hidden |= {(noun, pk) for pk in noun.objects.hidden_from(by).filter(pk__in=keys).values_list("pk", flat=True)}
    return {each: Before(each.closed_by, _key(each) not in hidden) for each in closed}


def open_up(item: Any, closed: Mapping[Any, Before]) -> None:
    """Of what a change of `item` opens, let those read the past who see it now. Raises `WouldOpen`.

    What whoever does it does not see they are not asked about: its past is withheld.
    """
    question = ASKED.get() or Question(Choice.WITHOUT)
    for each, is_seen in opened_of(item, closed):
        if is_seen and not question.may_open:
            raise WouldOpen
        entries, texts = written_of(each), each.former_texts()
        is_read = each.HAS_READ_PAST and is_seen
        if is_seen:
            question.opened.append(Opened(each, list(entries) if is_read else [], list(texts)))
        become = Written.of(each) if is_read and question.choice == Choice.WITH else Written.WITHHELD
        for rows in (entries, texts):
            rows.update(written=become)


def opened_of(item: Any, closed: Mapping[Any, Before]) -> list[tuple[Any, bool]]:
    """What a change of `item` opens of what was `closed` before, and whether it was seen.

    Something that cut who sees it does so no more.
    """
    now = {_key(each): each for each in (item, *item.below())} if closed else {}
    still = [(now[key], before) for was, before in closed.items() if (key := _key(was)) in now]
    return [(each, before.is_seen) for each, before in still if is_opened(before.closed_by, each.closed_by)]


def written_of(thing: Any) -> Any:
    """The entries that were written while it was restricted, and not left behind since, the newest first."""
    kind = ContentType.objects.get_for_model(thing)
    rows = Entry.objects.filter(content_type=kind, object_id=thing.pk, written=Written.RESTRICTED)
    return rows.select_related("by", "content_type").order_by("-id")


def _key(thing: Any) -> tuple[type[Any], int]:
    return type(thing), thing.pk
