"""Who has left, by SQL and by Python: one table of cases for both."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from tests.offered import offers_in
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.left import ask_about_leaver, has_left, has_left_expression
from tracker.directory.models import Appointment, Organisation, Person

TODAY = date(2018, 5, 25)
EVE, MORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
SignIn = Callable[[User], Client]
# The posts by their first and last days, whether the account is active, and whether they have left.
CASES: dict[str, tuple[list[tuple[date | None, date | None]], bool | None, bool]] = {
    "no post, no account": ([], None, False),
    "no post, an account": ([], True, False),
    "no post, a closed account": ([], False, True),
    "a post with an open end": ([(None, None)], None, False),
    "a post that ended yesterday": ([(None, EVE)], None, True),
    "a post on its last day": ([(EVE, TODAY)], None, False),
    "a post that ends tomorrow": ([(None, MORROW)], None, False),
    "one ended, one held": ([(None, EVE), (EVE, None)], None, False),
    "one ended, one to come": ([(None, EVE), (MORROW, None)], None, False),
    "both ended": ([(None, EVE), (EVE, EVE)], None, True),
    "a post that ended, an account": ([(None, EVE)], True, True),
    "a post held, a closed account": ([(None, None)], False, True),
}


@pytest.mark.parametrize("case", CASES)
def test_both_say_the_same(case: str, wco: Organisation, jonas: User) -> None:
    posts, is_active, left = CASES[case]
    account = None if is_active is None else User.objects.create_user("ada@x.example", name="Ada", is_active=is_active)
    person = Person.add(by=jonas, name="Ada Byron", account=account)
    for since, until in posts:
        Appointment.objects.create(person=person, organisation=wco, title="Officer", since=since, until=until)
    found = Person.objects.annotate(left=has_left_expression("pk", TODAY)).get(pk=person.pk)
    assert (found.left, has_left(found, TODAY)) == (left, left)


@pytest.mark.parametrize(("until", "left"), [(EVE, False), (None, False)])
def test_a_post_that_only_few_may_know_of_says_of_nobody_that_they_left(
    until: date | None, left: bool, claire: User
) -> None:
    hidden = Organisation.add(by=claire, name="Hidden", classification=RESTRICTED)
    person = Person.add(by=claire, name="Ada Byron")
    Appointment.objects.create(person=person, organisation=hidden, title="Officer", until=until)
    found = Person.objects.annotate(left=has_left_expression("pk", TODAY)).get(pk=person.pk)
    assert (found.left, has_left(found, TODAY)) == (left, left)


def test_a_post_that_only_few_may_know_of_keeps_nobody_from_having_left(claire: User, wco: Organisation) -> None:
    hidden = Organisation.add(by=claire, name="Hidden", classification=RESTRICTED)
    person = Person.add(by=claire, name="Ada Byron")
    for place, until in ((wco, EVE), (hidden, None)):
        Appointment.objects.create(person=person, organisation=place, title="Officer", until=until)
    found = Person.objects.annotate(left=has_left_expression("pk", TODAY)).get(pk=person.pk)
    assert (found.left, has_left(found, TODAY)) == (True, True)


@pytest.fixture
def gone(wco: Organisation, jonas: User) -> Person:
    """Rosa's only post ended, and nobody closed anything."""
    person = Person.add(by=jonas, name="Rosa Conti")
    Appointment.objects.create(person=person, organisation=wco, title="Analyst", until=date(2018, 5, 24))
    return person


def test_whoever_has_left_is_marked_among_the_suggestions(gone: Person, claire: User, sign_in: SignIn) -> None:
    offers = sign_in(claire).get(reverse("directory:person_suggestions"), {"owner": "rosa"}).text
    assert offers_in(offers) == ["Rosa Conti | left"]


def test_whoever_has_left_is_marked_on_their_page(gone: Person, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    pages = [client.get(person.get_absolute_url()).text for person in (gone, claire.person)]
    assert ['<span class="tag">left</span>' in page for page in pages] == [True, False]


class Given(forms.Form):
    title = forms.CharField()
    owner = forms.ModelChoiceField(Person.objects.all(), required=False)
    note = forms.CharField(required=False)
    started: Person | None = None

    def clean(self) -> None:
        ask_about_leaver(self, "owner", self.started)


@pytest.mark.parametrize(
    ("typed", "had_it", "asks", "is_refused"),
    [
        ("gone", False, True, True),
        ("gone ticked", False, True, False),
        ("gone", True, False, False),
        ("there", False, False, False),
        ("", False, False, False),
    ],
)
@pytest.mark.parametrize("prefix", [None, "step"])
def test_whoever_has_left_is_named_only_where_it_is_meant_so(
    prefix: str | None, typed: str, had_it: bool, asks: bool, is_refused: bool, gone: Person, claire: User
) -> None:
    person = {"gone": gone.pk, "there": claire.person.pk}.get(typed.partition(" ")[0], "")
    data = {"title": "Speak", "owner": person, "owner_left": "on" if "ticked" in typed else ""}
    form = Given({f"{prefix}-{name}" if prefix else name: value for name, value in data.items()}, prefix=prefix)
    form.started = gone if had_it else None
    sentence = "Rosa Conti has left. Choose somebody else, or tick the box if it is meant so."
    assert form.errors == ({"owner": [sentence]} if is_refused else {})
    assert list(form.fields) == ["title", "owner", *(["owner_left"] if asks else []), "note"]
