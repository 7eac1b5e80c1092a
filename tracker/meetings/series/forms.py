"""What people type about a series of meetings, about its end, and about a meeting that is called off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import RESTRICTED, Classification
from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.history.once import KeyField
from tracker.kit.form_fields import SingleLineField, TypedDateField, VersionField
from tracker.kit.rows_by_name_field import NamesField
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.forms import time_field
from tracker.meetings.models import Meeting, Series
from tracker.meetings.models.series import FIRST_IS_GENERAL
from tracker.meetings.series.plain_rules import Falls, Plain, Repeats, plain_of, rule_of
from tracker.meetings.series.post_rows import PostRows
from tracker.meetings.series.rule import read_rule, times_of, with_end
from tracker.meetings.series.rule_in_words import next_days, said_next_days, said_rule
from tracker.meetings.series.usual_of_meeting import usual_of_meeting
from tracker.meetings.series.usual_participant_values import Usual
from tracker.meetings.time_zone_field import ZoneField

FIRST_YEAR, LAST_YEAR = 1990, 2200
# What the verb takes as it was typed.
AS_TYPED = ("name", "begins_on", "starts_at", "zone", "place", "kind", "classification", "readers")


class WhenForm(forms.Form):
    """When a series meets: a rule in plain words, or as calendars write it. `rule_text` is what is kept of it."""

    repeats = forms.ChoiceField(label=_("Repeats"), choices=Repeats, initial=Repeats.MONTH)
    falls = forms.ChoiceField(label=_("Each month on"), choices=Falls, initial=Falls.WEEKDAY, required=False)
    begins_on = TypedDateField(label=_("First day"), prefer="future", help_text=_("Such as 8 December 2026."))
    until = TypedDateField(
        label=_("Until"), required=False, after="begins_on", help_text=_("Left empty, it goes on for ever.")
    )
    rule = SingleLineField(
        label=_("Rule"), required=False, max_length=300, help_text=_("For “As a rule says”, such as FREQ=WEEKLY.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_up_fields(self, unmarked=("falls", "until", "rule"))

    def clean_begins_on(self) -> date:
        day: date = self.cleaned_data["begins_on"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(_("A series begins between 1990 and 2200."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        begins_on, until = data.get("begins_on"), data.get("until")
        if begins_on and until and until < begins_on:
            self.add_error("until", _("It ends before its first day."))
        if begins_on and data.get("repeats") and not self.errors:
            self._read_rule(data, begins_on, until)
        return data

    def _read_rule(self, data: dict[str, Any], begins_on: date, until: date | None) -> None:
        if data["repeats"] != Repeats.RULE:
            plain = Plain(data["repeats"], data["falls"] or Falls.WEEKDAY, until)
            data["rule_text"] = rule_of(plain, begins_on)
            return
        try:
            rule = read_rule(data["rule"], begins_on)
        except ValidationError as refusal:
            self.add_error("rule", refusal)
            return
        if until and times_of(rule):
            self.add_error("until", _("The rule says how often it takes place: leave this empty."))
        data["rule_text"] = with_end(rule, until) if until else rule

    @property
    def meaning(self) -> str:
        """What the rule means, with its next three days; nothing as long as it cannot be read."""
        data = self.initial if not self.is_bound else {} if self.errors else self.cleaned_data
        return say(data["rule_text"], data["begins_on"]) if data.get("rule_text") else ""


def say(rule: str, begins_on: date) -> str:
    days = said_next_days(next_days(rule, begins_on, timezone.localdate()))
    return f"{said_rule(rule, begins_on)}. {days.removesuffix('.')}."


class SeriesForm(WhenForm):
    """A series and, in `rows`, the posts of its usual participants. `known` are those that it started with."""

    name = SingleLineField(label=_("Name"), max_length=250)
    starts_at = time_field(label=_("Time"))
    zone = ZoneField(label=_("Time zone"))
    place = SingleLineField(label=_("Place"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind, initial=Meeting.Kind.BILATERAL)
    people = NamesField(label=_("People"), required=False, suggestions="directory:person_suggestions")
    classification = forms.ChoiceField(
        label=_("Classification"), choices=Classification,
        help_text=_("Restricted: only its recorder, the people who usually come and its readers see it."),
    )  # fmt: skip
    readers = NamesField(
        label=_("Readers"), required=False, suggestions="directory:person_suggestions",
        help_text=_("Who else may see it when it is restricted."),
    )  # fmt: skip
    field_order = ("name", "repeats", "falls", "begins_on", "until", "rule", "starts_at")

    def __init__(
        self, data: Any = None, *, user: User, initial: dict[str, Any] | None = None, known: Sequence[Usual] = ()
    ) -> None:
        people = [each.person for each in known if each.person]
        super().__init__(data, initial={**(initial or {}), "people": people}, label_suffix="")
        self.known = known
        posts = [{"title": each.title, "organisation": each.organisation} for each in known if each.is_post]
        self.rows = PostRows(data, user=user, started=posts)
        names = {name: choosable_names.people(user) for name in ("people", "readers")}
        set_up_fields(self, rows=names)

    def is_valid(self) -> bool:
        rows_are_valid = self.rows.is_valid()
        return super().is_valid() and rows_are_valid

    @property
    def usual(self) -> list[Usual]:
        """Those who were there before as they stood, others as they are: their posts say for whom they speak."""
        before = {each.person.pk: each for each in self.known if each.person}
        people = [before.get(person.pk, Usual(person)) for person in self.cleaned_data["people"]]
        found = [*people, *self.rows.posts]
        return list({each.pk: each for each in found}.values())

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        data = self.cleaned_data
        return {name: data[name] for name in AS_TYPED} | {"rule": data["rule_text"], "usual": self.usual}

    @classmethod
    def started_from_meeting(cls, meeting: Meeting) -> dict[str, Any]:
        """As the meeting is: it becomes the first one of the series."""
        same = {name: meeting.value_of(name) for name in ("starts_at", "zone", "place", "kind", "classification")}
        started = {"name": meeting.title, "begins_on": meeting.held_on, "readers": meeting.value_of("readers")}
        started["rule_text"] = rule_of(Plain(Repeats.MONTH), meeting.held_on)
        return {"initial": same | started, "known": usual_of_meeting(meeting)}


class NewSeriesForm(SeriesForm):
    """With `first`, the meeting that becomes its first one."""

    key = KeyField()

    def __init__(self, *args: Any, first: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def clean_classification(self) -> str:
        chosen: str = self.cleaned_data["classification"]
        if self.first and chosen == RESTRICTED and not self.first.is_restricted:
            raise ValidationError(FIRST_IS_GENERAL)
        return chosen


class EditSeriesForm(SeriesForm):
    version = VersionField()

    @classmethod
    def started_from(cls, series: Series) -> dict[str, Any]:
        """The form's `initial` and `known`, as the series stands now."""
        plain = plain_of(series.rule, series.begins_on)
        is_rule = plain.repeats == Repeats.RULE
        when = {"repeats": plain.repeats, "falls": plain.falls, "until": None if is_rule else plain.until}
        same = {name: series.value_of(name) for name in AS_TYPED}
        initial = {**same, **when, "rule": series.rule if is_rule else ""}
        initial |= {"version": series.version, "rule_text": series.rule}
        return {"initial": initial, "known": series.usual}


class EndForm(forms.Form):
    on = TypedDateField(label=_("Last day"), help_text=_("What was made for later and nobody prepared is taken out."))
    why = SingleLineField(label=_("Why"), required=False, max_length=500)
    version = VersionField(required=False)


class CallOffForm(forms.Form):
    why = SingleLineField(
        label=_("Why"), max_length=500, help_text=_("It stays in the list, struck out, with the reason.")
    )
