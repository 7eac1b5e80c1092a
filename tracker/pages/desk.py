"""My desk, the home page: what a person owns, on heaps, and what else concerns them now."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain

from django import forms
from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.adapter import SIGNED_IN_NOW
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.backups.warnings import warnings_for
from tracker.change_requests.to_answer import to_answer
from tracker.follow_ups.choices import OwedBy
from tracker.follow_ups.closing.to_confirm import to_confirm
from tracker.follow_ups.desk_heaps import MOST_COUNTED, Heap, lying, rows_on_desk
from tracker.follow_ups.list.saved_views import note_use
from tracker.follow_ups.models import FollowUp, SavedView, StartView
from tracker.history.models import Entry
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import summary
from tracker.incoming_mail.models import Draft
from tracker.invitations.next_steps import next_steps
from tracker.kit.form_responses import tell
from tracker.lists.paging import Count
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.notes.mentions_of_person import mentions_of
from tracker.pages.first_steps import first_steps
from tracker.pages.leavers import leavers_who_own

MOST_LINES = 8
# What is far away needs no eye yet: the next of it will do.
LINES = dict.fromkeys(Heap, MOST_LINES) | {Heap.LATER: 3}
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Section:
    """A heap on which something lies, with its first rows; `owed` of all that lie there are owed by the partner."""

    name: Heap
    count: Count
    owed: int
    rows: list[FollowUp]

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
    """All heaps on which something lies, in their order: in three queries."""
    heaps = lying(user, today)
    first = {heap: [key for key, _owed_by in heaps.get(heap, ())][: LINES[heap]] for heap in Heap}
    rows = rows_on_desk([*chain(*first.values())], user, today)
    capped = sum(map(len, heaps.values())) > MOST_COUNTED
    return [
        Section(heap, Count(len(heaps[heap]), capped), _owed(heaps[heap]), [rows[key] for key in keys])
        for heap, keys in first.items()
        if keys
    ]


def _owed(lying: list[tuple[int, str]]) -> int:
    return sum(owed_by == OwedBy.PARTNER for _key, owed_by in lying)


def lately(user: User, today: date) -> list[RecentChange]:
    """What others did to what this person owns or recorded, newest first."""
    since = timezone.make_aware(datetime.combine(today - LATELY, time.min))
    concerned = FollowUp.objects.visible_to(user).filter(
        Q(owner__account=user) | Q(recorder=user), updated_at__gte=since
    )
    told = Entry.objects.about(FollowUp).readable_by(user).filter(at__gte=since, object_id__in=concerned.values("pk"))
    shown = told.exclude(by=user).select_related("by", "content_type").order_by("-id")[:MOST_LINES]
    found = without_hidden(list(shown), user)
    rows = FollowUp.objects.only("title").in_bulk([entry.object_id for entry in found])
    return [RecentChange(entry, rows[entry.object_id], summary(entry)) for entry in found]


def ending_agreements(user: User, today: date) -> list[Mandate]:
    """Agreements that whoever looks after partners should know will end soon."""
    if not permissions.may_log(user):
        return []
    return list(Mandate.objects.visible_to(user).agreements().ending_soon(today).with_names().by_end()[:5])


def next_meetings(user: User, today: date) -> list[Meeting]:
    """Those of this person or their unit first; each with `is_mine`."""
    return list(Meeting.objects.visible_to(user).in_place().upcoming(today).mine_first(user, today)[:5])


def headline(late: int, week: int, owed: int = 0, passed: int = 0) -> str:
    """Such as "Two are late, three are due this week; they owe you one"."""
    parts = []
    if late:
        parts.append(ngettext("%(number)s is late", "%(number)s are late", late) % {"number": apnumber(late)})
    if week:
        words = ngettext("%(number)s is due this week", "%(number)s are due this week", week)
        parts.append(words % {"number": apnumber(week)})
    if passed:
        words = ngettext("%(number)s event has passed", "%(number)s events have passed", passed)
        parts.append(words % {"number": apnumber(passed)})
    said = ", ".join(parts) or gettext("Nothing is late, nothing is due this week")
    if owed:
        said += ngettext("; they owe you %(number)s", "; they owe you %(number)s", owed) % {"number": apnumber(owed)}
    return capfirst(said)


def _headline(heaps: list[Section]) -> str:
    counts = {heap.name: heap.count.number for heap in heaps}
    owed = sum(heap.owed for heap in heaps if heap.name in (Heap.NEW, Heap.OWED))
    return headline(counts.get(Heap.LATE, 0), counts.get(Heap.WEEK, 0), owed, counts.get(Heap.PASSED, 0))


@require_safe
def my_desk(request: Request) -> HttpResponse:
    if request.session.pop(SIGNED_IN_NOW, False) and (start := _start(request)):
        return redirect(start)
    user, today, now = request.user, timezone.localdate(), timezone.now()
    # What a browser fetches ahead nobody has looked at.
    if request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        user.open_desk(now)
    heaps, steps, mentions = sections(user, today), next_steps(user, today, MOST_LINES), mentions_of(user)
    context = {
        "today": today,
        "now": now.isoformat(),
        "warnings": warnings_for(user, now),
        "first_steps": first_steps(user),
        "headline": _headline(heaps),
        "sections": heaps,
        "steps": steps,
        "mentions": mentions,
        "to_confirm": to_confirm(user, MOST_LINES),
        "to_answer": to_answer(user, MOST_LINES),
        "meetings": next_meetings(user, today),
        "drafts": Draft.objects.visible_to(user).open()[:MOST_LINES],
        "leavers": leavers_who_own(user)[:MOST_LINES] if user.is_administrator else [],
        "ending": ending_agreements(user, today),
        "lately": lately(user, today),
    }
    return render(request, "pages/desk.html", context)


class SeenForm(forms.Form):
    """What came after the page was drawn was not on it."""

    drawn_at = forms.DateTimeField(required=False)


@require_POST
def mark_seen(request: Request) -> HttpResponse:
    form, now = SeenForm(request.POST), timezone.now()
    request.user.mark_seen(min((form.is_valid() and form.cleaned_data["drawn_at"]) or now, now))
    tell(request, gettext("Seen. What was new lies with the rest now."))
    return redirect("desk")


def _start(request: Request) -> SavedView | None:
    """The view with which this person starts. Whether there are any is asked once, when they sign in."""
    if SavedView.objects.visible_to(request.user).exists():
        note_use(request)
    return StartView.of(request.user)
