"""The steps towards an event and after it, laid back from its days. Pure, no rows."""

from collections.abc import Mapping, Set
from datetime import date, timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.kit.date_formats import format_date_as
from tracker.kit.working_days import Rest, rest_on, worked_after, worked_before


class Direction(models.TextChoices):
    RECEIVED = "received", gettext_lazy("We are invited")
    ISSUED = "issued", gettext_lazy("We invite")


class Role(models.TextChoices):
    """As what somebody is invited."""

    SPEAKER = "speaker", gettext_lazy("Speaker")
    PANELLIST = "panellist", gettext_lazy("Panellist")
    CHAIR = "chair", gettext_lazy("Chair")
    PARTICIPANT = "participant", gettext_lazy("Participant")
    OBSERVER = "observer", gettext_lazy("Observer")


class StepKind(models.TextChoices):
    REPLY = "reply", gettext_lazy("Reply")
    SPEAKER = "speaker", gettext_lazy("Name the speaker")
    TRAVEL = "travel", gettext_lazy("Arrange travel")
    TEXT = "text", gettext_lazy("Clear the text")
    DELIVER = "deliver", gettext_lazy("Deliver")
    READOUT = "readout", gettext_lazy("Write the readout")
    OTHER = "other", gettext_lazy("Other")


# Days before the first day of the event when negative, after its last when positive; 0 is its first day.
USUAL_DAYS: Mapping[StepKind, int] = {
    StepKind.REPLY: -21,
    StepKind.SPEAKER: -18,
    StepKind.TRAVEL: -14,
    StepKind.TEXT: -7,
    StepKind.DELIVER: 0,
    StepKind.READOUT: 5,
}
FURTHEST = 1000
WITH_A_TEXT = {Role.SPEAKER, Role.PANELLIST}
WITHOUT_A_SPEECH = {Role.PARTICIPANT, Role.OBSERVER}
NAMES_WITHOUT_A_SPEECH: Mapping[str, str | Promise] = {
    StepKind.SPEAKER: gettext_lazy("Name who goes"),
    StepKind.DELIVER: gettext_lazy("Take part"),
}


def usual_steps(role: str, direction: str, *, on_site: bool) -> dict[StepKind, int]:
    """The steps such an invitation usually takes, each with its days. Only our own people clear texts and travel."""
    ours = direction == Direction.RECEIVED
    left_out = set()
    if not ours or role not in WITH_A_TEXT:
        left_out.add(StepKind.TEXT)
    if not ours or not on_site:
        left_out.add(StepKind.TRAVEL)
    return {kind: number for kind, number in USUAL_DAYS.items() if kind not in left_out}


def squeezed(number: int, first: date, today: date) -> int:
    """The same number of days, or as many as are left: what would lie in the past before a near event is for today."""
    return max(number, (today - first).days) if number < 0 and today <= first else number


def laid_on(number: int, first: date, last: date, countries: Set[str]) -> date:
    """The day on which such a step is worked on: brought forward from a day of rest, but after the event stays after.

    What is for the day of the event is for that day.
    """
    day = day_of(number, first, last)
    if number < 0:
        return worked_before(day, countries)
    before = worked_before(day, countries)
    return day if number == 0 else before if before > last else worked_after(day, countries)


def day_of(number: int, first: date, last: date) -> date:
    """The day that lies `number` days before the first day of the event, or after its last."""
    return (first if number <= 0 else last) + timedelta(days=number)


def name_of(kind: str, role: str, title: str = "") -> str:
    """The step as people call it. Who takes part without a speech has nothing to deliver."""
    if title:
        return title
    plain = role in WITHOUT_A_SPEECH and NAMES_WITHOUT_A_SPEECH.get(kind)
    return str(plain or StepKind(kind).label)


def format_move(day: date, laid: date, countries: Set[str]) -> str:
    """Why a step is laid on another day than its own, such as "brought forward: 25 December is a holiday".

    Nothing where that day is worked by now.
    """
    rest = None if laid == day else rest_on(day, countries)
    if rest is None:
        return ""
    said = format_date_as(day, "j F")
    if rest == Rest.HOLIDAY:
        why = _("%(day)s is a holiday") % {"day": said}
    else:
        why = _("%(day)s is a %(weekday)s") % {"day": said, "weekday": format_date_as(day, "l")}
    return (_("brought forward: %(why)s") if laid < day else _("put off: %(why)s")) % {"why": why}


def format_days(number: int) -> str:
    """Such as "7 days before"."""
    if not number:
        return _("on the day")
    if number < 0:
        return ngettext("%(days)d day before", "%(days)d days before", -number) % {"days": -number}
    return ngettext("%(days)d day after", "%(days)d days after", number) % {"days": number}
