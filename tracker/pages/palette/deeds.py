"""What can be done: to the follow-up that is named or at hand, and what can be logged or added."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.accounts.permissions import may_invite, may_log
from tracker.follow_ups.models import FollowUp
from tracker.pages.palette.answers import Answer
from tracker.pages.palette.commands import Command, read_command
from tracker.pages.palette.follow_up_deeds import follow_up_deeds
from tracker.search.highlight import holds
from tracker.search.query import read

MOST = 8
# What asks for something new, in the languages of the house.
MAKING = "add new create log ajouter nouveau nouvelle creer consigner"


@dataclass(frozen=True, slots=True)
class Deed:
    """Its label asks for it, and so do MAKING and whatever other `words`."""

    label: Any
    view: str
    icon: str
    may: Callable[[User], bool] = may_log
    key: str = ""
    words: str = ""


OF_NOBODY = (
    Deed(_("Log a meeting"), "records:log_meeting", "notebook-pen", key="c", words="visit minutes visite"),
    Deed(_("New follow-up"), "follow_ups:new", "plus", key="a", words="suivi"),
    Deed(_("Log an activity"), "activities:new", "plus"),
    Deed(_("New series"), "meetings:series_new", "repeat", words="meetings reunions serie"),
    Deed(_("New mandate"), "mandates:new", "plus"),
    Deed(_("New pledge"), "pledges:new", "plus"),
    Deed(_("New organisation"), "directory:organisation_new", "plus"),
    Deed(_("New person"), "directory:person_new", "plus"),
    Deed(_("Invite a colleague"), "invite", "user-plus", may_invite),
)


def deeds(user: User, typed: str, at: int | None = None) -> list[Answer]:
    """What the words ask for; `at` is the key of the follow-up at hand, meant where they name none."""
    command = read_command(typed)
    follow_up = _meant(user, command, at)
    done = follow_up_deeds(user, follow_up, command) if follow_up else []
    return [*done, *_logged(user, typed)][:MOST]


def lacks_follow_up(user: User, typed: str, at: int | None) -> bool:
    """Whether the words ask for a deed on a follow-up, and do not say on which."""
    command = read_command(typed)
    return bool(command.deed and command.rest) and _meant(user, command, at) is None


def _meant(user: User, command: Command, at: int | None) -> FollowUp | None:
    rows: Any = FollowUp.objects.visible_to(user).with_classification()
    by = {"reference": command.reference} if command.reference else {"pk": at}
    follow_up: FollowUp | None = rows.filter(**by).first() if command.reference or at else None
    return follow_up


def _logged(user: User, typed: str) -> list[Answer]:
    terms = read(typed)
    if not terms and typed:
        return []
    answers = [
        Answer(str(deed.label), reverse(deed.view), deed.icon, key=deed.key)
        for deed in OF_NOBODY
        if deed.may(user) and (holds(f"{deed.label} {MAKING} {deed.words}", terms) if terms else deed.key)
    ]
    return sorted(answers, key=lambda answer: bool(typed) and not answer.begins(typed))
