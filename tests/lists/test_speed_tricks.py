"""What is fast finds and shows the same as ordinary Django does."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, Count
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from django.utils.safestring import SafeString

from tests.kept_cast import kept
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.field_register import LISTED
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.list.sorting import order_of
from tracker.follow_ups.models import FollowUp, queries
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status
from tracker.kit.periods import Period
from tracker.lists import speed_tricks
from tracker.lists.drawn_filters import draw_fields
from tracker.lists.paging import read_page
from tracker.lists.speed_tricks import KEY, CompiledQuery, Unindexed, cached_fragment
from tracker.meetings.models import Meeting, Series
from tracker.meetings.series.filters import SeriesFilter
from tracker.pledges.models import Pledge
from tracker.records.models import Record

FIXED = {"name": "due", "address": "follow_ups:due", "look": "late", "within": "page"}
ALL_COLUMNS = f"status=&columns={','.join(LISTED)}"


@kept
def twenty(
    make_follow_up: Callable[..., FollowUp], claire: User, omar: User, eu: Organisation, visit: Meeting, today: date
) -> list[FollowUp]:
    """Of every status, with and without what a row may show, and with words that mean something to HTML."""
    rows = []
    for number in range(20):
        values: dict[str, Any] = {
            "owner": (None, claire.person, omar.person)[number % 3],
            "partner": eu if number % 2 else None,
            "meeting": visit if number % 4 else None,
            "due_on": today + timedelta(days=number - 10) if number % 5 else None,
            "classification": RESTRICTED if number % 7 == 0 else "general",
        }
        title = f"{number} <b>“Speak” & listen</b> ⟦title⟧ {KEY}"
        rows.append(make_follow_up(title, by=(claire, omar)[number % 2], **values))
    for row, status in zip(rows, ("in_progress", "done", "waiting", "declined", "dropped"), strict=False):
        more = {"waiting": {"waiting_on": eu, "review_on": today}}.get(status, {"reason": "So it was."})
        row.move_to(status, by=claire, **more)
    return rows


def rows_of(client: Client, query: str) -> list[str]:
    page = client.get(f"/follow-ups/?{query}")
    table = page.content.decode().partition("<table")[2].partition("</table>")[0]
    return [row.partition("</tr>")[0] for row in table.split("<tr data-follow-up=")[1:]]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("query", "shown", "languages"),
    [
        ("status=", [20, 17, 17], "en fr en"),
        (ALL_COLUMNS, [20, 17, 17], "fr en fr"),
        (f"{ALL_COLUMNS}&group=status", [15, 14, 14], "en fr en"),
    ],
)
def test_rows_are_drawn_as_their_template_draws_them(
    monkeypatch: pytest.MonkeyPatch, sign_in: Callable[[User], Client], twenty: list[FollowUp], claire: User,
    amina: User, noor: User, query: str, shown: list[int], languages: str,
) -> None:  # fmt: skip
    """Each person and each query meets both languages."""
    people = (claire, amina, noor)
    for user, language in zip(people, languages.split(), strict=True):
        User.objects.filter(pk=user.pk).update(language=language)
    clients = [sign_in(user) for user in people]
    fast = [rows_of(client, query) for client in clients]
    monkeypatch.setattr(speed_tricks, "is_on", False)
    assert [rows_of(client, query) for client in clients] == fast
    assert [len(rows) for rows in fast] == shown


def test_the_key_and_the_words_stand_in_their_holes() -> None:
    drawn = cached_fragment("follow_ups/change.html", 12, {"shown": "tomorrow", "full": ""}, **FIXED)
    assert 'href="/follow-ups/12/due/"' in drawn
    assert ">tomorrow</a>" in drawn
    assert str(KEY) not in drawn


@pytest.mark.one_database
@pytest.mark.parametrize("query", ["", "status=done&late=on&q=%3Cb%3E", "due_from=soonish&status=active", "status="])
def test_the_fields_of_filters_are_drawn_as_django_draws_them_asked_for_or_not(
    monkeypatch: pytest.MonkeyPatch, claire: User, query: str
) -> None:
    def drawn() -> str:
        return draw_fields(FollowUpFilter(QueryDict(query), FollowUp.objects.none(), user=claire).form)

    fast = [drawn(), drawn()]
    monkeypatch.setattr(speed_tricks, "is_on", False)
    assert fast == [drawn(), drawn()]
    assert all(f'name="{name}"' in fast[0] for name in FollowUpFilter.base_filters)


def test_what_is_not_offered_to_everybody_is_drawn_for_each() -> None:
    def offered(role: str) -> bool:
        asked = SeriesFilter(QueryDict(), Series.objects.none(), user=User(role=role))
        return 'value="removed"' in draw_fields(asked.form)

    assert [offered(role) for role in ("officer", "reader", "officer")] == [True, False, True]


def test_words_that_look_like_a_hole_are_only_words() -> None:
    words = {"title": f"⟦version⟧ {KEY}", "version": 3}
    drawn = cached_fragment("follow_ups/status.html", 1, words, status=Status.OPEN, next="done")
    assert f"Open: change the status of ⟦version⟧ {KEY}" in drawn


def test_what_is_drawn_already_stands_as_it_is_and_all_else_is_escaped() -> None:
    words = {"shown": SafeString("<b>now</b>"), "full": "<b>"}
    drawn = cached_fragment("follow_ups/change.html", 12, words, **FIXED)
    assert ("<b>now</b>" in drawn, 'title="&lt;b&gt;"' in drawn) == (True, True)


def test_each_language_has_a_drawing_of_its_own() -> None:
    def drawn(language: str) -> str:
        with translation.override(language):
            return cached_fragment("follow_ups/status.html", 1, {"title": "x"}, status=Status.DONE, next="open…")

    assert "change the status of x" in drawn("en")
    assert [drawn("en") == drawn("fr"), drawn("en") == drawn("en")] == [False, True]


@pytest.fixture
def row(settings: Any, tmp_path: Path) -> Callable[[str], str]:
    """A row as this template draws it."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    def drawn(template: str) -> str:
        # Each has a name of its own: what is drawn is kept by its name.
        name = f"{abs(hash(template))}.html"
        (tmp_path / name).write_text(template)
        return cached_fragment(name, 12, {"title": "Speak"})

    return drawn


@pytest.mark.parametrize("template", ["{{ title }} at {{ key }}", "{% if key %}{{ title }} at 12{% endif %}"])
def test_a_template_may_show_a_word(row: Callable[[str], str], template: str) -> None:
    assert row(template) == "Speak at 12"


@pytest.mark.parametrize(
    "template",
    [
        "{{ title|upper }}", "{{ title|truncatechars:40 }}", '{{ title|default:"nothing" }}', "{{ title|safe }}",
        "{{ title|linebreaks }}", "{% if title %}it has {{ title }}{% endif %}", "{{ title|length }}",
        "{% for letter in title %}{{ letter }} {% endfor %}", "{{ title.0 }}", "{{ key|add:1 }}",
        "{% with shown=title|lower %}{{ shown }}{% endwith %}",
    ],
)  # fmt: skip
def test_a_template_that_does_more_with_a_word_is_refused(row: Callable[[str], str], template: str) -> None:
    with pytest.raises(ValueError, match="does more with a word than show it"):
        row(template)


def pages_of(rows: FollowUpQuerySet, sort: str) -> list[list[int]]:
    """The keys on each page, some on each; no more pages than twenty rows can fill."""
    found, cursor = list[list[int]](), None
    while len(found) < 5:
        page = read_page(rows, order_of(sort), cursor, 6)
        found.append([row.pk for row in page.rows])
        if (cursor := page.next) is None:
            break
    return found


def test_pages_in_any_order_hold_the_same_rows(
    monkeypatch: pytest.MonkeyPatch, twenty: list[FollowUp], unit: Organisation
) -> None:
    FollowUp.objects.filter(pk__in=[row.pk for row in twenty[::2]]).update(unit=unit)
    rows, sorts = FollowUp.objects.present(), [sign + name for name in LISTED for sign in ("", "-")]
    fast = {sort: pages_of(rows, sort) for sort in sorts}
    monkeypatch.setattr(speed_tricks, "is_on", False)
    assert {sort: pages_of(rows, sort) for sort in sorts} == fast
    assert {tuple(map(len, pages)) for pages in fast.values()} == {(6, 6, 6, 2)}


@pytest.mark.parametrize("wanted", ["done", "partner", "words", "logged", "slipped"])
def test_filters_in_any_order_find_the_same_rows(
    monkeypatch: pytest.MonkeyPatch, twenty: list[FollowUp], claire: User, eu: Organisation, today: date, wanted: str
) -> None:
    # So few are very many.
    monkeypatch.setattr(queries, "MOST_SORTED", 1)
    for row in twenty[8:11]:
        row.set_due(today + timedelta(days=300), by=claire, reason="Later.")
        row.move_to("done", by=claire)
    year = Period(date(today.year, 1, 1), date(today.year, 12, 31))
    find: dict[str, Callable[[FollowUpQuerySet], FollowUpQuerySet]] = {
        "done": lambda rows: rows.in_status("done"),
        "partner": lambda rows: rows.with_partner(eu),
        "words": lambda rows: rows.search("speak"),
        "logged": lambda rows: rows.logged_within(year),
        "slipped": lambda rows: rows.slipped_within(year),
    }

    def found() -> dict[str, list[list[int]]]:
        rows = find[wanted](FollowUp.objects.present())
        return {sort: pages_of(rows, sort) for sort in ("title", "due", "-reference", "owner")}

    fast = found()
    monkeypatch.setattr(speed_tricks, "is_on", False)
    assert found() == fast
    counts = {"done": 4, "partner": 10, "words": 20, "logged": 5, "slipped": 2}
    assert {sum(map(len, pages)) for pages in fast.values()} == {counts[wanted]}


@pytest.mark.django_db
def test_the_order_is_walked_unless_the_columns_index_has_it() -> None:
    done = FollowUp.objects.alias(unindexed=Unindexed("status", CharField(), unless_by="due_order")).filter(
        unindexed="done"
    )
    asked = (done.order_by("title"), done.by_due(), done.order_by().values("pk"))
    # PostgreSQL chooses by itself.
    walks = connection.vendor == "sqlite"
    assert ['+"' in str(rows.query) for rows in asked] == [walks, False, False]


def test_a_column_whose_index_is_never_wanted_finds_and_counts_the_same(
    twenty: list[FollowUp], monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> tuple[str, list[Any], list[Any]]:
        undated = FollowUp.objects.alias(day=Unindexed("due_on", never=True)).filter(day=None).order_by()
        counted = FollowUp.objects.order_by().values_list(Unindexed("partner", never=True)).annotate(Count("pk"))
        return str(undated.query), sorted(undated.values_list("pk", flat=True)), sorted(counted, key=str)

    query, *fast = found()
    assert ('+"' in query, len(fast[0]), sum(number for _key, number in fast[1])) == (
        connection.vendor == "sqlite", sum(row.due_on is None for row in twenty), len(twenty),
    )  # fmt: skip
    monkeypatch.setattr(speed_tricks, "is_on", False)
    query, *plain = found()
    assert ('+"' in query, plain) == (False, fast)


def test_everybody_sees_the_same(
    monkeypatch: pytest.MonkeyPatch, secret: FollowUp, invitation: FollowUp, claire: User, omar: User, noor: User,
    mei: User, eu: Organisation,
) -> None:  # fmt: skip
    nouns: tuple[Any, ...] = (FollowUp, Meeting, Organisation, Person, Pledge, Record)
    Organisation.objects.update(classification=RESTRICTED)
    Person.objects.update(classification=RESTRICTED)
    Pledge.make(by=claire, donor=eu, kind="money", currency="EUR", quantity=Decimal(5), meeting=secret.meeting)

    def seen() -> list[list[set[int]]]:
        users = (claire, omar, noor, mei)
        return [[set(noun.objects.visible_to(user).values_list("pk", flat=True)) for noun in nouns] for user in users]

    fast = seen()
    monkeypatch.setattr(speed_tricks, "is_on", False)
    assert seen() == fast
    assert [len(follow_ups) for follow_ups, *_others in fast] == [2, 1, 1, 2]


def test_what_stands_in_for_a_key_is_filled_in_beside_values_that_stay(eu: Organisation, europol: Organisation) -> None:
    parts = CompiledQuery(lambda key: Organisation.objects.filter(parent=key, name__startswith="European").values("pk"))
    none = CompiledQuery(lambda key: Organisation.objects.filter(parent=key, name__contains="100 %s").values("pk"))
    assert [parts.keys(eu.pk), parts.keys(europol.pk), none.keys(eu.pk)] == [[europol.pk], [], []]
    assert list(Organisation.objects.filter(pk__in=parts.filled(eu.pk))) == [europol]
