"""When somebody is away: said by themselves and by officers, seen beside their name, counted in working days."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User
from tracker.directory.absences.away import absence_on, be_away, be_back
from tracker.directory.absences.models import Absence
from tracker.directory.absences.working_days import nth_worked
from tracker.directory.models import Organisation, Person
from tracker.history.undo import undo

SignIn = Callable[[User], Client]


def days(person: Person) -> list[tuple[date, date, str]]:
    rows = person.absences.select_related("deputy")
    return [(row.since, row.until, str(row.deputy or "")) for row in rows]


def address(person: Person) -> str:
    return reverse("directory:person_away", args=[person.pk])


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return {name: list(sentences) for name, sentences in answer.context["form"].errors.items()}


def test_an_officer_says_that_a_colleague_is_away(noor: User, claire: User, today: date, sign_in: SignIn) -> None:
    last = today + timedelta(days=9)
    sign_in(claire).post(address(noor.person), {"away_until": str(last), "deputy": "Claire Dubois"})
    assert days(noor.person) == [(today, last, "Claire Dubois")]
    page = sign_in(claire).get(noor.person.get_absolute_url()).content.decode()
    assert ("Away until" in page, "Deputy:" in page) == (True, True)


def test_a_deputy_who_became_restricted_is_not_named(
    noor: User, coordinator: Person, today: date, sign_in: SignIn
) -> None:
    Absence.objects.create(person=noor.person, since=today, until=today, deputy=coordinator)
    seen = []
    for classification in ("general", "restricted"):
        Person.objects.filter(pk=coordinator.pk).update(classification=classification)
        seen.append(coordinator.name in sign_in(noor).get(noor.person.get_absolute_url()).text)
    assert seen == [True, False]


def test_a_reader_says_it_of_themselves_alone_and_takes_it_back(
    noor: User, claire: User, today: date, sign_in: SignIn
) -> None:
    browser, typed = sign_in(noor), {"away_until": str(today + timedelta(days=9))}
    assert browser.post(address(claire.person), typed).status_code == 403
    browser.post(address(noor.person), typed)
    assert len(days(noor.person)) == 1
    entry = noor.person.history.first()
    browser.post(reverse("directory:person_undo", args=[noor.person.pk, entry.pk]))
    assert days(noor.person) == []


def test_what_they_edited_in_the_directory_is_still_not_a_readers_to_undo(
    noor: User, amina: User, sign_in: SignIn
) -> None:
    entry = noor.person.change("edited", by=amina, telephone="+32 2 555 01 31")
    path = reverse("directory:person_undo", args=[noor.person.pk, entry.pk])
    assert sign_in(noor).post(path).status_code == 403


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (
            {"away_since": "5 May 2099", "away_until": "4 May 2099"},
            {"away_until": ["The last day comes after the first one."]},
        ),
        ({"away_until": "4 May 2018"}, {"away_until": ["That day is over."]}),
        ({"away_since": "5 May 2099"}, {"away_until": ["Say which day is the last one."]}),
        ({"deputy": "Claire Dubois"}, {"away_until": ["Say until when the deputy stands in."]}),
        (
            {"away_until": "5 May 2099", "deputy": "Noor Haddad"},
            {"deputy": ["Nobody stands in for themselves. Choose somebody else."]},
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_the_field(
    typed: dict[str, str], wrong: dict[str, list[str]], noor: User, claire: User, sign_in: SignIn
) -> None:
    assert errors(sign_in(claire).post(address(noor.person), typed)) == wrong


def test_it_is_said_in_the_preferences_too(noor: User, claire: User, today: date, sign_in: SignIn) -> None:
    last = today + timedelta(days=3)
    typed = {"daily": "on", "at_once": "on", "away_until": str(last), "deputy": str(claire.person)}
    sign_in(noor).post("/mails/preferences/", typed)
    assert days(noor.person) == [(today, last, "Claire Dubois")]


def test_whoever_is_back_early_was_away_until_yesterday(noor: User, today: date) -> None:
    began, day = today - timedelta(days=4), timedelta(days=1)
    be_away(noor.person, by=noor, today=began, days=(began, today + day), deputy=None)
    entry = be_back(noor.person, by=noor, today=today)
    assert days(noor.person) == [(began, today - day, "")]
    assert entry
    person = Person.objects.get(pk=noor.person.pk)
    undo(person, entry, by=noor)
    assert days(person) == [(began, today + day, "")]


def test_what_was_is_kept_when_further_days_are_said(noor: User, today: date) -> None:
    day = timedelta(days=1)
    be_away(noor.person, by=noor, today=today - 9 * day, days=(today - 9 * day, today - 5 * day), deputy=None)
    be_away(noor.person, by=noor, today=today, days=(today, today + day), deputy=None)
    assert [len(days(noor.person)), absence_on(noor.person, today - 7 * day) is None] == [2, False]


def test_two_who_say_otherwise_at_once_see_both(noor: User, claire: User, today: date, sign_in: SignIn) -> None:
    version = noor.person.version
    be_away(noor.person, by=noor, today=today, days=(today, today + timedelta(days=1)), deputy=None)
    typed = {"away_until": str(today + timedelta(days=5)), "version": str(version)}
    answer = sign_in(claire).post(address(noor.person), typed)
    assert (answer.status_code, len(days(noor.person))) == (409, 1)


@pytest.mark.django_db(transaction=True)
def test_two_presses_make_one_absence(noor: User, today: date, at_once: Any) -> None:
    last = today + timedelta(days=5)

    def press() -> int:
        be_away(Person.objects.get(pk=noor.person.pk), by=noor, today=today, days=(today, last), deputy=None)
        return Absence.objects.count()

    assert at_once([press] * 2) == [1, 1]


def test_a_field_says_of_whom_it_offers_that_they_are_away(
    noor: User, claire: User, today: date, sign_in: SignIn
) -> None:
    be_away(noor.person, by=noor, today=today, days=(today, date(2099, 12, 31)), deputy=claire.person)
    page = sign_in(claire).get("/partners/offers/people/?owner=noor").content.decode()
    assert "away until 31 December 2099; deputy: Claire Dubois" in page


def test_working_days_leave_out_weekends_holidays_and_days_away(noor: User, wco: Organisation) -> None:
    Organisation.objects.filter(pk=wco.pk).update(country="BE")
    person = Person.objects.get(pk=noor.person.pk)
    friday = date(2027, 7, 16)
    assert [nth_worked(person, friday, number) for number in (1, 2, 4)] == [
        friday, date(2027, 7, 19), date(2027, 7, 22),  # The 21st is the national day.
    ]  # fmt: skip
    be_away(person, by=noor, today=friday, days=(date(2027, 7, 19), date(2027, 7, 22)), deputy=None)
    assert nth_worked(Person.objects.get(pk=person.pk), friday, 2) == date(2027, 7, 23)


def test_of_a_restricted_person_a_stranger_finds_no_absence(secret: Any, claire: User, omar: User, today: date) -> None:
    name = Person.add(by=claire, name="Known to few", classification="restricted")
    be_away(name, by=claire, today=today, days=(today, today), deputy=None)
    assert [Absence.objects.visible_to(user).count() for user in (claire, omar)] == [1, 0]
