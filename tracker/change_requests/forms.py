"""The forms by which a change of what was promised is asked for, granted and refused."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.change_requests.states import Asked
from tracker.change_requests.whom_to_ask import whom_to_ask
from tracker.directory import choosable_names
from tracker.directory.form_fields import let_add, person_field
from tracker.directory.models import Person
from tracker.follow_ups.action_forms import ActionForm
from tracker.follow_ups.forms import due_field
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import SENTENCES
from tracker.history.once import KeyField
from tracker.history.stored_values import raw
from tracker.kit.date_as_said_field import DateAsSaidField
from tracker.kit.dates.as_said import last_day
from tracker.kit.form_fields import MultiLineField
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.next_meeting import count_from_meeting


class AskForm(ActionForm):
    """Who asks may have no account: whoever may edit says who it is, others ask themselves."""

    kind = forms.ChoiceField(label=_("What you ask for"), choices=Asked)
    due_on = due_field()
    reason = MultiLineField(label=_("Reason"), max_length=2_000, error_messages={"required": SENTENCES["reason"]})
    asked_by = person_field(label=_("Asked by"), help_text=_("Leave it empty when you ask yourself."))
    key = KeyField()

    def __init__(self, data: QueryDict | None, *, follow_up: FollowUp, user: User) -> None:
        super().__init__(data, initial={"asked_by": None if permissions.owns(user, follow_up) else follow_up.owner})
        self.follow_up, self.user = follow_up, user
        if not permissions.may_log(user):
            del self.fields["asked_by"]
        self.fields["reason"].widget.attrs["rows"] = 3
        self.fields["reason"].help_text = _whom(follow_up)
        due = cast("DateAsSaidField", self.fields["due_on"])
        due.label, due.help_text, due.help_stays = (
            _("New due date"),
            _("Leave it empty when it is to be dropped."),
            True,
        )
        rows = {"asked_by": choosable_names.people(user)} if "asked_by" in self.fields else {}
        set_up_fields(self, rows=rows, whole=["reason"], unmarked=["kind", "due_on", "reason"])
        let_add(self, user, people=["asked_by"])
        count_from_meeting(due, follow_up.meeting, user, is_moved=True)

    def clean_asked_by(self) -> Person | None:
        own: Person | None = getattr(self.user, "person", None)
        named: Person | None = self.cleaned_data["asked_by"]
        return named or own

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Asked.DROP:
            data["due_on"] = None
            self.errors.pop("due_on", None)
        elif "due_on" not in self.errors and (problem := self._problem_with_date(data.get("due_on"))):
            self.add_error("due_on", problem)
        return data

    def _problem_with_date(self, due_on: Any) -> Any:
        day: date | None = last_day(due_on)
        if day is None:
            return _("Say by which day it is to be done.")
        if day < timezone.localdate():
            return _("This day has passed. Ask for one to come.")
        return _("It is due then already.") if raw(due_on) == raw(self.follow_up.due) else None

    def asked(self) -> dict[str, Any]:
        """What the verb takes, but for a name that is new."""
        return {name: self.cleaned_data[name] for name in ("due_on", "reason", "key")}

    @property
    def person(self) -> Person | None:
        own: Person | None = getattr(self.user, "person", None)
        person: Person | None = self.cleaned_data.get("asked_by", own)
        return person


class AnswerForm(ActionForm):
    """Managers and recorders answer themselves; whoever else notes it says who did. Nobody answers what they asked."""

    answered_by = person_field()
    answer = MultiLineField(label=_("In their words"), required=False, max_length=2_000)

    def __init__(self, data: QueryDict | None, *, asked: ChangeRequest, user: User, grants: bool) -> None:
        super().__init__(data)
        self.asked, self.user, self.grants = asked, user, grants
        self.fields["answer"].widget.attrs["rows"] = 3
        if not grants:
            self.fields["answer"].label = _("Reason")
        own: Person | None = getattr(user, "person", None)
        self.own = own if permissions.may_answer_alone(user, asked) and own != asked.asked_by else None
        if not permissions.may_log(user):
            # Who may name nobody answers for themselves.
            del self.fields["answered_by"]
            set_up_fields(self, whole=["answer"], unmarked=[] if grants else ["answer"])
            return
        named: Any = self.fields["answered_by"]
        named.label = _("Granted by") if grants else _("Refused by")
        named.help_text = _who_may(asked.follow_up, is_alone=self.own is not None)
        unmarked = [*([] if self.own else ["answered_by"]), *([] if grants else ["answer"])]
        set_up_fields(self, rows={"answered_by": choosable_names.people(user)}, whole=["answer"], unmarked=unmarked)
        let_add(self, user, people=["answered_by"])

    def clean_answered_by(self) -> Person | None:
        person: Person | None = self.cleaned_data["answered_by"] or self.own
        if person is None:
            raise forms.ValidationError(_("Say who answered."))
        if person == self.asked.asked_by:
            raise forms.ValidationError(_("They asked for it. Name somebody else who answers."))
        return person

    @property
    def who(self) -> Person | None:
        """May be a name that is new."""
        named: Person | None = self.cleaned_data.get("answered_by", self.own)
        return named

    def clean_answer(self) -> str:
        words: str = self.cleaned_data["answer"]
        if not self.grants and not words:
            raise forms.ValidationError(SENTENCES["reason"])
        return words


def _whom(follow_up: FollowUp) -> str:
    return gettext("It goes to %(whom)s: say why it cannot be done as it was promised.") % {
        "whom": whom_to_ask(follow_up)
    }


def _who_may(follow_up: FollowUp, *, is_alone: bool) -> str:
    words = {"whom": whom_to_ask(follow_up)}
    if is_alone:
        return (
            gettext("Somebody of %(whom)s, for instance by telephone. Leave it empty when you answer yourself.") % words
        )
    return gettext("Somebody of %(whom)s, or a manager.") % words
