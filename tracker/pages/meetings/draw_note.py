"""A follow-up beside its words, drawn by its template once for all that look alike, as a row of the list is."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.left import say_person
from tracker.follow_ups import conditions, due_in_words
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.marks import marks_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.next_statuses import next_of
from tracker.follow_ups.statuses import Status
from tracker.invitations.event_wording import format_standing
from tracker.lists.speed_tricks import cached_fragment


def draw_note(note: Any, user: User, today: date, *, in_restricted: bool) -> SafeString:
    """A `Note` of a follow-up: everything in it that changes from one to the next is a hole."""
    follow_up: FollowUp = note.row
    status, look = Status(follow_up.status), conditions.lateness(follow_up, today)
    due = due_in_words.say_due(follow_up, today)
    partner, event = follow_up.partner, follow_up.event
    words = {
        "number": note.number,
        "title": follow_up.title,
        "version": follow_up.version,
        "kind": Kind(follow_up.kind).label,
        "may": " ".join(permissions.open_deeds(user, follow_up)),
        "standing": format_standing(event) if event else "",
        "resources": _resources(note, follow_up),
        "targets": _targets(follow_up),
        "partner": partner or "",
        "partner_address": partner.get_absolute_url() if partner else "",
        "owner": say_person(follow_up, "owner") or _("no owner"),
        "due": due_in_words.say_as_due(follow_up, due, look),
        "full": due_in_words.in_full(follow_up, due, look),
        "gone": _gone(follow_up),
    }
    return cached_fragment(
        "pages/meeting_margin_note.html",
        follow_up.pk,
        words,
        status=status,
        next=next_of(status, follow_up.kind),
        look=look,
        marks=marks_of(follow_up),
        may_update=note.may_update,
        may_choose_owner=note.may_choose_owner,
        restricted=follow_up.is_restricted and not in_restricted,
        has_words=note.has_words,
        has_event=bool(event),
        wants_event=follow_up.has_event and follow_up.is_active and note.may_update,
        with_partner=partner is not None,
    )


def _resources(note: Any, follow_up: FollowUp) -> str:
    if not note.bars and not (follow_up.conditional and follow_up.is_active):
        return ""
    return render_to_string("pages/meeting_margin_resources.html", {"bars": note.bars})


def _targets(follow_up: FollowUp) -> SafeString:
    targets = ((target.get_absolute_url(), target) for target in follow_up.targets)
    return format_html_join("\n", '<p class="meta tall"><a href="{}">{}</a></p>', targets)


def _gone(follow_up: FollowUp) -> str:
    if not follow_up.passage or not follow_up.passage.removed_in_id:
        return ""
    return render_to_string("pages/meeting_margin_gone.html", {"passage": follow_up.passage})
