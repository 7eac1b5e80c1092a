"""What Suivi gives out comes back unchanged: the whole demo, as it is loaded, out and in and out again."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.demo.conftest import day, demo
from tests.imports.conftest import brought_back, given_out
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.imports.models import RowOutcome

__all__ = ["day", "demo"]
pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("form", "language"), [("csv", "en"), ("xlsx", "en"), pytest.param("csv", "fr", marks=pytest.mark.one_database)]
)
def test_our_own_list_comes_back_with_nothing_to_change(form: str, language: str, sign_in: SignIn) -> None:
    jonas = User.objects.get(email="jonas@suivi.example")
    User.objects.filter(pk=jonas.pk).update(language=language)
    client = sign_in(jonas)
    before, entries = given_out(client, form), Entry.objects.count()
    source = brought_back(client, before, form)
    assert {line.outcome for line in source.lines.all()} == {RowOutcome.SAME}
    assert source.lines.count() == FollowUp.objects.visible_to(jonas).count()
    client.post(f"/imports/{source.pk}/confirm/")
    assert Entry.objects.count() == entries
    if form == "csv":
        assert given_out(client, form) == before
