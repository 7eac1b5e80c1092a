"""Lists of the admin site answer what their own filters ask, and refuse whatever else an address asks."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.kit.admin_lists import ListedAdmin

pytestmark = pytest.mark.one_database

SignIn = Callable[[User], Client]
ADMINS: dict[type[Model], Any] = admin.site._registry
LOOKUPS = ("", "__exact", "__in", "__gte", "__regex", "__isnull", "__year", "__contains", "__pk", "__id__exact")
# Beyond the columns themselves: into the words of history, and through what others wrote.
DEEPER = ("changes__meeting__from_text__gte", "user__password__startswith", "by__email__regex", "owner__account__email")
DAYS = ("9999", "9999-12-31", "0001-01-01")
NONSENSE = ("[", "9" * 30)
BEYOND = [
    {"q": "a " * 1_500, "_changelist_filters": "password__regex=["},
    {"q": '"', "o": "9" * 30, "p": "9" * 30, "_facets": "x"},
    {"q": "\\", "o": f"-x{'.1234' * 400}", "p": "-1", "_popup": "x"},
    {"_to_field": "password"},
]


def page(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def dated(names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(("__gte", "__lt", "__year", "__month"))]


def guesses(model: type[Model]) -> Iterator[str]:
    names = {field.name for field in model._meta.get_fields()} | {"pk"}
    yield from (f"{name}{lookup}" for name in sorted(names) for lookup in LOOKUPS)
    yield from DEEPER


@pytest.fixture
def jonas_at_work(jonas: User, sign_in: SignIn) -> Client:
    client = sign_in(jonas)
    client.raise_request_exception = False
    return client


def test_every_list_stands_on_the_one_that_refuses() -> None:
    assert [model for model, made in ADMINS.items() if not isinstance(made, ListedAdmin)] == []


def test_no_filter_goes_through_a_relation(rf: Any, jonas: User) -> None:
    """Its choices would name, and its answers count, what this administrator may find no trace of."""
    asked = {model: made.asked(_request(rf, jonas)) for model, made in ADMINS.items()}
    through = {
        (model, name)
        for model, names in asked.items()
        for field in model._meta.get_fields()
        for name in names
        if field.is_relation and name.startswith(f"{field.name}__") and not name.endswith("__isempty")
    }
    assert through == set()


def test_a_list_is_asked_only_what_its_filters_ask(rf: Any, jonas: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """What each offers is worked out once for all guesses."""
    request = _request(rf, jonas)
    offered = {model: made.asked(request) for model, made in ADMINS.items()}
    allowed = set()
    for model, made in ADMINS.items():
        monkeypatch.setattr(made, "asked", lambda _request, names=offered[model]: names)
        guessed = (each for each in guesses(model) if each not in offered[model])
        allowed |= {(model, each) for each in guessed if made.lookup_allowed(each, "1", request)}
    assert allowed == set()
    assert {len(names) < 25 for names in offered.values()} == {True}


@pytest.mark.parametrize(
    "asked",
    [
        "accounts/user/?email__exact=jonas@suivi.example&password__regex=^",
        "accounts/user/?name__regex=[",
        "accounts/user/?name__regex=^(a%2b)%2b$",
        f"accounts/user/?entries={'9' * 23}",
        f"accounts/user/?recorded_follow_ups__gt={'9' * 23}",
        "accounts/user/?recorded_follow_ups=50",
        "accounts/user/?date_joined__year=99999999",
        "accounts/securityevent/?detail__regex=(",
        "accounts/securityevent/?user__password__startswith=p",
        "directory/person/?follow_ups=57",
        f"directory/person/?follow_ups={'9' * 23}",
        "directory/organisation/?participations=33",
        "history/entry/?object_id=57&verb=edited&changes__meeting__from_text__gte=A",
    ],
)
def test_what_was_once_read_letter_by_letter_is_refused(asked: str, jonas_at_work: Client) -> None:
    assert jonas_at_work.get(f"/admin/{asked}").status_code == 400


@pytest.mark.filterwarnings("ignore:DateTimeField")
def test_a_list_falls_over_nothing_that_is_asked(rf: Any, jonas: User, jonas_at_work: Client) -> None:
    wrong = {}
    for model, made in ADMINS.items():
        names = sorted(made.asked(_request(rf, jonas)))
        values = ({name: value} for name in names for value in (NONSENSE if name not in dated(names) else DAYS))
        for query in (*values, *BEYOND):
            status = jonas_at_work.get(page(model), query).status_code
            if status not in (200, 302, 400):
                wrong[page(model), str(query)] = status
    assert wrong == {}


def test_what_is_only_looked_at_leads_to_the_page_that_changes_it(
    invitation: FollowUp, jonas_at_work: Client, eu: Organisation
) -> None:
    """In its row, and at the head of its page here."""
    for row in (invitation, invitation.meeting):
        said = f'href="{row.get_absolute_url()}"'
        in_row = jonas_at_work.get(page(type(row))).text.count(said)
        head = jonas_at_work.get(f"{page(type(row))}{row.pk}/change/").text
        assert (in_row, f"{said}>Change on its page" in head) == (1, True)
    head = jonas_at_work.get(f"{page(type(eu))}{eu.pk}/change/").text
    assert ("Change on its page" in head, f'href="{eu.get_absolute_url()}">On its page' in head) == (False, True)


def _request(rf: Any, user: User) -> Any:
    request = rf.get("/")
    request.user = user
    return request
