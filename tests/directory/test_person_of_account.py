"""Whoever signs in stands in the directory once, however the account was born."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.accounts.by_hand import sign_in_by_hand
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.appointment_changes import appoint
from tracker.directory.management.commands.mend_accounts import DOUBT
from tracker.directory.models import Organisation, Person
from tracker.directory.person_of_account import candidates_for, settle
from tracker.meetings.models import Meeting, Participation

ADA = "ada@suivi.example"
TRACKER = Path(__file__).resolve().parents[2] / "tracker"


@pytest.fixture
def ada(db: None) -> User:
    """An account as a shell, a copy of a database or another program makes it: nobody in the directory."""
    return User.objects.create_superuser(ADA, "correct horse", name="Ada Byron")


def unmistakable(user: User) -> Person | None:
    return candidates_for(user).unmistakable


def test_who_has_the_e_mail_and_the_name_is_the_one(ada: User, jonas: User) -> None:
    Person.add(by=jonas, name="Ada Byron")
    same = Person.add(by=jonas, name="Ada BYRÓN", email="ADA@suivi.example")
    assert unmistakable(ada) == same


def test_whoever_is_called_otherwise_is_not_the_one_for_an_e_mail_that_others_may_write(ada: User, jonas: User) -> None:
    other = Person.add(by=jonas, name="A. Byron", email=ADA)
    assert (unmistakable(ada), candidates_for(ada).people) == (None, [other])


def test_the_only_namesake_without_an_e_mail_is_the_one(ada: User, jonas: User) -> None:
    assert unmistakable(ada) is None
    same = Person.add(by=jonas, name="Ada BYRÓN")
    assert unmistakable(ada) == same
    Person.add(by=jonas, name="Ada Byron")
    assert unmistakable(ada) is None


def test_a_namesake_with_another_e_mail_is_not_the_one(ada: User, jonas: User) -> None:
    Person.add(by=jonas, name="Ada Byron", email="ada@eu.example")
    assert unmistakable(ada) is None


def test_a_namesake_with_a_post_at_a_partner_is_not_the_one(ada: User, jonas: User, eu: Organisation) -> None:
    appoint(Person.add(by=jonas, name="Ada Byron"), by=jonas, organisation=eu, title="Envoy")
    assert unmistakable(ada) is None


def test_a_namesake_who_spoke_for_a_partner_is_not_the_one(ada: User, jonas: User, eu: Organisation) -> None:
    meeting = Meeting.add(by=jonas, recorder=jonas, title="Talks", held_on=date(2018, 6, 1))
    Participation.objects.create(meeting=meeting, person=Person.add(by=jonas, name="Ada Byron"), organisation=eu)
    assert unmistakable(ada) is None


def test_who_has_an_account_or_may_not_be_known_is_not_the_one(ada: User, claire: User) -> None:
    ada.sees_restricted = False
    Person.add(by=claire, name="Ada Byron", classification=RESTRICTED)
    Person.add(by=claire, name="Ada Byron", account=User.objects.create_user("other@suivi.example", name="Ada Byron"))
    assert candidates_for(ada).people == []


def test_settled_twice_there_is_one_person_and_one_entry(ada: User) -> None:
    first, second = (settle(ada, by=ada) for _ in range(2))
    assert (first, Person.objects.count()) == (second, 1)
    assert [(entry.verb, entry.by) for entry in Person.objects.get().history.all()] == [("added", ada)]


def test_a_name_that_the_directory_cannot_keep_gives_way_to_the_e_mail(ada: User) -> None:
    ada.name = "\u202e" + "ﷺ" * 40
    person = settle(ada, by=ada)
    assert person
    assert person.name == ADA


def superuser(**more: Any) -> str:
    out = StringIO()
    values = {"interactive": False, "email": ADA, "name": "Ada Byron", "stdout": out}
    call_command("createsuperuser", **values | more)
    return out.getvalue()


@pytest.mark.django_db
def test_the_first_administrator_is_somebody() -> None:
    said = superuser()
    assert said.splitlines() == ["Superuser created successfully.", "Ada Byron stands in the directory now."]
    assert Person.objects.get().account == User.objects.get()


def test_the_first_administrator_is_whom_the_directory_knows(jonas: User) -> None:
    known = Person.add(by=jonas, name="Ada Byron")
    said = superuser()
    assert said.splitlines()[1:] == [f"Ada Byron was in the directory (number {known.pk}) and has this account now."]
    assert User.objects.get(email=ADA).person == known


def test_of_two_namesakes_it_says_what_to_do(jonas: User, sign_in: Any) -> None:
    both = [Person.add(by=jonas, name="Ada Byron") for _ in range(2)]
    said = superuser()
    assert "Several people in the directory may be this person. Sign in: Suivi asks which." in said
    user = User.objects.get(email=ADA)
    assert Person.objects.filter(account=user).count() == 0
    client = sign_in(user)
    page = client.get(reverse("who_am_i"))
    assert [key for key, _label in page.context["form"].fields["which"].choices] == [
        "", *(str(person.pk) for person in both), "new",
    ]  # fmt: skip
    assert client.post(reverse("who_am_i"), {"which": ""}).status_code == 422
    assert client.post(reverse("who_am_i"), {"which": str(both[1].pk)}).url == reverse("desk")
    both[1].refresh_from_db()
    assert both[1].account == user


@pytest.mark.parametrize(("typed", "number"), [("1", 0), ("2", 1), ("0", None)])
def test_at_a_terminal_it_asks_which(
    jonas: User, monkeypatch: pytest.MonkeyPatch, typed: str, number: int | None
) -> None:
    both = [Person.add(by=jonas, name="Ada Byron") for _ in range(2)]
    answers = iter(["9", typed])
    monkeypatch.setattr("builtins.input", lambda prompt="": next(answers))
    monkeypatch.setattr("getpass.getpass", lambda prompt="": "staple battery")
    superuser(interactive=True, stdin=object())
    person = User.objects.get(email=ADA).person
    assert [person == each for each in both] == [number == 0, number == 1]


def test_who_signs_in_without_a_person_becomes_somebody(ada: User) -> None:
    assert sign_in_by_hand(Client(), ADA).url == reverse("desk")
    assert Person.objects.get().account == ada


def test_an_administrator_with_namesakes_is_asked_at_sign_in(ada: User, jonas: User) -> None:
    for _ in range(2):
        Person.add(by=jonas, name="Ada Byron")
    assert sign_in_by_hand(Client(), ADA).url == reverse("who_am_i")
    assert Person.objects.filter(account=ada).count() == 0


def test_anybody_else_with_namesakes_is_somebody_new(ada: User, jonas: User) -> None:
    User.objects.filter(pk=ada.pk).update(role="officer")
    for _ in range(2):
        Person.add(by=jonas, name="Ada Byron")
    assert sign_in_by_hand(Client(), ADA).url == reverse("desk")
    assert Person.objects.filter(name="Ada Byron").count() == 3


def mend(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("mend_accounts", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_mending_shows_first_and_does_it_when_told(ada: User, jonas: User) -> None:
    known = Person.add(by=jonas, name="Ada Byron")
    User.objects.create_user("new@suivi.example", name="New")
    for _ in range(2):
        Person.add(by=jonas, name="Two")
    User.objects.create_user("two@suivi.example", name="Two")
    shown = [
        f"ada@suivi.example: gets Ada Byron (number {known.pk}), who has no account.",
        "new@suivi.example: is nobody in the directory, and is added to it.",
        f"two@suivi.example: {DOUBT}",
    ]
    assert mend() == [*shown, "Nothing is changed yet. To do it: python3 manage.py mend_accounts --apply"]
    assert Person.objects.filter(account__isnull=False).count() == 1
    assert mend("--apply") == [*shown, "Done: 2 accounts have their person."]
    assert [user.person.name for user in User.objects.exclude(email="two@suivi.example").order_by("email")] == [
        "Ada Byron", "Jonas Lind", "New",
    ]  # fmt: skip
    assert [entry.channel for entry in known.history.order_by("id")] == ["web", "system"]
    assert mend("--apply") == [shown[2], "Done: 0 accounts have their person."]


def test_a_house_without_the_fault_is_told_so(jonas: User) -> None:
    assert mend() == ["Every account has its person."]


def test_a_closed_account_is_given_its_person_but_no_new_one(ada: User, jonas: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert mend() == ["Every account has its person."]
    known = Person.add(by=jonas, name="Ada Byron", email=ADA)
    assert mend("--apply") == [
        f"ada@suivi.example: gets Ada Byron (number {known.pk}), who has no account.",
        "Done: 1 accounts have their person.",
    ]
    known.refresh_from_db()
    assert known.account == ada


def test_accounts_are_made_at_few_places_each_of_which_gives_them_a_person() -> None:
    makes = ("create_user(", "create_superuser(", "User.objects.create(", "User.objects.get_or_create(")
    found = {
        str(path.relative_to(TRACKER))
        for path in TRACKER.rglob("*.py")
        if any(word in path.read_text() for word in makes)
    }
    assert found == {"accounts/models.py", "demo/forms.py", "demo/house.py", "directory/invite_colleague.py"}
