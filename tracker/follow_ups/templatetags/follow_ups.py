"""What templates ask of a follow-up."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.template.backends.utils import csrf_input
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tracker.accounts import permissions
from tracker.directory.left import say_person
from tracker.follow_ups import conditions, due_in_words, statuses
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.draw_row import draw_row
from tracker.follow_ups.list.marked_rows import MARKERS
from tracker.follow_ups.marks import marks_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.next_statuses import EVERY_NEXT, next_of
from tracker.lists.field_places import OnCard, OnPage
from tracker.lists.field_register import Column
from tracker.lists.speed_tricks import cached_fragment

register = template.Library()
ON_CARD = [COLUMNS[name] for name, on_card in COLUMNS.at(OnCard).items() if on_card.is_plain]
FACTS = [COLUMNS[name] for name, on_page in COLUMNS.at(OnPage).items() if on_page.is_fact]

# What stands beside the part of the page and may say something new.
BESIDE = "#messages:innerHTML,#last-deed:innerHTML"
SWAPS = {
    name: f'hx-target="#{name}" hx-select="#{name}" hx-swap="outerHTML show:none" hx-select-oob="{BESIDE}"'
    for name in ("page", "margin")
}


@register.simple_tag
def swaps(within: str) -> SafeString:
    """How a form's answer takes its place: the page's own part, drawn anew by the page itself."""
    return mark_safe(SWAPS[within])  # noqa: S308 (one of two constants)


@register.filter
def lateness(follow_up: FollowUp) -> str:
    return conditions.lateness(follow_up, timezone.localdate())


@register.filter
def say_due(follow_up: FollowUp) -> str:
    return due_in_words.say_due(follow_up, timezone.localdate())


@register.simple_tag
def status_of(follow_up: FollowUp, may_update: bool) -> SafeString:
    """The status among others; for who may move it as a menu, which the page's own fills."""
    status = statuses.Status(follow_up.status)
    if not may_update:
        return format_html('<span class="status" data-state="{}">{}</span>', status, status.label)
    words = {"title": follow_up.title, "version": follow_up.version}
    fixed = {"status": status, "next": next_of(status, follow_up.kind)}
    drawn = cached_fragment("follow_ups/status.html", follow_up.pk, words, **fixed)
    return mark_safe(drawn.strip())  # noqa: S308 (drawn by a template)


@register.simple_tag(takes_context=True)
def status_menu_of(context: Context, follow_up: FollowUp, may_update: bool) -> SafeString:
    """The status of what has the page, or the dialog, to itself: a menu that is whole."""
    status = statuses.Status(follow_up.status)
    if not may_update:
        return status_of(follow_up, may_update)
    shown = {"key": follow_up.pk, "status": status, "choices": statuses.choices(status, follow_up.kind)}
    given = {"title": follow_up.title, "version": follow_up.version, "csrf": csrf_input(context["request"])}
    return _draw("follow_ups/status_menu.html", {**shown, **given, "within": "page"})


@register.simple_tag(takes_context=True)
def shared_status_items(context: Context) -> SafeString:
    """All statuses that come next anywhere, for a follow-up that there is none of: the same on every page."""
    words = {"csrf": csrf_input(context["request"]), "version": ""}
    return cached_fragment("follow_ups/status_items.html", 0, words, choices=EVERY_NEXT, within="page")


@register.simple_tag(takes_context=True)
def rows_of(context: Context, follow_ups: Iterable[FollowUp]) -> SafeString:
    """Rows of the list, the words of all of them asked for once."""
    shown = tuple(COLUMNS[name] for name in context["shown"])
    page = {"within": "page", "shown": shown, "may_tick": context["may_tick"]}
    follow_ups = [*follow_ups]
    for name in MARKERS.keys() & {*context["shown"]}:
        MARKERS[name](follow_ups, context["request"].user)
    given = context["request"].user, timezone.localdate(), gettext("no owner"), page
    return SafeString("".join([draw_row(each, *given) for each in follow_ups]))


@register.inclusion_tag("follow_ups/marks.html", name="marks_of")
def drawn_marks(follow_up: FollowUp, *, heap: str = "") -> dict[str, Any]:
    """Its marks; who owes it is said by the heap of the desk that is called after it."""
    return {"marks": [each for each in marks_of(follow_up) if (heap, each[0]) != ("owed", "owed_by")]}


@register.simple_tag(takes_context=True)
def cell_of(context: Context, column: Column) -> Any:
    """What a cell says; `draw_row` gave its words."""
    return context[column.name]


@register.simple_tag
def facts_of(follow_up: FollowUp, *, on_card: bool = False) -> Sequence[tuple[Any, Any]]:
    """What the register alone puts on its page, or on its card: labels and words."""
    return [(column.label, said) for column in (ON_CARD if on_card else FACTS) if (said := column.tell(follow_up))]


@register.simple_tag
def due_of(follow_up: FollowUp, may_update: bool, within: str, *, worded: bool = False) -> SafeString:
    """The due date; for who may update a way to change it. Worded, it says "due" before the day."""
    day, look = say_due(follow_up), lateness(follow_up)
    shown = due_in_words.say_as_due(follow_up, day, look) if worded else day
    words = {"shown": shown, "full": due_in_words.in_full(follow_up, day, look)}
    return _changeable("due", follow_up, words, may_update, within, look=look)


@register.simple_tag
def owner_of(follow_up: FollowUp, may_choose: bool, within: str) -> SafeString:
    """The owner; for who may choose another a way to do so."""
    words = {"shown": say_person(follow_up, "owner") or gettext("no owner"), "full": ""}
    return _changeable("owner", follow_up, words, may_choose, within, look="")


def _changeable(
    name: str, follow_up: FollowUp, words: dict[str, str], may: bool, within: str, *, look: str
) -> SafeString:
    if not may:
        due = '<span class="due" data-state="{}" title="{}">{}</span>'
        return format_html(due, look, words["full"], words["shown"])
    drawn = cached_fragment("follow_ups/change.html", follow_up.pk, words, name=name, look=look, within=within)
    return mark_safe(drawn.strip())  # noqa: S308 (drawn by a template)


def _draw(template_name: str, context: dict[str, Any]) -> SafeString:
    """Without the line breaks around it: it stands in the middle of a line."""
    return mark_safe(render_to_string(template_name, context).strip())  # noqa: S308 (drawn by a template)


@register.simple_tag(takes_context=True)
def keys_of(context: Context, follow_up: FollowUp) -> SafeString:
    """For keys.js: where the follow-up stands, and which deeds on it are open to whoever looks at it."""
    deeds = " ".join(permissions.open_deeds(context["request"].user, follow_up))
    return format_html('data-at="{}" data-may="{}"', follow_up.get_absolute_url(), deeds)


@register.simple_tag(takes_context=True)
def allowed(context: Context, follow_up: FollowUp) -> dict[str, bool]:
    user = context["request"].user
    return {"update": permissions.may_update(user, follow_up), "owner": permissions.may_choose_owner(user, follow_up)}
