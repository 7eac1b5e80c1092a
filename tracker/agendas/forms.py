"""What was said of a follow-up at a meeting, and whether it was moved on there."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.agendas.models import Appearance
from tracker.directory import choosable_names
from tracker.directory.form_fields import let_add, organisation_field
from tracker.follow_ups import statuses
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.confirming import lacks_evidence
from tracker.follow_ups.statuses import Status
from tracker.kit.form_fields import MultiLineField, SingleLineField, TypedDateField, VersionField
from tracker.kit.row_by_name_field import key_in
from tracker.kit.set_up_fields import set_up_fields

MOST_KEYS = 200


class DiscussForm(forms.Form):
    """Every status is taken, and of them those are shown to which it can go: it may have moved on meanwhile."""

    said = MultiLineField(
        label=_("What was said"), required=False, max_length=20_000, help_text=_("It stays with this meeting.")
    )
    confirms = forms.BooleanField(label=_("Confirmed there: it is done"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[("", ""), *Status.choices], required=False)
    waiting_on = organisation_field(label=_("Waiting on"))
    review_on = TypedDateField(label=_("Until"), required=False)
    reason = SingleLineField(
        label=_("Reason"), required=False, max_length=500,
        help_text=_("It stands in the history of the follow-up. Needed when it is declined, dropped or reopened."),
    )  # fmt: skip
    version = VersionField(required=False)

    def __init__(self, data: Any, *, appearance: Appearance, follow_up: FollowUp, user: User) -> None:
        started = {"said": appearance.said, "version": appearance.version, "waiting_on": follow_up.partner}
        super().__init__(data, initial=started, auto_id="deed_%s")
        self.follow_up = follow_up
        fields: dict[str, Any] = self.fields
        fields["said"].widget.attrs["rows"] = 3
        fields["status"].widget.choices = _choices(follow_up)
        if not follow_up.is_to_confirm:
            del fields["confirms"]
        set_up_fields(
            self, rows={"waiting_on": choosable_names.organisations(user)}, whole=["said", "status", "reason"],
            unmarked=["said", "status", "waiting_on", "review_on", "reason"],
        )  # fmt: skip
        let_add(self, user, organisations=["waiting_on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.moves_to and data.get("confirms"):
            self.add_error("status", _("What is confirmed stays as it is. Do one or the other."))
        if self.moves_to:
            for field in statuses.needs(self.follow_up.status, self.moves_to):
                if not data.get(field) and field not in self.errors:
                    self.add_error(field, statuses.SENTENCES[field])
            if lacks_evidence(self.follow_up, self.moves_to, data.get("reason") or data.get("said")):
                self.add_error("said", statuses.SENTENCES["evidence"])
        return data

    @property
    def moves_to(self) -> str:
        """The status to which it goes; empty where it stays, or cannot go there any more."""
        wanted: str = self.cleaned_data.get("status", "")
        return wanted if wanted in statuses.next_of(self.follow_up.status, self.follow_up.kind) else ""

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody moved it meanwhile to where it cannot go from to what was chosen."""
        return bool(self.cleaned_data["status"]) and self.cleaned_data["status"] not in (
            self.follow_up.status,
            self.moves_to,
        )

    def moved(self, waiting_on: Any) -> dict[str, Any]:
        """What the verb takes of how it is moved on."""
        if not self.moves_to:
            return {"confirms": self.cleaned_data.get("confirms", False)}
        review_on: date | None = self.cleaned_data["review_on"]
        waits = {"waiting_on": waiting_on, "review_on": review_on} if self.moves_to == Status.WAITING else {}
        return {"status": self.moves_to, "reason": self.cleaned_data["reason"], **waits}


def _choices(follow_up: FollowUp) -> list[tuple[str, Any]]:
    stays = gettext("stays: %(status)s") % {"status": follow_up.get_status_display()}
    return [("", stays), *((each.value, each.label) for each in statuses.next_of(follow_up.status, follow_up.kind))]


def keys_in(words: list[str]) -> list[int]:
    """The keys that ticks bring, each once, as far as they are some and no more than a page has."""
    keys = (key_in(each) for each in words[:MOST_KEYS])
    return [*dict.fromkeys(key for key in keys if key)]
