"""What people type about an invitation: its event, who speaks, the readout, a step."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.form_fields import let_add, organisation_field, person_field
from tracker.directory.get_or_add import get_or_add
from tracker.directory.left import ask_about_leaver
from tracker.follow_ups.action_forms import ActionForm
from tracker.follow_ups.log_from_selection import classification_for_new
from tracker.follow_ups.models import FollowUp
from tracker.invitations.event_from_words import event_from_words
from tracker.invitations.event_times import NoSuchTime, TypedTimes, moment, moments
from tracker.invitations.models import Invitation, Step
from tracker.invitations.step_schedule import FURTHEST, Direction, Role, StepKind
from tracker.kit.date_as_said_field import DateAsSaidField
from tracker.kit.dates.as_said import DateAsSaid, last_day
from tracker.kit.dates.calendar_spans import Span
from tracker.kit.form_fields import MultiLineField, SingleLineField, VersionField
from tracker.kit.positive_number_field import WholeNumberField
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.forms import time_field
from tracker.meetings.next_meeting import count_from_meeting
from tracker.meetings.time_zone_field import ZoneField

FACTS = ("title", "direction", "role", "organiser", "organiser_name", "place", "link", "zone", "reply_by", "speaker")
SKIPPED = _("The clocks skip this time on that day. Type another.")


class EventForm(ActionForm):
    title = SingleLineField(label=_("Event"), max_length=250)
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction)
    role = forms.ChoiceField(label=_("Invited as"), choices=Role)
    first_day = DateAsSaidField(
        label=_("First day"), help_text=_("Such as 31 May 2018; while it is not fixed, what was said: next week.")
    )
    last_day = DateAsSaidField(label=_("Last day"), required=False, help_text=_("If it lasts several days."))
    begins = time_field(label=_("Starts at"), help_text=_("Empty: it takes the whole day."))
    until = time_field(label=_("Ends at"))
    place = SingleLineField(label=_("Place"), required=False, max_length=200)
    zone = ZoneField(label=_("Time zone"), help_text=_("By whose clocks: type a city."))
    link = forms.URLField(label=_("Link"), required=False, max_length=200, help_text=_("Its page, or where to join."))
    reply_by = DateAsSaidField(label=_("Reply by"), required=False)
    speaker = person_field(label=_("Speaker"))
    organiser = organisation_field(label=_("Organiser"))
    organiser_name = SingleLineField(
        label=_("Organiser in words"), required=False, max_length=200, help_text=_("If it is not in the directory.")
    )
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, follow_up: FollowUp, user: User) -> None:
        super().__init__(data, initial=_started_from(follow_up))
        self.user, self.follow_up = user, follow_up
        rows = {"organiser": choosable_names.organisations(user), "speaker": choosable_names.people(user)}
        set_up_fields(self, rows=rows, whole=["title"], unmarked=["begins"])
        let_add(self, user, people=["speaker"], asks=False)
        for name in ("first_day", "last_day", "reply_by"):
            count_from_meeting(cast("DateAsSaidField", self.fields[name]), follow_up.meeting, user)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data |= {name: last_day(data[name]) for name in ("last_day", "reply_by") if name in data}
        event_ends = last_day(data.get("first_day"))
        if data.get("reply_by") and event_ends and data["reply_by"] > event_ends:
            self.add_error("reply_by", _("The day to reply by comes after the event."))
        data |= self._spread(data.get("first_day"))
        if data.get("until") and not data.get("begins"):
            self.add_error("begins", _("Type when it starts as well."))
        if not self.errors:
            self._clean_moments(data)
        return data

    def _spread(self, said: Any) -> dict[str, Any]:
        """What was said of a day that is not fixed says the last one too, and no times."""
        if not isinstance(said, DateAsSaid) or said.is_exact:
            return {"first_day": last_day(said), "days_said": ""}
        for name in ("last_day", "begins", "until"):
            if self.cleaned_data.get(name):
                self.add_error(name, _("The day is not fixed yet: leave this empty, or type the day."))
        is_fixed = not said.words and Span(said.first, said.last).precision == "days"
        words = "" if is_fixed else said.words or said.days
        return {"first_day": said.first, "last_day": said.last, "days_said": words}

    def _clean_moments(self, data: dict[str, Any]) -> None:
        typed = TypedTimes(data["first_day"], data["last_day"] or data["first_day"], data["begins"], data["until"])
        if typed.last < typed.first:
            return self.add_error("last_day", _("The last day comes before the first."))
        if typed.begins and _is_skipped(typed.first, typed.begins, data["zone"]):
            return self.add_error("begins", SKIPPED)
        if typed.until and _is_skipped(typed.last, typed.until, data["zone"]):
            return self.add_error("until", SKIPPED)
        data["starts"], data["ends"] = moments(typed, data["zone"])
        if data["ends"] < data["starts"]:
            self.add_error("until", _("It ends before it starts."))
        return None

    def facts(self) -> dict[str, Any]:
        """What `Invitation` takes; a speaker who is new here goes into the directory."""
        facts = {name: self.cleaned_data[name] for name in (*FACTS, "starts", "ends", "days_said")}
        born = classification_for_new(self.follow_up)
        return facts | {"speaker": get_or_add(facts["speaker"], by=self.user, classification=born)}


class SpeakerForm(ActionForm):
    speaker = person_field(label=_("Speaker"), help_text=_("Leave it empty when nobody is named."))
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, event: Invitation, user: User) -> None:
        super().__init__(data, initial={"speaker": event.speaker, "version": event.follow_up.version})
        self.user, self.follow_up = user, event.follow_up
        set_up_fields(self, rows={"speaker": choosable_names.people(user)}, whole=["speaker"])
        let_add(self, user, people=["speaker"], asks=False)

    def facts(self) -> dict[str, Any]:
        born = classification_for_new(self.follow_up)
        return {"speaker": get_or_add(self.cleaned_data["speaker"], by=self.user, classification=born)}


class ReadoutForm(ActionForm):
    readout = MultiLineField(label=_("Readout"), required=False, max_length=20_000)
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, event: Invitation) -> None:
        super().__init__(data, initial={"readout": event.readout, "version": event.follow_up.version})
        set_up_fields(self, whole=["readout"])

    def facts(self) -> dict[str, Any]:
        return {"readout": self.cleaned_data["readout"]}


class Side(forms.ChoiceField):
    BEFORE, AFTER = "before", "after"

    def __init__(self) -> None:
        choices = [(self.BEFORE, _("before the event")), (self.AFTER, _("after the event"))]
        super().__init__(label=_("When"), choices=choices)


class StepForm(ActionForm):
    kind = forms.ChoiceField(label=_("Step"), choices=StepKind, initial=StepKind.OTHER)
    title = SingleLineField(
        label=_("Name"), required=False, max_length=200, help_text=_("Needed where the step is another.")
    )
    number = WholeNumberField(label=_("Days"), min_value=0, max_value=FURTHEST, initial=7)
    side = Side()
    owner = person_field(label=_("Owner"), help_text=_("Empty: the owner of the follow-up."))

    def __init__(self, data: QueryDict | None, *, event: Invitation, user: User, step: Step | None = None) -> None:
        super().__init__(data, initial=_step_started_from(step) if step else None)
        self.event, self.step = event, step
        set_up_fields(self, rows={"owner": choosable_names.people(user)}, whole=["owner"], unmarked=["title"])
        if step:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind = self.step.kind if self.step else data.get("kind")
        if kind == StepKind.OTHER and not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Name the step."))
        if not self.step and kind != StepKind.OTHER and self.event.steps.filter(kind=kind).exists():
            self.add_error("kind", _("This step is in the list already."))
        ask_about_leaver(self, "owner", self.step.owner if self.step else None)
        return data

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        number = -data["number"] if data["side"] == Side.BEFORE else data["number"]
        facts = {"title": data["title"], "days": number, "owner": data["owner"]}
        return facts if self.step else {"kind": data["kind"], **facts}


def _started_from(follow_up: FollowUp) -> dict[str, Any]:
    event, version = follow_up.event, {"version": follow_up.version}
    if not event:
        return event_from_words(follow_up) | version
    facts = {name: getattr(event, name) for name in FACTS} | version
    if event.said:
        return facts | {"first_day": event.said}
    typed = event.typed
    last = None if typed.last == typed.first else typed.last
    return facts | {"first_day": typed.first, "last_day": last, "begins": typed.begins, "until": typed.until}


def _step_started_from(step: Step) -> dict[str, Any]:
    side = Side.AFTER if step.days > 0 else Side.BEFORE
    return {"title": step.title, "number": abs(step.days), "side": side, "owner": step.owner}


def _is_skipped(day: date, at: Any, zone: str) -> bool:
    try:
        moment(day, at, zone)
    except NoSuchTime:
        return True
    return False
