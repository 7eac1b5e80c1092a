"""A change of what was promised, asked of the one to whom it was promised: another date, or to drop it."""

from collections.abc import Iterator, Mapping, Set
from functools import partial
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import Closed
from tracker.accounts.models import User
from tracker.change_requests.queries import ChangeRequestQuerySet
from tracker.change_requests.states import Asked, State
from tracker.directory.models import Person
from tracker.directory.restricted_names import Name, names_in_columns, open_names
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.models import Channel, Entry
from tracker.history.once import once
from tracker.history.tracked_model import Tracked
from tracker.history.undo import may_undo, undo
from tracker.history.write_entry import write_entry
from tracker.kit.dates.as_said import LONGEST_WORDS, Said, said_of

UNANSWERED: Mapping[str, Any] = {"answered_by": None, "answered_at": None, "answer": ""}


class AskedAlready(Exception):  # noqa: N818
    """A request about the follow-up is open: only one at a time is."""

    def __init__(self, request: "ChangeRequest") -> None:
        super().__init__()
        self.request = request


class ChangeRequest(Tracked):
    """`outcome` is the entry of the follow-up that granted it or overtook it: undone, the request is open again.

    Asked by a link it is recorded by nobody: `asked_by` need not have an account.
    """

    GATES = {
        "": lambda user, row: permissions.may_ask(user, row.follow_up),
        # Whoever it was promised to takes back how they answered.
        **dict.fromkeys(
            ("granted", "refused", "answered_by", "answered_at", "answer", "outcome"), permissions.may_answer
        ),
    }
    OPENING = ("follow_up",)
    OTHER_WAY_BACK = frozenset({"overtaken"})
    AS_SAID = {"due_on": ("due_begins", "due_words")}

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="change_requests")
    kind = models.CharField(_("what is asked for"), max_length=4, choices=Asked)
    due_on = models.DateField(_("new due date"), null=True, blank=True)
    due_begins = models.DateField(_("new due date, first day"), null=True, editable=False)
    due_words = models.CharField(_("new due date, as said"), max_length=LONGEST_WORDS, blank=True, editable=False)
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, verbose_name=_("asked by"), related_name="asked_changes"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("recorded by"), related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, verbose_name=_("answered by"), related_name="answered_changes"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answer = models.TextField(_("answer"), blank=True)
    outcome = models.ForeignKey(
        Entry, models.SET_NULL, null=True, editable=False, verbose_name=_("what came of it"), related_name="+"
    )
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = ChangeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a change")
        verbose_name_plural = _("requests for a change")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "key"], name="change_asked_once"),
            models.UniqueConstraint(fields=["follow_up"], name="change_request_alone", condition=Q(state=State.OPEN)),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) ^ Q(kind=Asked.DROP), name="change_request_says_what"
            ),
        ]
        indexes = [models.Index(fields=["asked_at", "id"], name="change_request_open", condition=Q(state=State.OPEN))]

    def __str__(self) -> str:
        return f"{self.follow_up.reference} · {self.said}"

    def get_absolute_url(self) -> str:
        return self.follow_up.get_absolute_url()

    @property
    def said(self) -> str:
        """What is asked for, in a few words."""
        return self.say(self.kind, self.due)

    @staticmethod
    def say(kind: str, due: Said | None) -> str:
        return Asked(kind).said(due)

    @property
    def due(self) -> Said | None:
        return said_of(self.due_begins, self.due_on, self.due_words)

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def closed_by(self) -> Closed:
        return self.follow_up.closed_by

    def restricted_names(self) -> Iterator[Name]:
        return names_in_columns(self)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        open_names(self, changed, by=by)

    @classmethod
    @transaction.atomic
    def ask(
        cls, follow_up: FollowUp, *, by: User | None, reason: str, due_on: Said | None = None,
        asked_by: Person | None = None, key: UUID | None = None, channel: str = Channel.WEB,
    ) -> Self:  # fmt: skip
        """For that due date; without one, to drop it. Raises `AskedAlready`; ValidationError once it has ended."""
        kind = Asked.DATE if due_on else Asked.DROP
        values = {"kind": kind, "due_on": due_on, "reason": reason, "asked_by": asked_by, "recorded_by": by}
        _hold(follow_up)
        maker = by or permissions.anybody()
        ask = partial(cls._ask, follow_up, by, channel, key=key, **values)
        return once(cls, ask, key=key, maker=maker, follow_up=follow_up)

    @classmethod
    def _ask(cls, follow_up: FollowUp, by: User | None, channel: str, **values: Any) -> Self:
        if found := cls.objects.open().filter(follow_up=follow_up).first():
            raise AskedAlready(found)
        if not follow_up.is_active:
            raise ValidationError(gettext("It has ended: there is nothing left to ask for."))
        row = cls(follow_up=follow_up, **cls.spread(values))
        row.save(force_insert=True)
        name = str(row.asked_by or "") if by is None else ""
        write_entry(row, "asked", by=by, by_name=name, channel=channel, version=row.version, note=row.reason)
        row.follow_through({"asked_by"}, by=by)
        return row

    @transaction.atomic
    def grant(self, *, by: User, answered_by: Person | None = None, answer: str = "") -> Entry | None:
        """Make the change that was asked for. None where the request is not open any more."""
        follow_up = self._hold()
        if not self.is_open:
            return None
        # What it asks for does not overtake it.
        ChangeRequest.objects.filter(pk=self.pk).update(state=State.GRANTED)
        if self.kind == Asked.DROP:
            outcome = follow_up.move_to(Status.DROPPED, by=by, reason=self.reason)
        else:
            outcome = follow_up.set_due(self.due, by=by, reason=self.reason)
        return self._answer("granted", State.GRANTED, by, answered_by, answer, outcome=outcome)

    @transaction.atomic
    def refuse(self, *, by: User, answered_by: Person | None = None, answer: str) -> Entry | None:
        """It stays as it was promised. None where the request is not open any more."""
        self._hold()
        return self._answer("refused", State.REFUSED, by, answered_by, answer) if self.is_open else None

    @transaction.atomic
    def withdraw(self, *, by: User) -> Entry | None:
        self._hold()
        return self.change("withdrew", by=by, state=State.WITHDRAWN) if self.is_open else None

    def follow(self, changed: Set[str], last: Entry, *, by: User | None) -> None:
        """The follow-up was `changed` otherwise, as its `last` entry says, or what closed this was taken back by it."""
        if self.is_open and self._is_overtaken(changed):
            self.change("overtaken", by=by, state=State.OVERTAKEN, outcome=last)
        elif not self.is_open and self._is_taken_back(last):
            if not self.follow_up.change_requests.open().exists():
                self._open_again(by)
            elif self.state == State.GRANTED:
                self._close_again(last, by)

    def _is_overtaken(self, changed: Set[str]) -> bool:
        moves = self.kind == Asked.DATE and "due_on" in changed
        return moves or not self.follow_up.is_active or self.follow_up.is_removed

    def _is_taken_back(self, last: Entry) -> bool:
        if not self.follow_up.is_active or self.follow_up.is_removed:
            return False
        is_back = last.verb == "restored" and self.outcome is not None and self.outcome.verb == "removed"
        is_undone = last.undoes_id is not None and last.undoes_id == self.outcome_id
        return is_undone or is_back

    def _open_again(self, by: User | None) -> None:
        closed = self.history.filter(verb__in=["granted", "overtaken"], undone_by=None).first()
        self.change("undid", by=by, undoes=closed, state=State.OPEN, outcome=None, **UNANSWERED)

    def _close_again(self, last: Entry, by: User | None) -> None:
        """Another request is open: only one at a time is, and what was granted does not stand any more."""
        self.change("overtaken", by=by, state=State.OVERTAKEN, outcome=last, **UNANSWERED)

    def _answer(
        self, verb: str, state: str, by: User, answered_by: Person | None, answer: str, **outcome: Any
    ) -> Entry | None:
        who: dict[str, Any] = {"answered_by": answered_by, "answered_at": timezone.now(), "answer": answer}
        return self.change(verb, by=by, note=answer, state=state, **who, **outcome)

    def put_back(self, entry: Entry, values: Mapping[str, Any], *, by: User) -> Entry | None:
        """What was granted goes back with it. Raises NotLast where that changed again since."""
        follow_up, outcome = self._hold(), self.outcome
        if outcome and entry.by_id != by.pk and not may_undo(by, follow_up, outcome):
            raise ValidationError(gettext("It was granted by somebody else: that is not yours to take back."))
        if follow_up.change_requests.open().exists():
            raise ValidationError(gettext("Another request is open by now. Answer that first."))
        if outcome:
            undo(follow_up, outcome, by=by)
            self.refresh_from_db()
            last: Entry | None = self.history.first()
            return last
        if not follow_up.is_active:
            raise ValidationError(gettext("It has ended: there is nothing left to ask for."))
        return super().put_back(entry, values, by=by)

    def _hold(self) -> FollowUp:
        """The follow-up as it stands, which nobody else changes meanwhile; nor this."""
        _hold(self.follow_up)
        self.refresh_from_db(fields=["version", "state", "outcome"])
        return self.follow_up


def _hold(follow_up: FollowUp) -> None:
    follow_up.refresh_from_db(from_queryset=FollowUp.objects.select_for_update(of=("self",), no_key=True))
