"""Officers give a contact of a partner a link, see whether it was opened, and revoke it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client

from tests.accounts.conftest import Letterbox
from tests.conftest import CANARY
from tests.house.pages import as_sent
from tests.partner_links.conftest import SignIn
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.partner_links.models import Did, LinkMail, LinkUse, PartnerLink
from tracker.partner_links.models.partner_link import digest_of
from tracker.setup.service_urls.email_url import mailer

AtOnce = Callable[..., list[object]]


def page_of(eu: Organisation) -> str:
    return f"/partners/{eu.pk}/links/new/"


def give(client: Client, eu: Organisation, **typed: object) -> str:
    """The page that follows."""
    place = page_of(eu)
    return client.post(place, as_sent(client.get(place), **typed), follow=True).text


def address_in(page: str) -> str:
    return page.partition('readonly value="')[2].partition('"')[0]


def test_the_address_is_shown_once_and_leads_to_the_list(
    coordinator: Person, eu: Organisation, letter: FollowUp, claire: User, sign_in: SignIn
) -> None:
    officer = sign_in(claire)
    address = address_in(give(officer, eu))
    link = PartnerLink.objects.get()
    assert (link.person, link.organisation, link.made_by) == (coordinator, eu, claire)
    token = address.rstrip("/").rpartition("/")[2]
    assert (link.digest, address_in(officer.get(link.get_absolute_url()).text)) == (digest_of(token), "")
    door = Client().get(f"/partner/{token}/")
    assert ("This page is for Gilles de Kerchove" in door.text, "Send the letter" in door.text) == (True, False)


def test_a_look_ahead_of_the_page_does_not_use_the_address_up(
    coordinator: Person, eu: Organisation, claire: User, sign_in: SignIn
) -> None:
    officer, place = sign_in(claire), page_of(eu)
    officer.post(place, as_sent(officer.get(place)))
    page = PartnerLink.objects.get().get_absolute_url()
    officer.head(page)
    assert address_in(officer.get(page).text) != ""


def test_it_goes_by_mail_to_the_contact_alone_and_names_nothing_that_is_owed(
    letterbox: Letterbox, coordinator: Person, eu: Organisation, letter: FollowUp, claire: User, sign_in: SignIn
) -> None:
    page = give(sign_in(claire), eu, by_mail="on")
    [envelope] = letterbox.received
    text = envelope.content.decode()
    assert (envelope.rcpt_tos, "Send the letter" in text) == (["gilles@eu.example"], False)
    assert "Sent to gilles@eu.example" in page
    assert LinkMail.objects.get().is_sent


def test_where_the_mail_cannot_be_sent_the_link_is_there_to_be_copied(
    closed_port: int, coordinator: Person, eu: Organisation, claire: User, sign_in: SignIn, settings: object
) -> None:
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{closed_port}")}  # type: ignore[attr-defined]
    page = give(sign_in(claire), eu, by_mail="on")
    assert ("The mail could not be sent." in page, "not sent, as far as is known" in page) == (True, True)
    assert address_in(page) != ""


@pytest.mark.usefixtures("letterbox")
def test_without_an_address_it_is_not_mailed_and_what_was_typed_stays(
    eu: Organisation, coordinator: Person, claire: User, sign_in: SignIn
) -> None:
    coordinator.change("edited", by=None, email="")
    page = give(sign_in(claire), eu, by_mail="on", until="1 June 2027")
    assert ("No e-mail of theirs is known." in page, "1 June 2027" in page) == (True, True)
    assert (PartnerLink.objects.count(), mail.outbox) == (0, [])


def test_in_a_house_that_sends_no_mail_it_is_copied(
    coordinator: Person, eu: Organisation, claire: User, sign_in: SignIn, settings: object
) -> None:
    settings.MAILERS = {"default": mailer("")}  # type: ignore[attr-defined]
    assert "Send it to them by mail" not in sign_in(claire).get(page_of(eu)).text
    assert address_in(give(sign_in(claire), eu)) != ""


@pytest.mark.parametrize(("typed", "said"), [("yesterday", "This day is past."), ("1 June 2099", "A year is")])
def test_until_when_is_asked_again_where_it_cannot_be(
    typed: str, said: str, coordinator: Person, eu: Organisation, claire: User, sign_in: SignIn
) -> None:
    assert said in give(sign_in(claire), eu, until=typed)
    assert PartnerLink.objects.count() == 0


def test_pressed_twice_it_is_made_and_mailed_once(
    letterbox: Letterbox, coordinator: Person, eu: Organisation, claire: User, sign_in: SignIn
) -> None:
    officer, place = sign_in(claire), page_of(eu)
    sent = as_sent(officer.get(place), by_mail="on")
    for _twice in range(2):
        officer.post(place, sent)
    assert (PartnerLink.objects.count(), len(letterbox.received)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one(
    coordinator: Person, eu: Organisation, claire: User, sign_in: SignIn, at_once: AtOnce
) -> None:
    officer, place = sign_in(claire), page_of(eu)
    sent = as_sent(officer.get(place))
    answers = at_once([lambda: officer.post(place, sent).status_code] * 2)
    assert (answers, at_once([PartnerLink.objects.count])) == ([302, 302], [1])


def test_it_is_given_to_those_who_hold_a_post_there_or_in_a_part_of_it(
    coordinator: Person, eu: Organisation, europol: Organisation, noor: User, claire: User, sign_in: SignIn, today: date
) -> None:
    head, former = (Person.add(by=claire, name=name) for name in ("Rosa Conti", "Ada Byron"))
    head.appointments.create(organisation=europol, title="Head")
    former.appointments.create(organisation=eu, title="Head", until=today - timedelta(days=1))
    page = sign_in(claire).get(page_of(eu)).text
    names = ("Gilles de Kerchove", "Rosa Conti", "Ada Byron", "Noor Haddad")
    assert [f">{name}" in page for name in names] == [True, True, False, False]


def test_of_whom_few_may_know_nobody_is_offered(
    eu: Organisation, coordinator: Person, mei: User, claire: User, sign_in: SignIn
) -> None:
    hidden = Person.add(by=claire, name=f"Rosa {CANARY}", classification="restricted")
    hidden.appointments.create(organisation=eu, title="Head")
    assert CANARY not in sign_in(mei).get(page_of(eu)).text


def test_readers_give_none(eu: Organisation, coordinator: Person, noor: User, sign_in: SignIn) -> None:
    reader = sign_in(noor)
    found = [reader.get(page_of(eu)).status_code, "Give a link" in reader.get(eu.get_absolute_url()).text]
    assert found == [403, False]


def test_to_our_own_none_is_given(wco: Organisation, claire: User, sign_in: SignIn) -> None:
    officer = sign_in(claire)
    answer = officer.get(page_of(wco)).status_code
    assert (answer, "Links for contacts" in officer.get(wco.get_absolute_url()).text) == (404, False)


def test_the_partners_page_tells_whether_it_was_opened(
    link: PartnerLink, eu: Organisation, path: str, claire: User, sign_in: SignIn
) -> None:
    officer, page = sign_in(claire), eu.get_absolute_url()
    assert ("Gilles de Kerchove" in officer.get(page).text, "not opened yet" in officer.get(page).text) == (True, True)
    Client().post(f"{path}show/")
    assert "opened 1 time" in officer.get(page).text


def test_revoked_it_leads_nowhere_and_that_is_taken_back(
    link: PartnerLink, path: str, claire: User, omar: User, sign_in: SignIn
) -> None:
    page = link.get_absolute_url()
    assert "leads nowhere any more" in sign_in(omar).post(f"{page}revoke/", follow=True).text
    assert Client().get(path).status_code == 404
    assert "the link works again" in sign_in(claire).post(f"{page}restore/", follow=True).text
    assert Client().get(path).status_code == 200
    assert [entry.verb for entry in link.history.order_by("pk")] == ["added", "revoked", "restored"]


@pytest.mark.django_db(transaction=True)
def test_revoked_by_two_at_the_same_moment_it_is_revoked_once(
    link: PartnerLink, claire: User, omar: User, sign_in: SignIn, at_once: AtOnce
) -> None:
    page = f"{link.get_absolute_url()}revoke/"
    officers = [sign_in(claire), sign_in(omar)]
    assert at_once([lambda officer=officer: officer.post(page).status_code for officer in officers]) == [302, 302]
    verbs = at_once([lambda: list(link.history.order_by("pk").values_list("verb", flat=True))])
    assert verbs == [["added", "revoked"]]


def test_where_its_contact_is_known_to_few_by_now_strangers_find_no_trace_of_it(
    link: PartnerLink, coordinator: Person, eu: Organisation, claire: User, mei: User, sign_in: SignIn
) -> None:
    Person.objects.filter(pk=coordinator.pk).update(classification="restricted")
    pages = (link.get_absolute_url(), eu.get_absolute_url())
    found = {who: ["de Kerchove" in sign_in(who).get(page).text for page in pages] for who in (claire, mei)}
    assert found == {claire: [False, False], mei: [True, True]}


def test_what_was_done_about_what_is_restricted_by_now_is_told_to_those_who_see_it(
    link: PartnerLink, letter: FollowUp, claire: User, omar: User, sign_in: SignIn
) -> None:
    LinkUse.objects.create(link=link, did=Did.NOTE, follow_up=letter)
    letter.edit(by=claire, classification="restricted")
    found = [words in sign_in(who).get(link.get_absolute_url()).text
             for who in (claire, omar) for words in ("Wrote a note", "Send the letter")]  # fmt: skip
    assert found == [True, True, False, False]
