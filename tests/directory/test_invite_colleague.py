"""Inviting a colleague."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from tests.accounts.by_hand import choose, last_link, sign_in_by_hand
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.merging.merge import merge
from tracker.directory.models import Appointment, Organisation, Person
from tracker.setup.service_urls.email_url import mailer

NEW = "sofia@suivi.example"
SignIn = Callable[[User], Client]


def send(client: Client, **values: str) -> Any:
    words = {"name": "Sofia Costa", "email": NEW, "role": "officer", "language": "", "next": "/keys/"}
    return client.post(reverse("invite"), words | values)


def sofia() -> User:
    return User.objects.get(email=NEW)


def test_an_invited_colleague_chooses_a_password_and_is_in(jonas: User, unit: Organisation, sign_in: SignIn) -> None:
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    answer = send(sign_in(jonas), unit="Enforcement Unit", post="Analyst", sees_restricted="on", role="manager")
    assert (answer.status_code, answer.url) == (302, "/keys/")
    user = sofia()
    assert (user.name, user.role, user.sees_restricted, user.has_usable_password()) == (
        "Sofia Costa", "manager", True, False,
    )  # fmt: skip
    assert (user.person.name, user.person.email) == ("Sofia Costa", NEW)
    assert [str(post) for post in user.person.appointments.all()] == ["Analyst, ENF"]
    assert [(each.to, each.subject) for each in mail.outbox] == [([NEW], "Jonas Lind invites you to Suivi")]
    client = Client()
    assert "Welcome, Sofia Costa" in client.get(last_link(), follow=True).text
    assert choose(client, last_link()).url == reverse("desk")
    assert sign_in_by_hand(Client(), NEW, "staple battery").status_code == 302
    assert "This link no longer works" in Client().get(last_link(), follow=True).text


def test_without_a_unit_there_is_no_post(jonas: User, sign_in: SignIn) -> None:
    send(sign_in(jonas))
    assert sofia().person.appointments.count() == 0


def test_a_unit_without_a_post_takes_the_role_for_it(jonas: User, unit: Organisation, sign_in: SignIn) -> None:
    send(sign_in(jonas), unit="ENF")
    assert [str(post) for post in sofia().person.appointments.all()] == ["Officer, ENF"]


def test_the_history_says_who_invited(jonas: User, sign_in: SignIn) -> None:
    send(sign_in(jonas))
    assert [(entry.verb, entry.by) for entry in sofia().person.history.all()] == [("added", jonas)]


@pytest.mark.parametrize("name", ["noor", "claire", "amina"])
def test_only_administrators_invite(request: pytest.FixtureRequest, sign_in: SignIn, name: str) -> None:
    client = sign_in(request.getfixturevalue(name))
    assert (client.get(reverse("invite")).status_code, send(client).status_code) == (403, 403)
    assert not User.objects.filter(email=NEW).exists()


def test_the_mail_speaks_the_language_of_the_invited(jonas: User, sign_in: SignIn) -> None:
    User.objects.filter(pk=jonas.pk).update(language="en")
    send(sign_in(jonas), language="fr")
    with translation.override("fr"):
        assert mail.outbox[0].subject == gettext("%(name)s invites you to Suivi") % {"name": "Jonas Lind"}
    assert sofia().language == "fr"


def test_sending_twice_makes_one(jonas: User, unit: Organisation, sign_in: SignIn) -> None:
    client = sign_in(jonas)
    for _ in range(2):
        assert send(client, unit="ENF", post="Analyst").status_code == 302
    assert User.objects.filter(email=NEW).count() == 1
    assert Person.objects.filter(name="Sofia Costa").count() == 1
    assert Appointment.objects.filter(person__account=sofia()).count() == 1


def test_inviting_again_who_never_signed_in_sends_the_mail_again(jonas: User, sign_in: SignIn) -> None:
    client = sign_in(jonas)
    send(client)
    send(client, email=" SOFIA@Suivi.example ", role="reader")
    assert [each.to for each in mail.outbox] == [[NEW], [NEW]]
    assert sofia().role == "reader"
    assert choose(Client(), last_link()).url == reverse("desk")


def test_who_signs_in_already_is_not_invited(jonas: User, claire: User, sign_in: SignIn) -> None:
    answer = send(sign_in(jonas), email=claire.email, role="administrator")
    assert (answer.status_code, "Somebody signs in with this e-mail already." in answer.text) == (422, True)
    claire.refresh_from_db()
    assert (claire.role, len(mail.outbox)) == ("officer", 0)


def test_a_closed_account_is_not_opened_by_inviting(jonas: User, claire: User, sign_in: SignIn) -> None:
    User.objects.filter(pk=claire.pk).update(is_active=False)
    answer = send(sign_in(jonas), email=claire.email)
    assert (answer.status_code, "Open it again on the admin site." in answer.text) == (422, True)


def test_a_person_known_by_e_mail_gets_the_account(jonas: User, sign_in: SignIn) -> None:
    person = Person.add(by=jonas, name="Sofía Costa", email="Sofia@SUIVI.example")
    send(sign_in(jonas))
    assert sofia().person == person
    assert [entry.verb for entry in person.history.order_by("id")] == ["added", "edited"]


def test_of_somebody_who_was_called_otherwise_it_asks_by_both_names(jonas: User, sign_in: SignIn) -> None:
    person, client = Person.add(by=jonas, name="Ingrid Aas"), sign_in(jonas)
    person.change("edited", by=jonas, name="Sofia Costa", email=NEW)
    answer = send(client)
    assert (answer.status_code, "Sofia Costa, before: Ingrid Aas" in answer.text) == (422, True)


def test_of_somebody_who_stands_for_another_since_a_merge_it_asks_by_every_name(jonas: User, sign_in: SignIn) -> None:
    person, other = Person.add(by=jonas, name="Sofia Costa", email=NEW), Person.add(by=jonas, name="Ingrid Aas")
    merge(other, person, by=jonas)
    answer = send(sign_in(jonas))
    assert (answer.status_code, "Sofia Costa, before: Ingrid Aas" in answer.text) == (422, True)


def test_a_merge_that_whoever_invites_may_not_know_of_makes_it_ask_all_the_same(
    jonas: User, mei: User, sign_in: SignIn
) -> None:
    person, other = (
        Person.add(by=mei, name="Sofia Costa", email=NEW),
        Person.add(by=mei, name="R", classification=RESTRICTED),
    )
    merge(other, person, by=mei)
    answer = send(sign_in(jonas))
    assert (answer.status_code, "before" in answer.text.partition("<main")[2]) == (422, False)


def test_a_name_that_was_left_behind_is_told_to_nobody_who_invites(jonas: User, mei: User, sign_in: SignIn) -> None:
    person = Person.add(by=mei, name="Agent Secretname", classification=RESTRICTED)
    person.change("edited", by=mei, name="Sofia Costa")
    person.open(by=mei)
    answer = send(sign_in(jonas))
    assert (answer.status_code, "Sofia Costa" in answer.text, "Secretname" in answer.text) == (422, True, False)


def test_of_somebody_who_is_called_otherwise_it_asks_in_spite_of_the_e_mail(jonas: User, sign_in: SignIn) -> None:
    """Whoever edits the directory may write any e-mail there: it must not decide what a colleague sees."""
    person, client = Person.add(by=jonas, name="Ingrid Aas", email="sofia@suivi.example"), sign_in(jonas)
    answer = send(client)
    assert (answer.status_code, User.objects.filter(email=NEW).exists()) == (422, False)
    assert (send(client, which="new").status_code, sofia().person == person) == (302, False)


ASKED = "Somebody of this name or e-mail is here already."


@pytest.mark.parametrize("name", ["Sofia Costa", "sofía costa"])
def test_of_a_namesake_it_asks_whether_it_is_the_same(jonas: User, sign_in: SignIn, name: str) -> None:
    person, client = Person.add(by=jonas, name=name), sign_in(jonas)
    for which in ("", "0", "x"):
        answer = send(client, which=which)
        assert (answer.status_code, answer.text.count(ASKED)) == (422, 2)
    assert not User.objects.filter(email=NEW).exists()
    for _ in range(2):
        assert send(client, which=str(person.pk)).status_code == 302
    assert (sofia().person, Person.objects.filter(name=name).count()) == (person, 1)


def test_a_namesake_who_is_somebody_else_stays_as_they_are(jonas: User, sign_in: SignIn) -> None:
    namesake = Person.add(by=jonas, name="Sofia Costa")
    send(sign_in(jonas), which="new")
    namesake.refresh_from_db()
    assert (sofia().person != namesake, namesake.account) == (True, None)


def test_of_two_with_the_same_e_mail_it_asks_which(jonas: User, sign_in: SignIn) -> None:
    both = [Person.add(by=jonas, name=name, email=NEW) for name in ("S. Costa", "Costa")]
    client = sign_in(jonas)
    assert ASKED in send(client).text
    send(client, which=str(both[1].pk))
    assert sofia().person == both[1]


def test_a_person_chosen_from_the_directory_gets_the_account(jonas: User, coordinator: Person, sign_in: SignIn) -> None:
    send(sign_in(jonas), person="Gilles de Kerchove")
    assert sofia().person == coordinator
    coordinator.refresh_from_db()
    assert (coordinator.name, coordinator.email) == ("Gilles de Kerchove", NEW)


def test_a_namesake_with_another_e_mail_is_somebody_else(jonas: User, sign_in: SignIn) -> None:
    namesake = Person.add(by=jonas, name="Sofia Costa", email="s.costa@eu.example")
    client = sign_in(jonas)
    assert ASKED in send(client).text
    send(client, which="new")
    assert sofia().person != namesake


def test_who_is_chosen_from_the_directory_keeps_their_e_mail(jonas: User, coordinator: Person, sign_in: SignIn) -> None:
    coordinator.change("edited", by=jonas, email="gilles@eu.example")
    send(sign_in(jonas), person="Gilles de Kerchove")
    assert (sofia().person, sofia().person.email) == (coordinator, "gilles@eu.example")


@pytest.mark.parametrize(("field", "offered"), [("unit", "units"), ("person", "people")])
def test_each_name_is_offered_from_among_its_own(jonas: User, sign_in: SignIn, field: str, offered: str) -> None:
    box = str(sign_in(jonas).get(reverse("invite")).context["form"][field])
    assert re.findall(r"/offers/(\w+)/", box) == [offered]


def test_a_person_whom_the_administrator_may_not_know_is_not_taken_for_the_colleague(
    jonas: User, claire: User, sign_in: SignIn
) -> None:
    hidden = [Person.add(by=claire, classification=RESTRICTED, **who) for who in ({"name": "Sofia Costa"},
              {"name": "S. Costa", "email": NEW})]  # fmt: skip
    send(sign_in(jonas))
    assert sofia().person not in hidden


@pytest.mark.parametrize("field", ["unit", "person"])
def test_nobody_is_chosen_whom_the_administrator_may_not_know(
    jonas: User, claire: User, sign_in: SignIn, field: str
) -> None:
    Person.add(by=claire, name="Zebedee", classification=RESTRICTED)
    Organisation.add(by=claire, name="Zebedee", classification=RESTRICTED, is_ours=True)
    answer = send(sign_in(jonas), **{field: "Zebedee"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_a_person_with_an_account_is_not_given_a_second(jonas: User, claire: User, sign_in: SignIn) -> None:
    answer = send(sign_in(jonas), person="Claire Dubois")
    assert answer.status_code == 422
    assert "Claire Dubois has an account already: claire@suivi.example." in answer.text
    assert not User.objects.filter(email=NEW).exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Type something here."),
        ("name", "\u202ename", "hidden marks"),
        ("email", "", "Type the e-mail they will sign in with."),
        ("email", "not an e-mail", "Enter a valid email address."),
        ("role", "king", "Select a valid choice."),
        ("unit", "European Union", "Nothing is called “European Union”."),
        ("person", "Nobody", "Nothing is called “Nobody”."),
        ("post", "x" * 201, "it may be at most 200"),
    ],
)
def test_a_wrong_value_gets_a_sentence_and_loses_nothing(
    jonas: User, eu: Organisation, sign_in: SignIn, field: str, value: str, sentence: str
) -> None:
    answer = send(sign_in(jonas), **{field: value})
    assert (answer.status_code, answer.text.count(sentence)) == (422, 2)
    assert 'value="/keys/"' in answer.text
    assert not User.objects.filter(name="Sofia Costa").exists()


def test_a_mail_that_cannot_leave_is_told_and_sent_by_inviting_again(
    jonas: User, sign_in: SignIn, settings: Any
) -> None:
    client, working = sign_in(jonas), settings.MAILERS
    settings.MAILERS = {"default": mailer("smtp://127.0.0.1:1")}
    assert "the mail could not be sent" in client.get(send(client).url).text
    settings.MAILERS = working
    assert "Sofia Costa is invited: a mail is on its way to sofia@suivi.example." in client.get(send(client).url).text
    assert [each.to for each in mail.outbox] == [[NEW]]


def test_inviting_whom_only_some_know_asks_first(mei: User, sign_in: SignIn) -> None:
    User.objects.filter(pk=mei.pk).update(role="administrator")
    unit = Organisation.add(by=mei, name="Secret Unit", is_ours=True, classification=RESTRICTED)
    person = Person.add(by=mei, name="Sofia Costa", email=NEW, classification=RESTRICTED)
    client, typed = sign_in(mei), {"unit": unit.label, "post": "Analyst"}
    asked = send(client, **typed)
    assert ([each.thing for each in asked.context["shown"]], len(mail.outbox)) == ([person, unit], 0)
    assert not User.objects.filter(email=NEW).exists()
    answer = send(client, **typed, opening="with", opening_shown=asked.context["key"])
    assert (answer.url, [each.to for each in mail.outbox], sofia().person) == ("/keys/", [[NEW]], person)


def test_signing_in_links_nobody_whom_only_some_know(mei: User) -> None:
    person = Person.add(by=mei, name="Sofia Costa", email=NEW, classification=RESTRICTED)
    sees_all = User.objects.create_user(NEW, "correct horse", name="Sofia Costa", sees_restricted=True)
    assert sign_in_by_hand(Client(), NEW, "correct horse").status_code == 302
    person.refresh_from_db()
    assert (person.is_restricted, sees_all.person != person) == (True, True)


def test_whoever_does_not_see_restricted_matters_lets_nobody_see_them(
    jonas: User, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(jonas)
    assert "createsuperuser" in client.get(reverse("invite")).text
    User.objects.filter(pk=claire.pk).update(role="administrator", sees_restricted=True)
    assert "Only an administrator who sees them can let others see them." in client.get(reverse("invite")).text
    send(client, role="administrator", sees_restricted="on")
    assert sofia().sees_restricted is False
    send(sign_in(claire), role="administrator", sees_restricted="on")
    send(client, role="administrator")
    assert sofia().sees_restricted is True
    page = client.get(reverse("invited", args=[sofia().pk])).text
    assert (f"link-{sofia().pk}" in page, "sees what you do not" in page) == (False, True)
