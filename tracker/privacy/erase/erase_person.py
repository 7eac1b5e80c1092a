"""Erasing a person: what is theirs goes, and what the house keeps names "erased person 3" in their place."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from tracker.accounts.models import Role, User
from tracker.accounts.security_event import SecurityEvent
from tracker.background.models import Bounce
from tracker.history.chain.let_go import note_erased, seal_anew, told_of
from tracker.history.models import Channel, Entry
from tracker.history.write_entry import write_entry
from tracker.privacy.decided import BY_ITSELF, GO, Kind, undecided
from tracker.privacy.erase import attached, kept_elsewhere, texts
from tracker.privacy.rows_of_subject import hanging
from tracker.privacy.subject import ADDRESSES_END, Subject


class Refused(Exception):  # noqa: N818
    """They cannot be erased as things stand."""


@dataclass(slots=True)
class Erasing:
    """What is done, counted: rows that go and rows that are rewritten by table, what stays by column, files by kind.

    `holding` are attached files that hold the person's name, as addresses by their key; `unread` is how many others
    hold no words that could be read.
    """

    subject: Subject
    kinds: Collection[Kind]
    gone: Counter[str] = field(default_factory=Counter)
    rewritten: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)
    holding: dict[int, str] = field(default_factory=dict)
    unread: int = 0
    # Keys of the entries of history whose words were rewritten; and what is done once all is committed.
    entries: set[int] = field(default_factory=set)
    afterwards: list[Callable[[], Any]] = field(default_factory=list)


@transaction.atomic
def erase(
    subject: Subject,
    kinds: Collection[Kind] = BY_ITSELF,
    *,
    by: User | None,
    files: str | Collection[int] = (),
    is_tried: bool = False,
) -> Erasing:
    """Do it; or only try it, to count what would be done: then all is taken back. Raises Refused.

    `files` are the keys of attached files whose content goes, or ALL of those that hold the name.
    """
    _refuse(subject, by)
    erasing = Erasing(subject, {*kinds, Kind.ALWAYS})
    attached.note_holding(erasing)
    if unknown := attached.unknown(files):
        raise Refused(f"There is no attached file {', '.join(map(str, unknown))}.")
    attached.empty(erasing, files, by=by)
    kept_elsewhere.let_go(erasing)
    _let_rows_go(erasing)
    # Before all others: two accounts would get the same e-mail.
    _blank(subject)
    _empty_their_history(erasing)
    texts.rewrite(erasing)
    _tell(erasing, by)
    if is_tried:
        transaction.set_rollback(True)
    else:
        for each in erasing.afterwards:
            transaction.on_commit(each)
    return erasing


def _refuse(subject: Subject, by: User | None) -> None:
    if columns_left := undecided():
        raise Refused(
            f"What these columns hold of a person is not decided: {', '.join(columns_left)}. Each belongs into DECIDED "
            "in tracker/privacy/decided.py; until then nobody knows whether all was erased."
        )
    keys = [user.pk for user in subject.accounts]
    if by and by.pk in keys:
        raise Refused("Nobody erases themselves: another administrator does.")
    left = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk__in=keys)
    if any(user.is_administrator for user in subject.accounts) and not left.exists():
        raise Refused("This is the only administrator: make somebody else one first.")
    seeing = User.objects.letting_see()
    if seeing.filter(pk__in=keys).exists() and not seeing.exclude(pk__in=keys).exists():
        raise Refused("Nobody else could let others see restricted matters: give somebody else that right first.")


def _let_rows_go(erasing: Erasing) -> None:
    for each in hanging():
        if str(each) in GO:
            _delete(erasing, each.rows(erasing.subject))
    # From where they signed in.
    SecurityEvent.objects.filter(user__in=erasing.subject.accounts).update(address=None)
    _delete(erasing, Bounce.objects.filter(address__in=[each.lower() for each in erasing.subject.addresses]))


def _delete(erasing: Erasing, rows: Any) -> None:
    for label, number in rows.delete()[1].items():
        erasing.gone[label] += number


def _empty_their_history(erasing: Erasing) -> None:
    """Of what was changed about them it says that it was, when and by whom."""
    for person in erasing.subject.people:
        entries = Entry.objects.about(person)
        told = entries.exclude(note="", changes={}, former__isnull=True)
        erasing.entries |= {*told.values_list("pk", flat=True)}
        erasing.rewritten[Entry._meta.label] += told.update(note="", changes={}, former=None)


def _blank(subject: Subject) -> None:
    for user in subject.accounts:
        user.name, user.is_active = subject.label, False
        user.email = f"erased-{subject.person.pk}-{user.pk}{ADDRESSES_END}"
        user.role, user.sees_restricted = Role.READER, False
        user.set_unusable_password()
        user.last_login = user.desk_opened_at = user.new_since = None
        user.save()
    for person in subject.people:
        person.name, person.email, person.telephone, person.about = subject.label, "", "", ""
        person.version += 1
        person.save()


def _tell(erasing: Erasing, by: User | None) -> None:
    """The log says when, by whom and of how many rows, and the chain of history vouches for it; no name."""
    person = erasing.subject.person
    person.refresh_from_db()
    counts = {"gone": erasing.gone.total(), "rewritten": erasing.rewritten.total()}
    seals = seal_anew(erasing.entries)
    with translation.override(settings.LANGUAGE_CODE):
        note = gettext("%(gone)s rows deleted, %(rewritten)s rewritten") % counts
    entry = write_entry(
        person, "erased", by=by, version=person.version, note=f"{note} ({', '.join(sorted(erasing.kinds))})",
        changes=told_of(seals), channel=Channel.SYSTEM,
    )  # fmt: skip
    note_erased(seals, told_by=entry)
