"""Find anything: a word, a name or a reference, in all nouns at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tracker.accounts.how_often import may_search, too_often
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.activities.models import Activity
from tracker.directory.left import say_person
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.models.reference import read_reference
from tracker.kit.date_formats import format_short_date
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge
from tracker.records.models import Record
from tracker.records.search_hits import hits_in
from tracker.search.highlight import holds
from tracker.search.query import Term
from tracker.search.shown_hit import Hit

MOST = 8
# So many of a person's own are looked through, word by word.
MOST_OWN = 200
Terms = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is what the noun is called in addresses, `more` the page that lists all, where it can be asked."""

    name: str
    heading: Any
    hits: list[Hit]
    more: str = ""

    @property
    def is_full(self) -> bool:
        return len(self.hits) == MOST


def sections(user: User, typed: str) -> list[Section]:
    """The nouns beside follow-ups in which the words were found."""
    return [section for section in _sections(user, typed) if section.hits]


def found_follow_ups(user: User, typed: str) -> list[FollowUp]:
    """The one whose reference was typed comes first, and then those of their own: these are mostly looked for."""
    rows = FollowUp.objects.visible_to(user).with_names()
    named = list(rows.filter(reference=reference)) if (reference := read_reference(typed)) else []
    best = rows.best(typed, MOST, first=_own(rows.active(), user, FollowUp.words.terms(typed)))
    return [*named, *(row for row in best if row not in named)][:MOST]


def _own(rows: FollowUpQuerySet, user: User, terms: Terms) -> list[int]:
    """The keys of those that are this person's and have the words in their title, the soonest due first."""
    person = getattr(user, "person", None)
    if person is None or not terms:
        return []
    titles = rows.owned_by(person).by_due().values_list("pk", "title")[:MOST_OWN]
    return [pk for pk, title in titles if holds(title, terms)][:MOST]


def _sections(user: User, typed: str) -> Iterator[Section]:
    def found(model: Any, draw: Callable[[Any, Terms], Hit], *joined: str) -> list[Hit]:
        rows, terms = model.objects.visible_to(user), model.words.terms(typed)
        return [draw(row, terms) for row in (rows.select_related(*joined) if joined else rows).best(typed, MOST)]

    yield Section("meetings", _("Meetings"), found(Meeting, _meeting), "meetings:list")
    yield Section("people", _("People"), found(Person, _person), "directory:people")
    yield Section("organisations", _("Organisations"), found(Organisation, _name), "directory:partners")
    yield Section("mandates", _("Mandates"), found(Mandate, _mandate), "mandates:list")
    yield Section("paragraphs", _("Paragraphs"), found(Paragraph, _paragraph, "mandate"))
    yield Section("activities", _("Activities"), found(Activity, _activity), "activities:list")
    yield Section("pledges", _("Pledges"), found(Pledge, _pledge, "donor", "meeting"))
    yield Section("records", _("Records"), hits_in(Record.objects.visible_to(user), typed, MOST))


def _meeting(row: Meeting, terms: Terms) -> Hit:
    return Hit.of(row, terms, row.title, meta=format_short_date(row.held_on), detail=row.place)


def _name(row: Person | Organisation, terms: Terms) -> Hit:
    return Hit.of(row, terms, row.full_name, detail=row.about)


def _person(row: Person, terms: Terms) -> Hit:
    return Hit.of(row, terms, say_person(row), detail=row.about)


def _mandate(row: Mandate, terms: Terms) -> Hit:
    return Hit.of(row, terms, row.label, detail=row.text)


def _paragraph(row: Paragraph, terms: Terms) -> Hit:
    return Hit.of(row, terms, row.label, detail=row.text, at=Target.of(row).get_absolute_url())


def _activity(row: Activity, terms: Terms) -> Hit:
    return Hit.of(
        row, terms, row.title, meta=format_short_date(row.starts_on), detail=f"{row.place}\n{row.detail}".strip()
    )


def _pledge(row: Pledge, terms: Terms) -> Hit:
    return Hit.of(row, terms, str(row), meta=format_short_date(row.made_on), detail=f"{row.what}\n{row.detail}".strip())


LONGEST = 200


@require_safe
def find(request: Request) -> HttpResponse:
    """While a person still types, only what was found is asked for, and no reference leads away."""
    words = " ".join(request.GET.get("q", "")[:LONGEST].replace("\x00", "").split())
    is_typing = bool(request.htmx)
    if words and not may_search(request.user):
        return HttpResponse(status=HTTPStatus.NO_CONTENT) if is_typing else too_often(request, reverse("find"))
    if read_reference(words) and not is_typing:
        follow_ups = FollowUp.objects.visible_to(request.user)
        if named := follow_ups.filter(reference=words.upper()).first():
            return redirect(named)
    context: dict[str, Any] = {"found_words": words}
    if words:
        context |= {"follow_ups": found_follow_ups(request.user, words), "sections": sections(request.user, words)}
    return render(request, "pages/find.html", context)
