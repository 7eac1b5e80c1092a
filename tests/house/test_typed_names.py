"""Every field in which a name is typed: what is typed there is a name, never a key, and "me" is whoever types."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseForm, Form
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.models import Organisation
from tracker.directory.people.filters import PersonFilter
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.models import FollowUp
from tracker.kit.row_by_name_field import NameField
from tracker.kit.rows_by_name_field import NamesField
from tracker.lists.filters import TYPED, ListFilter, NameFilter

SignIn = Callable[[User], Client]

pytestmark = pytest.mark.one_database
import_module(settings.ROOT_URLCONF)


def below(kind: Any) -> Iterator[Any]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def fields() -> Iterator[tuple[str, Any]]:
    """Each by the name of its form and its own."""
    for form in below(BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, NameField | NamesField) and form.__module__.startswith("tracker."):
                yield f"{form.__name__}.{name}", field


FIELDS = dict(fields())
LISTS = {each.__name__: each for each in below(ListFilter)}


def chosen(field: Any, typed: str, rows: Any) -> Any:
    """The row that is chosen among `rows`, or the sentence that refuses."""
    field.rows = rows
    try:
        value = field.to_python(typed if isinstance(field, NameField) else [typed])
    except ValidationError as refusal:
        return refusal.messages[0]
    return value if isinstance(field, NameField) else value[0]


def test_there_are_such_fields_in_every_kind_of_form() -> None:
    assert {"LogForm.owner", "MoveForm.waiting_on", "MailingForm.people", "ParticipantForm.person"} <= set(FIELDS)
    assert {"FollowUpFilter", "PledgeFilter", "MeetingFilter", "MandateFilter", "ActivityFilter"} <= set(LISTS)


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_typed_digits_name_what_is_called_so_and_are_no_key(field: Any, eu: Organisation) -> None:
    called = Organisation.add(by=None, name=str(eu.pk + 1_000), short_name=str(eu.pk + 1_267))
    found = [chosen(field, str(eu.pk + more), Organisation.objects.all()) for more in (1_000, 1_267)]
    assert found == [called, called]
    unknown = chosen(field, str(eu.pk), Organisation.objects.all())
    new = getattr(field, "make", None)
    assert getattr(unknown, "pk", None) is None, "a key was typed, and its row was taken"
    assert str(unknown) == (str(eu.pk) if new else f"Nothing is called “{eu.pk}”. Choose a name from the list.")


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_the_beginning_of_one_name_is_enough_unless_it_may_be_a_new_one(field: Any, eu: Organisation) -> None:
    found = chosen(field, "europ", Organisation.objects.all())
    asked = f"“europ” is how a known name begins: {eu.label}. Type more of it, or say that it is new."
    assert found == (asked if getattr(field, "make", None) else eu)


def names_of(form: type[Form]) -> list[str]:
    return [name for name, each in form.base_filters.items() if isinstance(each, NameFilter)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", LISTS.values(), ids=LISTS)
def test_digits_are_a_key_in_an_address_and_a_name_where_the_filters_were_typed(kind: Any, claire: User) -> None:
    if kind.__subclasses__() or not names_of(kind):
        return
    for typed in (True, False):
        data = QueryDict("&".join([*(f"{name}=" for name in names_of(kind)), *([f"{TYPED}=on"] if typed else [])]))
        day = {"today": timezone.localdate()} if kind is PersonFilter else {}
        form = kind(data, FollowUp.objects.all(), user=claire, **day).form
        assert {form.fields[name].reads_keys for name in names_of(kind)} == {not typed}


def test_the_filters_of_a_page_say_that_they_were_typed(claire: User, sign_in: SignIn, eu: Organisation) -> None:
    client: Client = sign_in(claire)
    page = client.get(reverse("follow_ups:list")).text
    assert f'<input type="hidden" name="{TYPED}" value="on">' in page
    told = f"Nothing is called “{eu.pk}”. Choose a name from the list."
    address = reverse("follow_ups:list")
    pages = [client.get(address, {"partner": eu.pk, **more}).text for more in ({}, {TYPED: "on"})]
    assert [told in page for page in pages] == [False, True]


@pytest.mark.parametrize("word", ["me", "Me", "moi"])
def test_me_is_whoever_types(word: str, claire: User, noor: User) -> None:
    field = FIELDS["OwnerForm.owner"]
    assert [chosen(field, word, choosable_names.people(user)) for user in (claire, noor)] == [
        claire.person,
        noor.person,
    ]


def test_the_list_knows_me(claire: User) -> None:
    mine = FollowUpFilter(QueryDict("owner=me"), FollowUp.objects.all(), user=claire)
    assert (mine.is_valid(), mine.form.cleaned_data["owner"]) == (True, claire.person)


def test_a_beginning_of_what_one_may_not_know_of_is_no_beginning(claire: User, noor: User) -> None:
    hidden = Organisation.add(by=claire, name="Zebedee Trading", classification="restricted")
    field = FIELDS["OwnerForm.owner"]
    found = [chosen(field, "zebed", choosable_names.organisations(user)) for user in (claire, noor)]
    assert found == [hidden, "Nothing is called “zebed”. Choose a name from the list."]


def test_several_beginnings_are_named(eu: Organisation) -> None:
    other = Organisation.add(by=None, name="European Patent Office")
    told = chosen(FIELDS["OwnerForm.owner"], "europe", Organisation.objects.all())
    names = f"{other.label}, {eu.label}"
    assert told == f"Several begin with “europe”: {names}. Type more of the name, or choose one from the list."
