"""What templates ask of a follow-up."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.left import say_person
from tracker.follow_ups import conditions, due_in_words, statuses
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.cells import open_cells
from tracker.follow_ups.list.marked_rows import MARKERS
from tracker.follow_ups.marks import marks_of
from tracker.follow_ups.models import FollowUp
from tracker.kit import date_formats
from tracker.lists.field_places import OnCard, OnPage, Shown
from tracker.lists.field_register import Column
from tracker.lists.speed_tricks import cached_fragment
from tracker.tags.tags_of_a_row import label_words

register = template.Library()
PLAIN = {name for name, shown in COLUMNS.at(Shown).items() if shown.is_plain}
ON_CARD = [COLUMNS[name] for name, on_card in COLUMNS.at(OnCard).items() if on_card.is_plain]
FACTS = [COLUMNS[name] for name, on_page in COLUMNS.at(OnPage).items() if on_page.is_fact]
# What a row says only where there is something to say.
NAMES_SOMETHING = {"in_meeting": "meeting", "with_partner": "partner", "dated": "due_on"}

# By status, whether it needs more than a click: as from one status or another it may, both are there.
EVERY_NEXT = sorted(
    {choice for status in statuses.Status for kind in Kind for choice in statuses.choices(status, kind)},
    key=lambda choice: (list(statuses.Status).index(choice[0]), choice[1]),
)

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


@register.filter
def say_wait(follow_up: FollowUp) -> str:
    return due_in_words.say_wait(follow_up, timezone.localdate())


@register.filter
def is_time_to_ask(follow_up: FollowUp) -> bool:
    return due_in_words.is_time_to_ask(follow_up, timezone.localdate())


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


def next_of(status: statuses.Status, kind: str) -> str:
    """The statuses that come next, with a sign behind those that need more than a click."""
    return " ".join(f"{after}…" if needs else str(after) for after, needs in statuses.choices(status, kind))


@register.simple_tag(takes_context=True)
def status_menu_of(context: Context, follow_up: FollowUp, may_update: bool) -> SafeString:
    """The status of what has the page, or the dialog, to itself: a menu that is whole."""
    status = statuses.Status(follow_up.status)
    if not may_update:
        return status_of(follow_up, may_update)
    shown = {"key": follow_up.pk, "status": status, "choices": statuses.choices(status, follow_up.kind)}
    given = {"title": follow_up.title, "version": follow_up.version, "csrf_token": context["csrf_token"]}
    return _draw("follow_ups/status_menu.html", {**shown, **given, "within": "page"})


@register.inclusion_tag("follow_ups/status_items.html", takes_context=True)
def shared_status_items(context: Context) -> dict[str, Any]:
    """All statuses that come next anywhere, for a follow-up that there is none of."""
    return {"choices": EVERY_NEXT, "key": 0, "within": "page", "csrf_token": context["csrf_token"]}


@register.simple_tag(takes_context=True)
def rows_of(context: Context, follow_ups: Iterable[FollowUp]) -> SafeString:
    """Rows of the list, the words of all of them asked for once."""
    shown = tuple(COLUMNS[name] for name in context["shown"])
    page = {"within": "page", "shown": shown, "may_tick": context["may_tick"]}
    follow_ups = [*follow_ups]
    for name in MARKERS.keys() & {*context["shown"]}:
        MARKERS[name](follow_ups, context["request"].user)
    given = context["request"].user, timezone.localdate(), gettext("no owner"), page
    return SafeString("".join([_row(each, *given) for each in follow_ups]))


def _row(follow_up: FollowUp, user: User, today: date, nobody: str, page: dict[str, Any]) -> str:
    """A row: everything in it that changes from one to the next is a hole."""
    status = statuses.Status(follow_up.status)
    updated, look = timezone.localtime(follow_up.updated_at), conditions.lateness(follow_up, today)
    due = due_in_words.say_due(follow_up, today)
    words = {
        "title": follow_up.title,
        "version": follow_up.version,
        "reference": follow_up.reference,
        "kind": follow_up.get_kind_display(),
        "meeting": follow_up.meeting or "",
        "partner": follow_up.partner or "",
        "owner": say_person(follow_up, "owner") or nobody,
        "due": due,
        "full": due_in_words.in_full(follow_up, due, look),
        "copied": due_in_words.to_copy(follow_up, due),
        "updated": date_formats.format_date_as(updated.date(), "j M Y"),
        "updated_iso": updated.isoformat(),
        "may": " ".join(permissions.open_deeds(user, follow_up)),
    }
    words |= {column.name: column.tell(follow_up) for column in page["shown"] if column.name in PLAIN}
    words |= (tags := label_words(follow_up) if COLUMNS["tags"] in page["shown"] else {})
    return cached_fragment(
        "follow_ups/row.html",
        follow_up.pk,
        words,
        **page,
        status=status,
        next=next_of(status, follow_up.kind),
        look=look,
        marks=marks_of(follow_up),
        may_update=permissions.may_update(user, follow_up),
        cells=open_cells(user, follow_up),
        is_active=follow_up.is_active,
        restricted=follow_up.is_restricted,
        **{name: getattr(follow_up, column) is not None for name, column in NAMES_SOMETHING.items()},
        is_again=getattr(follow_up, "is_again", False),
        tagged=len(tags),
    )


@register.inclusion_tag("follow_ups/marks.html", name="marks_of")
def drawn_marks(follow_up: FollowUp, *, heap: str = "") -> dict[str, Any]:
    """Its marks; who owes it is said by the heap of the desk that is called after it."""
    return {"marks": [each for each in marks_of(follow_up) if (heap, each[0]) != ("owed", "owed_by")]}


@register.simple_tag(takes_context=True)
def cell_of(context: Context, column: Column) -> Any:
    """What a cell says; `rows_of` gave its words."""
    return context[column.name]


@register.simple_tag
def facts_of(follow_up: FollowUp, *, on_card: bool = False) -> Sequence[tuple[Any, Any]]:
    """What the register alone puts on its page, or on its card: labels and words."""
    return [(column.label, said) for column in (ON_CARD if on_card else FACTS) if (said := column.tell(follow_up))]


@register.simple_tag
def due_of(follow_up: FollowUp, may_update: bool, within: str, *, worded: bool = False) -> SafeString:
    """The due date; for who may update a way to change it. Worded, it says "due" before the day."""
    day, look = say_due(follow_up), lateness(follow_up)
    words = {"shown": day, "full": due_in_words.in_full(follow_up, day, look)}
    if worded and follow_up.due_on and follow_up.due_on == follow_up.first_of_dates and not look:
        words["shown"] = gettext("due %(day)s") % {"day": day}
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
