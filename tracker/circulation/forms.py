"""Until when a record goes round and to whom; a correction of its words; a decision on that."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tracker.circulation.recipients import Recipient
from tracker.history.once import KeyField
from tracker.kit.form_fields import MultiLineField, SingleLineField, TypedDateField, VersionField
from tracker.kit.set_up_fields import set_up_fields
from tracker.kit.text import labelled
from tracker.records.models import Record, Version, VersionQuerySet
from tracker.records.stages import Stage

PLACE_GONE = _("This place is not in the text any more. Open the page again and choose it there.")
UNCHANGED = _("Nothing is changed yet. Change the words, or press “I agree with it as it is”.")


class CirculateForm(forms.Form):
    until = TypedDateField(label=_("Corrections until"), help_text=_("The last day on which they can be proposed."))
    people = forms.MultipleChoiceField(
        label=_("To"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Each gets a mail with a link of their own: it opens this text to whoever has it."),
    )  # fmt: skip
    message = MultiLineField(
        label=_("Message"), required=False, max_length=2_000, help_text=_("It stands above the text in the mail.")
    )

    def __init__(self, data: Any, *, record: Record, recipients: list[Recipient], own: int | None, today: date) -> None:
        """Of a text that is agreed no corrections are asked for."""
        self.today, self.is_going_round = today, record.stage == Stage.CIRCULATED
        self.open = {str(each.person.pk): each for each in recipients if not each.why_not and not each.copy}
        people = [key for key, each in self.open.items() if each.person.pk != own]
        started = {"people": people, "until": record.corrections_until if self.is_going_round else None}
        super().__init__(data, initial=started)
        fields: dict[str, Any] = self.fields
        fields["people"].choices = [(key, _said(each)) for key, each in self.open.items()]
        fields["message"].widget.attrs["rows"] = 3
        if record.is_settled:
            del fields["until"]
        if self.is_going_round and not self.open:
            del fields["people"], fields["message"]
        set_up_fields(self, whole=[name for name in ("people", "message") if name in fields], unmarked=fields)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise ValidationError(gettext("This day has passed. Name a day from today on."))
        return until

    def clean_people(self) -> list[str]:
        people: list[str] = self.cleaned_data["people"]
        if not people and not self.is_going_round:
            raise ValidationError(gettext("Tick at least one of them: without a reader nothing is sent."))
        return people

    @property
    def chosen(self) -> list[Recipient]:
        return [self.open[key] for key in self.cleaned_data.get("people", [])]


def _said(recipient: Recipient) -> str:
    return labelled(recipient.participation.said, recipient.address)


class CorrectionForm(forms.Form):
    """Of the words text[start:end] of the version of this number, as the page showed them."""

    words = MultiLineField(
        label=_("The words as they should be"), required=False, max_length=500_000,
        help_text=_("Change what is not right. Without any words it is a proposal to strike them."),
    )  # fmt: skip
    remark = MultiLineField(label=_("Remark"), required=False, max_length=2_000)
    number = VersionField()
    start = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    key = KeyField()

    def __init__(self, data: Any, *, texts: VersionQuerySet, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.texts = texts
        fields: dict[str, Any] = self.fields
        fields["words"].widget.attrs |= {"class": "record-text", "rows": 8, "dir": "auto"}
        fields["remark"].widget.attrs["rows"] = 2
        set_up_fields(self, whole=["words", "remark"], unmarked=["words"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        # Nobody typed the place: where it is wrong, one sentence says so.
        for field in self.hidden_fields():
            self.errors.pop(field.name, None)
        version = self.version
        if version is None or not 0 <= data.get("start", -1) < data.get("end", 0) <= len(version.text):
            self.add_error(None, PLACE_GONE)
        elif data.get("words", "") == version.text[data["start"] : data["end"]]:
            self.add_error("words", UNCHANGED)
        return data

    @property
    def version(self) -> Version | None:
        """The text that was read: an older one than today's, where a correction was accepted meanwhile."""
        found: Version | None = self.texts.filter(number=self.cleaned_data.get("number") or 0).first()
        return found

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = {name: data[name] for name in ("number", "start", "end", "remark", "key")}
        return {**names, "new": data["words"]}


class AcceptForm(forms.Form):
    reason = SingleLineField(label=_("Reason"), required=False, max_length=500)


class DeclineForm(forms.Form):
    reason = SingleLineField(
        label=_("Reason"), max_length=500, error_messages={"required": _("Say in a few words why it is declined.")}
    )


def still_open(number: int) -> str:
    words = ngettext(
        "%(number)s correction is still to be decided: accept or decline it first.",
        "%(number)s corrections are still to be decided: accept or decline them first.",
        number,
    )
    return words % {"number": number}
