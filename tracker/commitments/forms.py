"""How a list of commitments is made public: under which title, until when, in which language."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.commitments.asked import Asked
from tracker.commitments.models import LONGEST_TITLE
from tracker.history.once import KeyField
from tracker.kit.date_formats import format_date
from tracker.kit.form_fields import SingleLineField, TypedDateField
from tracker.kit.set_up_fields import set_up_fields

# A year unless somebody says otherwise, and five at most.
USUAL, LONGEST = timedelta(days=365), timedelta(days=5 * 366)


class PublishForm(forms.Form):
    title = SingleLineField(label=_("Title"), max_length=LONGEST_TITLE)
    until = TypedDateField(
        label=_("Open until"), prefer="future", help_text=_("After that day the address leads nowhere.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    names_people = forms.BooleanField(
        label=_("Name who is in charge"), required=False, help_text=_("Else only the unit stands there.")
    )
    key = KeyField()

    def __init__(self, data: Any, *, asked: Asked) -> None:
        self.today: date = asked.today
        usual = {"title": asked.title[:LONGEST_TITLE], "until": format_date(asked.today + USUAL)}
        super().__init__(data, initial={**usual, "language": get_language()})
        set_up_fields(self, whole=["title", "names_people"])

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise ValidationError(_("This day is past. Choose one to come."))
        if until > self.today + LONGEST:
            raise ValidationError(_("Five years are the longest. Make it public anew then."))
        return until
