"""Every field of what people list stands in every place that its register names, and nowhere that it refuses.

Each place is looked at itself: a list, a page, a file, a form. What is missing is named with its place.
"""

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client

from tests.conftest import account
from tests.house.columns import (
    Noun,
    asked_of,
    cells,
    columns_of,
    has_any,
    lines,
    on_admin,
    page_at,
    said_of,
    says_more,
    table,
    typed,
)
from tests.house.follow_up_columns import follow_up_noun  # noqa: F401 (a fixture)
from tests.house.noun_columns import (  # noqa: F401 (fixtures)
    activity_noun,
    mailing_noun,
    mandate_noun,
    meeting_noun,
    omar,
    organisation_noun,
    person_noun,
    pledge_noun,
    series_noun,
)
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation
from tracker.follow_ups.bulk.bulk_edit import worded
from tracker.follow_ups.bulk.forms import BulkEditForm
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.models import FollowUp
from tracker.history.stored_values import raw
from tracker.imports.headers import HEADS, Field
from tracker.imports.prepare_import import preview, upload
from tracker.imports.table_reader import Table
from tracker.imports.write_rows import confirm, write_all
from tracker.lists.field_places import (
    PLACES,
    Edited,
    Exported,
    Filtered,
    Grouped,
    Imported,
    InBulk,
    OnAdmin,
    OnCard,
    OnPage,
    Refused,
    Reported,
    Shown,
)
from tracker.lists.field_register import Column, Register, kept_inside
from tracker.reports.cuts import CUTS


@pytest.fixture(scope="module")
def ada(wco: Organisation) -> User:
    """An administrator who sees what is restricted."""
    return account(wco, "Ada Abebe", Role.ADMINISTRATOR, sees_restricted=True)


@pytest.fixture
def client(ada: User) -> Client:
    client = Client()
    client.force_login(ada, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


NOUNS = ["follow_up", "meeting", "mandate", "organisation", "person", "pledge", "activity", "mailing", "series"]


@pytest.fixture(scope="module")
def nouns(
    follow_up_noun: Noun, meeting_noun: Noun, mandate_noun: Noun, organisation_noun: Noun, person_noun: Noun,  # noqa: F811
    pledge_noun: Noun, activity_noun: Noun, mailing_noun: Noun, series_noun: Noun,  # noqa: F811
) -> dict[str, Noun]:  # fmt: skip
    every = (follow_up_noun, meeting_noun, mandate_noun, organisation_noun, person_noun, pledge_noun, activity_noun)
    return {each.name: each for each in (*every, mailing_noun, series_noun)}


@pytest.fixture(params=NOUNS)
def noun(nouns: dict[str, Noun], request: pytest.FixtureRequest) -> Noun:
    return nouns[request.param].refreshed()


@pytest.fixture
def follow_ups(nouns: dict[str, Noun]) -> Noun:
    return nouns["follow_up"].refreshed()


def test_each_field_stands_in_the_register_once(noun: Noun) -> None:
    counted = Counter(name for column in noun.register for name in column.fields)
    fields = columns_of(type(noun.row))
    assert [f"{noun.name}: {name} is in no register" for name in fields - counted.keys()] == []
    assert [f"{noun.name}: {name} is in the register twice" for name, number in counted.items() if number > 1] == []


def test_each_column_says_why_where_it_is_refused(noun: Noun) -> None:
    said = [each for column in noun.register for each in column.said.values() if isinstance(each, Refused)]
    assert [each for each in said if not each.why.endswith(".") or len(each.why) < 15] == []


def test_a_register_takes_no_column_that_says_nothing_of_a_place() -> None:
    silent = Column("size", "Size", *(place() for place in PLACES if place not in (Filtered, OnAdmin)))
    with pytest.raises(ValueError, match=r"The column size says nothing of: Filtered, OnAdmin\."):
        Register(silent)


def test_a_column_says_once_what_a_place_is() -> None:
    with pytest.raises(ValueError, match=r"The column size says twice what a place is\."):
        Column("size", "Size", Filtered(("q",)), Refused(Filtered, "Nobody looks for a size."))


def test_no_two_columns_of_a_register_are_called_alike() -> None:
    sizes = [kept_inside("size", "Nobody asks for a size.") for _number in range(2)]
    with pytest.raises(ValueError, match=r"Two columns are called alike\."):
        Register(*sizes)


def test_the_list_shows_it(noun: Noun, client: Client) -> None:
    at = cache(lambda address: page_at(client, address))

    def shows(column: Column) -> bool:
        page = at(noun.list_at.format(column=column.name))
        line = "".join(lines(page, noun.row_of(column)))
        found = cells(line)[-1] if "{column}" in noun.list_at else line
        return has_any(found, noun.words(column, Shown))

    assert noun.without(Shown, shows) == []


def test_a_filter_finds_it(noun: Noun, client: Client) -> None:
    def finds(column: Column) -> bool:
        return all(found_by(column, name) for name in _filters(column))

    def found_by(column: Column, name: str) -> bool:
        address = noun.list_at.partition("?")[0]
        page = page_at(client, f"{address}?{name}={asked_of(noun, column, name)}")
        there = [bool(lines(page, row)) for row in (noun.row_of(column), *noun.others)]
        return there[0] and not all(there)

    assert noun.without(Filtered, finds) == []
    page = client.get(noun.list_at.partition("?")[0]).text if noun.list_at else ""
    form = page.partition('class="card filters')[2].partition("</form>")[0]
    assert noun.nevertheless(Filtered, re.findall(r'name="(\w+)"', form)) == []


def _filters(column: Column) -> tuple[str, ...]:
    said = column.at(Filtered)
    return said.names if said else ()


def test_the_file_holds_it(noun: Noun, client: Client) -> None:
    at = cache(lambda address: table(client, address))

    def holds(column: Column) -> bool:
        rows = at(noun.export_at.format(column=column.name))
        return any(has_any(row.get(str(column.label), ""), noun.words(column, Exported)) for row in rows)

    assert noun.without(Exported, holds) == []


def test_its_page_says_it(noun: Noun, client: Client) -> None:
    pages = {row: page_at(client, row.get_absolute_url()) for row in (noun.row, *noun.instead.values(), *noun.others)}

    def says(column: Column) -> bool:
        return says_more(pages[noun.row_of(column)], pages[noun.others[0]], noun.words(column, OnPage))

    assert noun.without(OnPage, says) == []


def test_it_is_edited(noun: Noun, client: Client) -> None:
    pages = "".join(client.get(f"{row.get_absolute_url()}edit/").text for row in (noun.row, *noun.others))

    def edited(column: Column) -> bool:
        said = column.at(Edited)
        return f'name="{(said and said.name) or column.name}"' in pages

    assert noun.without(Edited, edited) == []
    assert noun.nevertheless(Edited, {*re.findall(r'name="(\w+)"', pages)} - {"version"}) == []


def test_the_admin_site_shows_it(noun: Noun, client: Client) -> None:
    model = type(noun.row)
    page = client.get(f"/admin/{model._meta.app_label}/{model._meta.model_name}/{noun.row.pk}/change/").text
    assert noun.without(OnAdmin, lambda column: on_admin(page, column)) == []
    fields: Any = admin.site._registry[model].fields
    assert noun.nevertheless(OnAdmin, fields) == []


def test_an_import_brings_it(follow_ups: Noun, ada: User) -> None:
    noun, other = follow_ups, follow_ups.others[0]
    names = {name: said for name, said in COLUMNS.at(Imported).items() if name != "reference"}
    heads = [str(said.label or COLUMNS[name].label) for name, said in names.items()]
    written = [_written(noun.row, COLUMNS[name]) for name in names]
    # Once it is known it stays.
    FollowUp.objects.filter(pk=other.pk).update(first_due_on=None)
    source = upload("ours.csv", Table([["Ref", *heads], [other.reference, *written]]), by=ada)
    preview(source)
    assert source.lines.get().problems == []
    confirm(source)
    source.refresh_from_db()
    write_all(source)
    other.refresh_from_db()
    assert source.lines.get().follow_up_id == other.pk
    assert noun.without(Imported, lambda column: column.name == "reference" or _same(noun.row, other, column)) == []
    assert noun.nevertheless(Imported, HEADS.keys() - {Field.KEY}) == []


def test_many_are_changed_in_it_at_once(follow_ups: Noun, ada: User) -> None:
    noun, other = follow_ups, follow_ups.others[0]
    names = {said.name or name: COLUMNS[name] for name, said in COLUMNS.at(InBulk).items()}
    values = {name: getattr(noun.row_of(column), column.fields[0]) for name, column in names.items()}
    sent = {name: getattr(value, "label", None) or typed(value) for name, value in values.items()}
    form = BulkEditForm({**sent, "note": "As the others."}, user=ada)
    assert form.is_valid(), form.errors
    form.bulk_edit().apply(other, by=ada)
    assert noun.without(InBulk, lambda column: _same(noun.row_of(column), other, column)) == []
    assert noun.nevertheless(InBulk, form.fields) == []
    emptied = [said.name or name for name, said in COLUMNS.at(InBulk).items() if said.empties]
    form = BulkEditForm({"empty": emptied, "note": "Not any more."}, user=ada)
    assert form.is_valid(), form.errors
    form.bulk_edit().apply(other, by=ada)
    assert {name: getattr(other, name) for name in emptied} == dict.fromkeys(emptied)


def test_the_list_stands_in_groups_by_it(follow_ups: Noun, client: Client) -> None:
    def groups(column: Column) -> bool:
        page = client.get(f"/follow-ups/?status=&group={column.name}").text
        heads = re.findall(r'<tr class="group">.*?</tr>', page, re.DOTALL)
        return any(has_any(head, follow_ups.words(column)) for head in heads)

    assert follow_ups.without(Grouped, groups) == []


def test_the_card_of_the_board_says_it(follow_ups: Noun, client: Client) -> None:
    page = client.get("/follow-ups/?layout=board").text
    card = lines(page, follow_ups.row)[0]
    assert follow_ups.without(OnCard, lambda column: has_any(card, follow_ups.words(column))) == []


def test_a_report_is_cut_by_it(follow_ups: Noun, client: Client) -> None:
    cut = cache(lambda by: client.get("/reports/", {"by": by, "period": "2018 to 2060"}).text)

    def cuts(column: Column) -> bool:
        said = column.at(Reported)
        name = (said and said.name) or column.name
        pages = cut(name), cut("kind" if name == "mandate" else "mandate")
        return says_more(pages[0], pages[1], [f">{words}" for words in follow_ups.words(column, Reported)])

    assert follow_ups.without(Reported, cuts) == []
    assert {said.name or name for name, said in COLUMNS.at(Reported).items()} == CUTS.keys()


def test_history_tells_it(follow_ups: Noun) -> None:
    """Whatever may be edited."""

    def tells(column: Column) -> bool:
        name = column.fields[0]
        value = follow_ups.row.value_of(name)
        told = worded(follow_ups.others[0].differences({name: value}))
        return bool(told) and has_any(told[0].after, [*follow_ups.words(column), "yes", str(value)])

    assert follow_ups.without(Edited, tells) == []


def _written(row: FollowUp, column: Column) -> str:
    value = getattr(row, column.fields[0])
    return "" if value is None else str(getattr(value, "label", "")) or said_of(row, column)[-1]


def _same(row: FollowUp, other: FollowUp, column: Column) -> bool:
    return all(raw(row.value_of(name)) == raw(other.value_of(name)) for name in column.fields)
