"""To whom a link is given, until when, and whether by mail."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.directory.models import Organisation, Person
from tracker.directory.people.mail_address import address_of
from tracker.history.once import KeyField
from tracker.kit.date_formats import format_date
from tracker.kit.form_fields import TypedDateField
from tracker.kit.set_up_fields import set_up_fields
from tracker.partner_links.contacts import contacts_of
from tracker.setup.mail_server import sends_mail

# Three months unless somebody says otherwise, and a year at most.
USUAL, LONGEST = timedelta(days=90), timedelta(days=366)


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """With where mail to them goes, if that is known."""

    def label_from_instance(self, obj: Any) -> str:
        address = address_of(obj)
        return f"{obj}, {address}" if address else str(obj)


class LinkForm(forms.Form):
    person = PersonChoice(
        Person.objects.none(), label=_("Contact"), help_text=_("Whoever holds a post there."), empty_label=None
    )
    until = TypedDateField(
        label=_("Open until"), prefer="future", help_text=_("After that day the link leads nowhere.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    by_mail = forms.BooleanField(
        label=_("Send it to them by mail"), required=False, help_text=_("Else copy it from the next page.")
    )
    key = KeyField()

    def __init__(self, data: Any, *, organisation: Organisation, today: date) -> None:
        self.today = today
        usual = {"until": format_date(today + USUAL), "language": get_language()}
        super().__init__(data, initial=usual)
        people: Any = self.fields["person"]
        people.queryset = contacts_of(organisation, today).select_related("account")
        set_up_fields(self, whole=["person", "by_mail"], unmarked=["by_mail"])
        if not sends_mail():
            del self.fields["by_mail"]

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise ValidationError(_("This day is past. Choose one to come."))
        if until > self.today + LONGEST:
            raise ValidationError(_("A year is the longest. Make another link then."))
        return until

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        person = data.get("person")
        if person and data.get("by_mail") and not address_of(person):
            self.add_error("by_mail", _("No e-mail of theirs is known. Enter it on their page, or copy the link."))
        return data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("person", "until", "language", "key")}

    @property
    def address(self) -> str:
        """Where the link is mailed to; empty where it is copied."""
        return address_of(self.cleaned_data["person"]) if self.cleaned_data.get("by_mail") else ""
