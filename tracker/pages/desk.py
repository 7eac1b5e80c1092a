"""My desk, the home page: what a person owns that needs them now, by the definitions that every page shares."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.adapter import SIGNED_IN_NOW
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.follow_ups import conditions
from tracker.follow_ups.list.saved_views import note_use
from tracker.follow_ups.models import FollowUp, Kind, SavedView, StartView
from tracker.history.models import Entry
from tracker.history.visible import without_hidden
from tracker.history.wording import summary
from tracker.invitations.models import Step
from tracker.invitations.step_schedule import StepKind
from tracker.lists.paging import Count, capped_count, capped_counts
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting

MOST_LINES = 8
LATELY = timedelta(days=14)
STEPS_AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Section:
    """One heap on the desk; `query` opens the whole of it in the list; `empty` says what would appear here."""

    name: str
    title: str | Promise
    count: Count
    rows: list[FollowUp]
    query: str
    empty: str | Promise

    @property
    def more(self) -> bool:
        return self.count.number > len(self.rows)


@dataclass(frozen=True, slots=True)
class RecentChange:
    """An entry of somebody else, with the follow-up it is about."""

    entry: Entry
    follow_up: FollowUp
    words: str


def sections(user: User, today: date) -> list[Section]:
    mine = FollowUp.objects.visible_to(user).of_account(user).awake_for(user, today)
    by_due = ("due_order", "id")
    kinds: dict[str, tuple[Any, Q, tuple[str, ...], str, Any]] = {
        "late": (_("Late"), conditions.late(today), by_due, "late=on", _("Nothing is late.")),
        "week": (_("Due this week"), conditions.due_this_week(today), by_due, "week=on",
                 _("What falls due up to Sunday appears here.")),
        "owed": (_("They owe us"), conditions.OWED_BY_PARTNER, by_due, "status=active&owed_by=partner",
                 _("What a partner owes us stands here, with the day since when; it is never late.")),
        "waiting": (_("Waiting on others"), conditions.WAITING & conditions.OURS, ("review_on", "id"),
                    "status=waiting&owed_by=us",
                    _("When you wait on a partner, it stands here with the day to ask again.")),
        "pending": (_("Pending resources"), conditions.PENDING & conditions.OURS, by_due,
                    "status=pending_resources&owed_by=us",
                    _("What waits for money or people appears here; it is never late.")),
        "undated": (_("Without date"), conditions.UNDATED, ("-id",), "undated=on",
                    _("Follow-ups of yours that have no due date appear here. Give each a date.")),
    }  # fmt: skip
    counts = capped_counts(mine.active(), {name: heap for name, (_title, heap, *_rest) in kinds.items()})
    return [
        Section(
            name, title, counts[name], list(mine.filter(heap).with_names().order_by(*order)[:MOST_LINES]), query, empty
        )
        for name, (title, heap, order, query, empty) in kinds.items()
    ]


def passed(user: User, today: date) -> Section:
    """Invitations whose event is over, of which nobody has said whether they were delivered."""
    rows = FollowUp.objects.visible_to(user).of_account(user).awake_for(user, today).passed(today)
    shown = list(rows.with_names().order_by("event_on", "id")[:MOST_LINES])
    return Section("passed", _("Delivered or lapsed?"), capped_count(rows), shown, "passed=on", "")


def snoozed(user: User, today: date) -> list[FollowUp]:
    """What this person keeps off their desk, soonest back first; `back_on` is the day."""
    rows = FollowUp.objects.visible_to(user).of_account(user).active().snoozed_by(user, today)
    return list(rows.annotate(back_on=F("snoozes__until")).with_classification().order_by("back_on", "id")[:MOST_LINES])


def next_steps(user: User, today: date) -> list[Step]:
    """The open steps of events that are this person's to do, up to a week from today."""
    person = getattr(user, "person", None)
    active = FollowUp.objects.visible_to(user).active()
    mine = active.filter(kind=Kind.INVITATION, owner=person).values_list("invitation", flat=True) if person else ()
    own = Q(owner=person) | Q(owner=None, invitation__in=[key for key in mine if key])
    due = Step.objects.filter(own, done_on=None, due_on__lte=today + STEPS_AHEAD).exclude(kind=StepKind.DELIVER)
    shown = active.filter(pk__in=due.values("invitation__follow_up")).values("pk")
    steps = due.filter(invitation__follow_up__in=shown).select_related("invitation__follow_up__owner", "owner")
    return list(steps[:MOST_LINES]) if person else []


def lately(user: User, today: date) -> list[RecentChange]:
    """What others did to what this person owns or recorded, newest first."""
    since = timezone.make_aware(datetime.combine(today - LATELY, time.min))
    concerned = FollowUp.objects.visible_to(user).filter(
        Q(owner__account=user) | Q(recorder=user), updated_at__gte=since
    )
    entries = (
        Entry.objects.about(FollowUp)
        .filter(at__gte=since, object_id__in=concerned.values("pk"))
        .exclude(by=user)
        .select_related("by", "content_type")
        .order_by("-id")[:MOST_LINES]
    )
    found = without_hidden(list(entries), user)
    rows = FollowUp.objects.in_bulk([entry.object_id for entry in found])
    return [RecentChange(entry, rows[entry.object_id], summary(entry)) for entry in found]


def ending_agreements(user: User, today: date) -> list[Mandate]:
    """Agreements that whoever looks after partners should know will end soon."""
    if not permissions.may_log(user):
        return []
    return list(Mandate.objects.visible_to(user).agreements().ending_soon(today).with_names().by_end()[:5])


def next_meetings(user: User, today: date) -> list[Meeting]:
    return list(Meeting.objects.visible_to(user).upcoming(today)[:5])


def headline(late: int, week: int) -> str:
    """Such as "Two are late, three are due this week"."""
    if not late and not week:
        return gettext("Nothing is late, nothing is due this week")
    parts = []
    if late:
        parts.append(ngettext("%(number)s is late", "%(number)s are late", late) % {"number": apnumber(late)})
    if week:
        words = ngettext("%(number)s is due this week", "%(number)s are due this week", week)
        parts.append(words % {"number": apnumber(week)})
    return capfirst(", ".join(parts))


@require_safe
def my_desk(request: Request) -> HttpResponse:
    if request.session.pop(SIGNED_IN_NOW, False) and (start := _start(request)):
        return redirect(start)
    today = timezone.localdate()
    heaps = sections(request.user, today)
    counts = {section.name: section.count.number for section in heaps}
    over = passed(request.user, today)
    context = {
        "today": today,
        "headline": headline(counts["late"], counts["week"]),
        "sections": heaps,
        "passed": over,
        "snoozed": (asleep := snoozed(request.user, today)),
        "steps": next_steps(request.user, today),
        "is_empty": not any(counts.values()) and not over.rows and not asleep,
        "meetings": next_meetings(request.user, today),
        "ending": ending_agreements(request.user, today),
        "lately": lately(request.user, today),
    }
    return render(request, "pages/desk.html", context)


def _start(request: Request) -> SavedView | None:
    """The view with which this person starts. Whether there are any is asked once, when they sign in."""
    if SavedView.objects.visible_to(request.user).exists():
        note_use(request)
    return StartView.of(request.user)
