"""The two forms of a step, sent as one: what was said and became of it, and what is agreed anew."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.agendas.forms import DiscussForm
from tracker.agendas.models import Appearance
from tracker.agendas.points.models import Point, hold
from tracker.agendas.points.outcomes import log_outcome
from tracker.agendas.save_discussed import save_discussed
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.follow_ups.views.shared import say_overtaken
from tracker.history.editing import save_over
from tracker.history.models import Entry
from tracker.history.undo_page import tell_change
from tracker.kit.form_responses import tell
from tracker.meetings.models import Meeting
from tracker.pages.meetings.run.forms import OutcomeForm, SayForm
from tracker.pages.meetings.run.steps import Step


class StepForms:
    """`thing` is what was said of: a point, or a follow-up on the agenda."""

    def __init__(self, data: Any, meeting: Meeting, step: Step, user: User) -> None:
        self.meeting, self.step, self.user = meeting, step, user
        self.outcome = OutcomeForm(data, meeting=meeting, user=user)
        self.thing: Point | Appearance = step.each.point
        self.said: SayForm | DiscussForm = SayForm(data, point=step.each.point)
        if step.item and (appearance := step.item.line.appearance):
            self.thing, follow_up = appearance, step.item.follow_up
            self.said = DiscussForm(data, appearance=appearance, follow_up=follow_up, user=user)

    def are_valid(self) -> bool:
        said, outcome = self.said.is_valid(), self.outcome.is_valid()
        return said and outcome

    def save(self, request: Request, *, is_over: bool) -> None:
        """Raises `Clashed`. What is only left for another step is noted if something was typed."""
        entry: Entry | None = None
        if isinstance(self.said, DiscussForm) and isinstance(self.thing, Appearance):
            entry = self._save_follow_up(request, self.said, self.thing, is_over=is_over)
            words, undo_at = self.step.item.follow_up.reference if self.step.item else "", "agendas:undo"
        elif isinstance(self.thing, Point):
            entry = self._save_point(self.thing, is_over=is_over)
            words, undo_at = f"“{self.thing}”", "agendas:point_undo"
        if entry:
            is_said = self.said.cleaned_data["said"]
            told = _("What was said of %(reference)s is saved.") if is_said else _("Discussed: %(reference)s")
            tell_change(request, self.thing, entry, told % {"reference": words}, undo_at)
        self._log_outcome(request)

    def _save_point(self, point: Point, *, is_over: bool) -> Entry | None:
        values, version = {"said": self.said.cleaned_data["said"]}, self.said.cleaned_data["version"]
        if not is_over and values["said"] == point.said:
            return None
        saved = save_over(point, version, values, by=self.user, verb=point.discuss)
        return saved or (point.discuss(by=self.user) if is_over and not point.discussed_at else None)

    def _save_follow_up(self, request: Request, form: DiscussForm, item: Appearance, *, is_over: bool) -> Entry | None:
        if form.is_overtaken:
            say_overtaken(request, form.follow_up, Status(form.cleaned_data["status"]).label)
        is_typed = form.moves_to or form.cleaned_data["said"] != item.said
        return save_discussed(item, form, by=self.user) if is_over or is_typed else None

    def _log_outcome(self, request: Request) -> None:
        data = self.outcome.cleaned_data
        if data["title"]:
            values = {name: data[name] for name in ("title", "owner", "due_on", "key")}
            made = log_outcome(self._point(), by=self.user, partner=self._partner(), **values)
            words = _("%(reference)s is logged.") % {"reference": made.reference}
            tell(request, words, about=made, undo=reverse("follow_ups:remove", args=[made.pk]))

    def _point(self) -> Point:
        if self.step.each.point.pk:
            return self.step.each.point
        hold(self.meeting)
        return Point.arising_at(self.meeting, by=self.user)

    def _partner(self) -> Any:
        follow_up: FollowUp | None = self.step.item.follow_up if self.step.item else None
        return follow_up.partner if follow_up else None
