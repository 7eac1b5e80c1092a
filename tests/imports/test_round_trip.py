"""What Suivi gives out comes back unchanged: the whole demo, as it is loaded, out and in and out again."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.demo.conftest import TUESDAY
from tests.imports.conftest import brought_back, given_out
from tests.kept_cast import kept
from tracker.accounts.models import User
from tracker.demo.load import load
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.imports.models import RowOutcome

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@kept
def demo(db: None) -> None:
    load(TUESDAY)


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_has_left_is_named_so_in_the_file_and_read_back_all_the_same(
    language: str, wco: Organisation, claire: User, sign_in: SignIn
) -> None:
    rosa = Person.add(by=claire, name="Rosa Conti")
    Appointment.objects.create(person=rosa, organisation=wco, title="Analyst", until=date(2018, 5, 24))
    FollowUp.log(by=claire, title="Send the paper", owner=rosa)
    User.objects.filter(pk=claire.pk).update(language=language)
    file = given_out(sign_in(claire), "csv")
    User.objects.filter(pk=claire.pk).update(language="en")
    lines = brought_back(sign_in(claire), file, "csv").lines
    assert ("Rosa Conti (" in file.decode(), [line.outcome for line in lines.all()]) == (True, [RowOutcome.SAME])


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("form", "language"),
    [
        ("csv", "en"),
        ("xlsx", "en"),
        *(pytest.param(form, "fr", marks=pytest.mark.one_database) for form in ("csv", "xlsx")),
    ],
)
def test_our_own_list_comes_back_with_nothing_to_change(form: str, language: str, sign_in: SignIn) -> None:
    jonas = User.objects.get(email="jonas@suivi.example")
    User.objects.filter(pk=jonas.pk).update(language=language)
    client = sign_in(jonas)
    before, entries = given_out(client, form), Entry.objects.count()
    if form == "xlsx":
        marked = brought_back(client, before, form)
        assert {line.outcome for line in marked.lines.all()} == {RowOutcome.SAME}
    source = brought_back(client, before, form, marked=False)
    assert {line.outcome for line in source.lines.all()} == {RowOutcome.SAME}
    assert source.lines.count() == FollowUp.objects.visible_to(jonas).count()
    client.post(f"/imports/{source.pk}/confirm/")
    assert Entry.objects.count() == entries
    if form == "csv":
        assert given_out(client, form) == before
