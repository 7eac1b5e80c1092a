"""The forms of notes: their words, the day of what happened, how it goes, and whom they mention."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.follow_ups.action_forms import ActionForm
from tracker.follow_ups.choices import Progress
from tracker.follow_ups.models import FollowUp
from tracker.kit.form_fields import MultiLineField, TypedDateField
from tracker.kit.set_up_fields import set_up_fields
from tracker.notes.mentioned import Mentioned, mentioned_in, naming_nobody
from tracker.notes.who_sees import seeing


class WordsForm(ActionForm):
    """Words that may mention people. `mentions` are those of them who see what it is about."""

    note = MultiLineField(label=_("Note"), max_length=20_000, help_text=_("Type @ and a name to tell somebody of it."))

    def __init__(
        self, data: QueryDict | None, *, follow_up: FollowUp, user: User, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.follow_up, self.user = follow_up, user
        self.mentions: list[User] = []
        set_up_fields(self, whole=["note"])
        asks = {"data-mentions": reverse("notes:names", args=[follow_up.pk]), "data-names": _("Names offered")}
        self.fields["note"].widget.attrs |= {"rows": 3, **asks}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        named = mentioned_in(data.get("note", ""), choosable_names.people(self.user))
        self.mentions = seeing([each.user for each in named], self.follow_up)
        if blind := [each for each in named if each.user not in self.mentions]:
            self._ask_about(blind)
        return data

    @property
    def untold(self) -> list[str]:
        """Words after the sign that name nobody who could be told."""
        return naming_nobody(self.cleaned_data["note"], choosable_names.people(self.user))

    def _ask_about(self, blind: list[Mentioned]) -> None:
        """Whom it names and who does not see it: named all the same, they are only words."""
        box = "named_only"
        self.fields[box] = forms.BooleanField(label=_("Name them all the same, without telling them"), required=False)
        self.order_fields(["note", box])
        if not self.data.get(self.add_prefix(box)):
            names = ", ".join(str(each.person) for each in blind)
            sentence = ngettext(
                "%(names)s does not see this restricted follow-up: leave the name out, or tick the box below.",
                "%(names)s do not see this restricted follow-up: leave the names out, or tick the box below.",
                len(blind),
            )
            self.add_error("note", sentence % {"names": names})


class NoteForm(WordsForm):
    on = TypedDateField(label=_("Day"), prefer="past", required=False)
    progress = forms.TypedChoiceField(
        label=_("State of progress"), choices=[("", _("Not said")), *Progress.choices], coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip

    def __init__(
        self, data: QueryDict | None = None, *, follow_up: FollowUp, user: User, auto_id: str = "deed_%s"
    ) -> None:
        super().__init__(data, follow_up=follow_up, user=user, initial={"on": timezone.localdate()})
        # On the page of the follow-up, over which the others open.
        self.auto_id = auto_id
        set_up_fields(self, unmarked=["on", "progress"])

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. A note tells what was."))
        return on
