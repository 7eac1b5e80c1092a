"""The form by which somebody notes that what was reported done was confirmed."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.form_fields import let_add, person_field
from tracker.directory.models import Person
from tracker.follow_ups.action_forms import ActionForm
from tracker.follow_ups.models import FollowUp
from tracker.kit.date_formats import format_date
from tracker.kit.form_fields import MultiLineField, TypedDateField
from tracker.kit.set_up_fields import set_up_fields


class ConfirmForm(ActionForm):
    """Managers and those to whom it was promised confirm it themselves; whoever else notes it says who did.

    Nobody confirms what they did themselves, and only who may log names others.
    """

    confirmed_by = person_field(label=_("Confirmed by"))
    confirmed_on = TypedDateField(label=_("On"), prefer="past")
    note = MultiLineField(label=_("Note"), required=False, max_length=5_000)

    def __init__(self, data: QueryDict | None, *, follow_up: FollowUp, user: User) -> None:
        super().__init__(data, initial={"confirmed_on": timezone.localdate()})
        self.follow_up, self.user = follow_up, user
        owns = follow_up.owner is not None and follow_up.owner == getattr(user, "person", None)
        self.is_alone = permissions.may_confirm_alone(user, follow_up) and not owns
        self.fields["note"].widget.attrs["rows"] = 3
        if not permissions.may_log(user):
            del self.fields["confirmed_by"]
            set_up_fields(self, whole=["note"])
            return
        self.fields["confirmed_by"].help_text = _whom(follow_up, self.is_alone)
        named = {"confirmed_by": choosable_names.people(user)}
        set_up_fields(self, rows=named, whole=["note"], unmarked=[] if self.is_alone else ["confirmed_by"])
        let_add(self, user, people=["confirmed_by"])

    def clean_confirmed_by(self) -> Person | None:
        person: Person | None = self.cleaned_data["confirmed_by"] or self._own()
        if person is None and not self.is_alone:
            raise forms.ValidationError(_("Say who confirmed it."))
        if person and person == self.follow_up.owner:
            raise forms.ValidationError(_("Its owner reported it done. Name somebody else who confirms it."))
        return person

    def _own(self) -> Person | None:
        return getattr(self.user, "person", None) if self.is_alone else None

    def clean_confirmed_on(self) -> date:
        on: date = self.cleaned_data["confirmed_on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        if self.follow_up.reported_on and on < self.follow_up.reported_on:
            words = _("It was reported done later than that, on %(day)s.")
            raise forms.ValidationError(words % {"day": format_date(self.follow_up.reported_on)})
        return on

    @property
    def who(self) -> Any:
        """May be a name that is new."""
        return self.cleaned_data["confirmed_by"] if "confirmed_by" in self.fields else self._own()

    def confirmed(self) -> dict[str, Any]:
        """What the verb takes besides."""
        return {"on": self.cleaned_data["confirmed_on"], "note": self.cleaned_data["note"]}


def _whom(follow_up: FollowUp, is_alone: bool) -> str:
    words = {"partner": follow_up.partner or gettext("the partner")}
    if is_alone:
        return gettext("Somebody of %(partner)s, for instance. Leave it empty when you confirm it yourself.") % words
    return gettext("Somebody of %(partner)s, or a manager.") % words
