"""Find anything: a word, a name or a reference, in all nouns at once."""

from collections.abc import Callable
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
from tracker.databases.reading import read_from_replica
from tracker.directory.left import say_person
from tracker.directory.models import Organisation, Person
from tracker.files.files_of_thing import bring_things
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.reference import read_reference
from tracker.kit.date_formats import format_short_date
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting, Series
from tracker.pages.palette.deeds import deeds
from tracker.pages.palette.found_follow_ups import found_follow_ups
from tracker.pages.palette.places import places
from tracker.pages.palette.typed_words import typed_words
from tracker.pledges.models import Pledge
from tracker.records.models import Record
from tracker.records.search_hits import hits_in
from tracker.search.query import Term
from tracker.search.shown_hit import Hit

MOST = 8
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
    records = Section("records", _("Records"), hits_in(Record.objects.visible_to(user), typed, MOST))
    found = [*(noun.section(user, typed, MOST) for noun in NOUNS), records]
    return [section for section in found if section.hits]


def _meeting(row: Meeting, terms: Terms) -> Hit:
    return Hit.of(row, terms, row.title, meta=format_short_date(row.held_on), detail=row.place)


def _series(row: Series, terms: Terms) -> Hit:
    return Hit.of(row, terms, row.name, meta=row.rule_in_words, detail=row.place)


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


def _file(row: AttachedFile, terms: Terms) -> Hit:
    return Hit.of(row, terms, row.name, meta=str(row.item), detail=row.text)


@dataclass(frozen=True, slots=True)
class Noun:
    """`draw` makes a hit of a row, with what `joined` and `bring` bring along; `more` is as of a section."""

    name: str
    heading: Any
    model: Any
    draw: Callable[[Any, Terms], Hit]
    joined: tuple[str, ...] = ()
    more: str = ""
    bring: Callable[[Any], None] | None = None

    def section(self, user: User, typed: str, most: int) -> Section:
        rows, terms = self.model.objects.visible_to(user), self.model.words.terms(typed)
        found = (rows.select_related(*self.joined) if self.joined else rows).best(typed, most)
        if self.bring and found:
            self.bring(found)
        return Section(self.name, self.heading, [self.draw(row, terms) for row in found], self.more)


NOUNS = (
    Noun("meetings", _("Meetings"), Meeting, _meeting, more="meetings:list"),
    Noun("series", _("Series of meetings"), Series, _series, more="meetings:series_list"),
    Noun("people", _("People"), Person, _person, more="directory:people"),
    Noun("organisations", _("Organisations"), Organisation, _name, more="directory:partners"),
    Noun("mandates", _("Mandates"), Mandate, _mandate, more="mandates:list"),
    Noun("paragraphs", _("Paragraphs"), Paragraph, _paragraph, ("mandate",)),
    Noun("activities", _("Activities"), Activity, _activity, more="activities:list"),
    Noun("files", _("Files"), AttachedFile, _file, bring=bring_things),
    Noun("pledges", _("Pledges"), Pledge, _pledge, ("donor", "meeting")),
)


@read_from_replica
@require_safe
def find(request: Request) -> HttpResponse:
    """While a person still types, only what was found is asked for, and no reference leads away."""
    words = typed_words(request)
    is_typing = bool(request.htmx)
    if words and not may_search(request.user):
        return HttpResponse(status=HTTPStatus.NO_CONTENT) if is_typing else too_often(request, reverse("find"))
    if read_reference(words) and not is_typing:
        follow_ups = FollowUp.objects.visible_to(request.user)
        if named := follow_ups.filter(reference=words.upper()).first():
            return redirect(named)
    context: dict[str, Any] = {"found_words": words}
    if words:
        found = found_follow_ups(request.user, words, MOST)
        context |= {"follow_ups": found, "sections": sections(request.user, words)}
        context |= {"places": places(request.user, words), "deeds": deeds(request.user, words)}
    return render(request, "pages/find.html", context)
