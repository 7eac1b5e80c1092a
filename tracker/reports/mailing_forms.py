"""What is mailed, when and to whom."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.models import Person
from tracker.directory.people.mail_address import address_of
from tracker.follow_ups.models import SavedView
from tracker.history.once import KeyField
from tracker.kit.form_fields import MultiLineField, SingleLineField, VersionField
from tracker.kit.row_by_name_field import lazy_rows
from tracker.kit.rows_by_name_field import NamesField
from tracker.kit.set_up_fields import set_up_fields
from tracker.reports.cuts import CUTS
from tracker.reports.mailing_sheet import is_general
from tracker.reports.models import FORMATS, Frequency, Mailing, ReportPeriod

MOST_ADDRESSES, MOST_VIEWS = 50, 500
ALONE = ("name", "over", "form", "hour", "people", "addresses")
_BETWEEN = re.compile(r"[\s,;]+")


class MailingForm(forms.Form):
    name = SingleLineField(label=_("Name"), max_length=120, help_text=_("It is the subject of the mail."))
    what = forms.ChoiceField(label=_("What is mailed"))
    over = forms.ChoiceField(
        label=_("Period"), choices=ReportPeriod, help_text=_("Of a report, on the day it is sent.")
    )
    form = forms.ChoiceField(label=_("File"), choices=FORMATS)
    when = forms.ChoiceField(label=_("When"))
    hour = forms.TypedChoiceField(
        label=_("At"), choices=[(hour, f"{hour:02}:00") for hour in range(24)], coerce=int, initial=8
    )
    people = NamesField(
        suggestions="directory:person_suggestions", label=_("To people in the directory"), required=False,
        help_text=_("With an account or an e-mail."),
    )  # fmt: skip
    addresses = MultiLineField(
        label=_("To further e-mails"),
        required=False,
        max_length=10_000,
        help_text=_("One a line. They need no account."),
    )
    version = VersionField(required=False)
    key = KeyField()

    def __init__(self, data: Any, *, user: User, mailing: Mailing | None = None, started: Any = None) -> None:
        super().__init__(data, initial=_started_from(mailing) if mailing else {"when": "weekly-1", **(started or {})})
        fields: dict[str, Any] = self.fields
        if mailing:
            del fields["key"]
        self.views = {f"view-{view.pk}": view for view in SavedView.objects.visible_to(user)[:MOST_VIEWS]}
        reports = [
            (f"report-{name}", gettext("Report by %(cut)s") % {"cut": str(cut.label).lower()})
            for name, cut in CUTS.items()
        ]
        views = [(key, view.name) for key, view in self.views.items()]
        fields["what"].choices = [
            (gettext("Reports"), reports),
            *([(gettext("Views of follow-ups"), views)] if views else []),
        ]
        fields["when"].choices = _moments()
        fields["addresses"].widget.attrs["rows"] = 3
        # Whoever gets a mail may be named in it, and its page is read by every manager.
        people = lazy_rows(
            lambda: Person.objects.visible_to(user).general().select_related("account"),
            own=lambda: choosable_names.own_key(user),
        )
        set_up_fields(
            self, rows={"people": people}, whole=["name", "people", "addresses"], unmarked=["people", "addresses"]
        )

    def clean_what(self) -> str:
        what = str(self.cleaned_data["what"])
        if what in self.views and not is_general(self.views[what]):
            raise ValidationError(_("This view asks for something that is gone or restricted, so it cannot be mailed."))
        return what

    def clean_people(self) -> list[Person]:
        people: list[Person] = self.cleaned_data["people"]
        if without := [str(person) for person in people if not address_of(person)]:
            sentence = _("No e-mail is known of %(names)s. Write it on their page first.")
            raise ValidationError(sentence, params={"names": ", ".join(without)})
        return people

    def clean_addresses(self) -> str:
        found = dict.fromkeys(each for each in _BETWEEN.split(self.cleaned_data["addresses"].lower()) if each)
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(_("Write at most %(most)s e-mails."), params={"most": MOST_ADDRESSES})
        for address in found:
            try:
                validate_email(address)
            except ValidationError as refusal:
                raise ValidationError(_("“%(words)s” is no e-mail."), params={"words": address[:80]}) from refusal
        return "\n".join(found)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not {"people", "addresses"} & self.errors.keys() and not data.get("people") and not data.get("addresses"):
            self.add_error("people", _("Name somebody, or write an e-mail below."))
        return data

    def values(self) -> dict[str, Any]:
        """What `Mailing` takes."""
        data = self.cleaned_data
        rhythm, _dash, day = data["when"].partition("-")
        view = self.views.get(data["what"])
        cut = "" if view else data["what"].removeprefix("report-")
        return {**{name: data[name] for name in ALONE}, "rhythm": rhythm, "day": int(day), "view": view, "cut": cut}


def _moments() -> list[tuple[str, list[tuple[str, str]]]]:
    weekdays = [
        (f"weekly-{day + 1}", gettext("Every %(weekday)s") % {"weekday": name}) for day, name in WEEKDAYS.items()
    ]
    days = [(f"monthly-{day}", gettext("Day %(day)s of the month") % {"day": day}) for day in range(1, 29)]
    return [(str(Frequency.WEEKLY.label), weekdays), (str(Frequency.MONTHLY.label), days)]


def _started_from(mailing: Mailing) -> dict[str, Any]:
    return {
        **{name: mailing.value_of(name) for name in (*ALONE, "version")},
        "what": f"report-{mailing.cut}" if mailing.cut else f"view-{mailing.view_id}",
        "when": f"{mailing.rhythm}-{mailing.day}",
    }
