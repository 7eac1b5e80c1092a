"""What a post is about to let everybody read: shown first, with the choice to open it without what came before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from tracker.accounts.models import User
from tracker.accounts.resume import keep_form_data
from tracker.history.models import Entry
from tracker.history.opening.open_up import Choice, Opened, Question
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import FieldChange, changed_fields, verb_label
from tracker.kit.form_responses import form_page, next_address

# Under these names a post says whether it was asked; everything else in it is what the person had typed.
NAME, SHOWN, BACK = "opening", "opening_shown", "back"
NOT_TYPED = {NAME, SHOWN, "csrfmiddlewaretoken", "next"}
# Of each so many are shown; that there are more is said.
MOST_THINGS, MOST_ENTRIES = 50, 50


@dataclass(frozen=True, slots=True)
class Readable:
    """A thing that becomes readable, and of its past what is shown here; `more` entries are not.

    Of a name what stands `beside` it."""

    thing: Any
    kind: str
    entries: Sequence[tuple[Entry, str, list[FieldChange]]]
    more: int
    texts: list[Any]
    is_name: bool
    beside: Sequence[str]


def question_in(request: HttpRequest) -> Question | None:
    """With what the person answered. Whoever is not signed in is not asked, and opens nothing of the past."""
    if not request.user.is_authenticated:
        return None
    chosen = request.POST.get(NAME, "")
    return Question(chosen, request.POST.get(SHOWN, "")) if chosen in Choice else Question()


def back_to_form(request: Any) -> HttpResponse | None:
    """To what the person had typed, if they answered so; what has no form is told on the page that they came from."""
    if request.POST.get(NAME) != BACK or not request.user.is_authenticated:
        return None
    request.POST = request.POST.copy()
    for name in (NAME, SHOWN):
        request.POST.pop(name, None)
    keep_form_data(request, next_address(request, reverse("desk")), is_signed_out=False)
    lead = HttpResponseClientRedirect if request.headers.get("HX-Request") else HttpResponseRedirect
    return lead(request.get_full_path())


def opening_page(request: Any, question: Question) -> HttpResponse:
    opened = question.opened
    # What it told people was not done.
    request._messages = default_storage(request)
    shown = [_readable(each, request.user) for each in opened[:MOST_THINGS]]
    page: dict[str, Any] = {
        "title": _title(opened),
        "shown": shown,
        "more": len(opened) - len(shown),
        "has_past": any(each.entries or each.texts for each in shown) or len(opened) > len(shown),
        "typed": [*typed_in(request)],
        "key": question.key,
        "is_asked_again": bool(question.choice),
    }
    return form_page(request, "history/opening.html", default=reverse("desk"), **page)


def _title(opened: Sequence[Opened]) -> str:
    """What moves from one restricted matter to another is still not for everybody."""
    if all(each.thing.is_restricted for each in opened):
        return _("More people may read this than before")
    return _("This becomes readable for everybody")


def _readable(opened: Opened, user: User) -> Readable:
    entries = without_hidden(opened.entries, user)
    told = [(entry, verb_label(entry), changed_fields(entry)) for entry in entries[:MOST_ENTRIES]]
    kind = str(opened.thing._meta.verbose_name)
    is_name = not opened.thing.HAS_READ_PAST
    beside = opened.thing.told_once_open() if is_name else []
    return Readable(opened.thing, kind, told, len(entries) - len(told), opened.texts, is_name, beside)


def typed_in(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """By the name of its field, to be posted again."""
    for name, values in request.POST.lists():
        if name not in NOT_TYPED:
            yield from ((name, str(value)) for value in values)
