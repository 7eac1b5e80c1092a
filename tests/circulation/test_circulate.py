"""Who gets a copy, what stands in its mail, and what the keeper is shown and may do."""

from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.accounts.conftest import Letterbox
from tests.circulation.conftest import Propose
from tests.conftest import CANARY
from tests.downloaded_files import words_of
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.circulation.forms import CirculateForm
from tracker.circulation.models import Copy, Correction
from tracker.circulation.recipients import recipients_of
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting, Participation
from tracker.records.models import Record
from tracker.records.stages import Stage
from tracker.setup.service_urls.email_url import mailer

SignIn = Callable[[User], Client]


@pytest.fixture
def present(visit: Meeting, coordinator: Person, noor: User, claire: User) -> Meeting:
    """The Coordinator, Noor and Claire; somebody without an e-mail; and somebody invited who did not come."""
    silent, absent = (Person.add(by=claire, name=name) for name in ("Rosa Conti", "Ada Byron"))
    for person in (noor.person, claire.person, silent):
        Participation.objects.create(meeting=visit, person=person)
    Participation.objects.create(meeting=visit, person=absent, attendance="invited")
    return visit


def test_in_french_a_space_stands_before_the_address_of_each(present: Meeting, communique: Record, today: date) -> None:
    with translation.override("fr"):
        form = CirculateForm(None, record=communique, recipients=recipients_of(communique), own=None, today=today)
    said = [label for _, label in form["people"].field.choices]
    assert (len(said) > 0, [label for label in said if "\u00a0: " not in label]) == (True, [])


def sent(present: Meeting, record: Record, by: User, sign_in: SignIn, **typed: Any) -> Any:
    keys = [str(each.person.pk) for each in recipients_of(record) if not each.why_not]
    return sign_in(by).post(f"/records/{record.pk}/round/send/", {"until": "in 7 days", "people": keys, **typed})


def test_those_present_with_an_e_mail_are_ticked_but_not_whoever_sends(
    present: Meeting, communique: Record, claire: User, sign_in: SignIn
) -> None:
    page = sign_in(claire).get(f"/records/{communique.pk}/round/send/")
    field = page.context["form"]["people"]
    names = {str(key): str(Person.objects.get(pk=key)) for key, _label in field.field.choices}
    assert sorted(names.values()) == ["Claire Dubois", "Gilles de Kerchove", "Noor Haddad"]
    assert sorted(names[key] for key in field.value()) == ["Gilles de Kerchove", "Noor Haddad"]
    assert [str(each.person) for each in page.context["left_out"]] == ["Rosa Conti"]


def test_each_gets_one_mail_over_the_wire_with_a_link_and_what_they_may_see(
    present: Meeting, communique: Record, invitation: FollowUp, claire: User, noor: User, sign_in: SignIn,
    letterbox: Letterbox,
) -> None:  # fmt: skip
    User.objects.filter(pk=noor.pk).update(language="fr")
    FollowUp.log(by=claire, title=f"Hidden {CANARY}", meeting=present, classification=RESTRICTED)
    FollowUp.log(by=claire, title="For Noor alone", meeting=present, owner=noor.person, classification=RESTRICTED)
    sent(present, communique, claire, sign_in, message="With our thanks")
    mails = {each.rcpt_tos[0]: message_from_bytes(each.content, policy=default) for each in letterbox.received}
    assert sorted(mails) == ["claire@suivi.example", "gilles@eu.example", "noor@suivi.example"]
    bodies = {
        to: [message.get_body((kind,)).get_content() for kind in ("plain", "html")]  # type: ignore[union-attr]
        for to, message in mails.items()
    }
    for to, copy in ((copy.address, copy) for copy in Copy.objects.with_names()):
        assert [copy.link in body for body in bodies[to]] == [True, True]
        assert sum(copy.token in body for both in bodies.values() for body in both) == 2
    titles = (invitation.title, "For Noor alone", CANARY)
    told = {to: [title in both[0] for title in titles] for to, both in bodies.items()}
    assert told["gilles@eu.example"] == [True, False, False]
    assert told["noor@suivi.example"] == [True, True, False]
    assert ["Several areas" in both[0] and "With our thanks" in both[1] for both in bodies.values()] == [True] * 3
    assert "Suites" in bodies["noor@suivi.example"][0]
    spoken = {to: both[1].split('<html lang="')[1][:2] for to, both in bodies.items()}
    assert spoken == {"claire@suivi.example": "en", "gilles@eu.example": "en", "noor@suivi.example": "fr"}
    assert [*Copy.objects.values_list("status", flat=True)] == ["sent"] * 3


def test_sent_twice_it_is_mailed_once(present: Meeting, communique: Record, claire: User, sign_in: SignIn) -> None:
    for _time in range(2):
        sent(present, communique, claire, sign_in)
    assert len(mail.outbox) == 3
    assert Record.objects.get(pk=communique.pk).round == 1


def test_a_restricted_text_goes_to_nobody_without_an_account_and_stays_in_the_house(
    present: Meeting, communique: Record, claire: User, sign_in: SignIn
) -> None:
    communique.change("edited", by=claire, classification=RESTRICTED)
    assert [(str(each.person), each.why_not) for each in recipients_of(communique)] == [
        ("Gilles de Kerchove", "restricted"), ("Noor Haddad", ""), ("Claire Dubois", ""), ("Rosa Conti", "no_email"),
    ]  # fmt: skip
    sent(present, communique, claire, sign_in)
    assert {message.subject.partition(": ")[2] for message in mail.outbox} == {"a restricted meeting"}
    bodies = [str(message.body) for message in mail.outbox]
    assert ["Several areas" in body for body in bodies] == [False, False]


def test_a_server_that_does_not_answer_is_told_and_tried_again(
    present: Meeting, communique: Record, claire: User, sign_in: SignIn, settings: Any, closed_port: int
) -> None:
    before = settings.MAILERS
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{closed_port}")}
    sent(present, communique, claire, sign_in)
    assert [*Copy.objects.values_list("status", flat=True)] == ["waiting"] * 3
    settings.MAILERS = before
    copy = Copy.objects.earliest("id")
    for _time in range(2):
        sign_in(claire).post(f"/copies/{copy.pk}/send/")
    assert [message.to for message in mail.outbox] == [[copy.address]]


def test_the_keeper_sees_differences_and_decides(
    going_round: Record, propose: Propose, claire: User, sign_in: SignIn
) -> None:
    correction, client = propose("25 May", "25 May 2018", remark="Say the year."), sign_in(claire)
    page = client.get(reverse("circulation:round", args=[going_round.pk])).text
    assert ("<ins\n  > 2018</ins>" in page, "Say the year." in page) == (True, True)
    refused = client.post(f"/corrections/{correction.pk}/decline/")
    assert (refused.status_code, "Say in a few words why" in refused.text) == (422, True)
    client.post(f"/corrections/{correction.pk}/accept/")
    assert Correction.objects.get().decision == "accepted"
    client.post(f"/records/{going_round.pk}/stage/agreed/")
    client.post(f"/records/{going_round.pk}/stage/published/")
    record = Record.objects.get(pk=going_round.pk)
    assert (record.stage, "2018" in record.latest.text) == (Stage.PUBLISHED, True)
    assert [entry.verb for entry in record.history.all()][:2] == ["text published", "text agreed"]
    # What is published is opened again.
    client.post(f"/records/{going_round.pk}/stage/draft/")
    assert Record.objects.get(pk=going_round.pk).stage == Stage.DRAFT


def test_a_conflict_is_shown_without_a_way_to_overwrite(
    going_round: Record, propose: Propose, noor: User, claire: User, sign_in: SignIn
) -> None:
    propose("25 May", "25 May 2018").accept(by=claire)
    second = propose("25 May", "24 May", by=noor)
    page = sign_in(claire).get(reverse("circulation:round", args=[going_round.pk])).text
    assert (f"/corrections/{second.pk}/accept/" in page, "Nothing is overwritten" in page) == (False, True)


def test_a_reader_decides_nothing_and_sees_no_corrections_of_others(
    going_round: Record, propose: Propose, noor: User, sign_in: SignIn
) -> None:
    correction, client = propose("25 May", f"25 May {CANARY}"), sign_in(noor)
    paths = [
        *(f"/corrections/{correction.pk}/{deed}/" for deed in ("accept", "decline", "remove")),
        *(f"/records/{going_round.pk}/{deed}/" for deed in ("round/send", "stage/agreed")),
        f"/copies/{Copy.objects.earliest('id').pk}/revoke/",
    ]
    assert [client.post(path).status_code for path in paths] == [403] * 6
    assert CANARY not in client.get(reverse("circulation:round", args=[going_round.pk])).text


def test_a_link_is_revoked_and_given_back(copy: Copy, claire: User, sign_in: SignIn, client: Client) -> None:
    sign_in(claire).post(f"/copies/{copy.pk}/revoke/")
    assert client.get(copy.path).status_code == 404
    sign_in(claire).post(f"/copies/{copy.pk}/give-back/")
    assert client.get(copy.path).status_code == 200


def test_the_day_is_moved_while_it_goes_round_and_no_day_of_the_past_is_taken(
    going_round: Record, claire: User, sign_in: SignIn, today: date
) -> None:
    client, path = sign_in(claire), f"/records/{going_round.pk}/round/send/"
    assert "This day has passed" in client.post(path, {"until": "yesterday"}).text
    client.post(path, {"until": "in 20 days"})
    record = Record.objects.get(pk=going_round.pk)
    assert (record.corrections_until, record.round) == (today + timedelta(days=20), 1)


def test_the_edit_of_an_agreed_text_says_what_it_does(communique: Record, claire: User, sign_in: SignIn) -> None:
    communique.go_to(Stage.AGREED, by=claire)
    assert "make a draft of this text again" in sign_in(claire).get(f"/records/{communique.pk}/edit/").text


def test_a_text_that_is_agreed_is_mailed_as_a_document_without_a_day(
    present: Meeting, communique: Record, claire: User, sign_in: SignIn, client: Client
) -> None:
    FollowUp.log(by=claire, title=f"Hidden {CANARY}", meeting=present, classification=RESTRICTED)
    communique.go_to(Stage.AGREED, by=claire)
    leads = sign_in(claire).get(f"/meetings/{present.pk}/mail/")
    assert leads["Location"] == f"/records/{communique.pk}/round/send/"
    sent(present, communique, claire, sign_in)
    files = {message.to[0]: message.attachments[0] for message in mail.outbox}
    assert sorted(files) == ["claire@suivi.example", "gilles@eu.example", "noor@suivi.example"]
    told = {to: CANARY in words_of("pdf", file.content) for to, file in files.items()}
    assert told == {"claire@suivi.example": True, "gilles@eu.example": False, "noor@suivi.example": False}
    assert Record.objects.get(pk=communique.pk).stage == Stage.AGREED
    page = client.get(Copy.objects.get(address="gilles@eu.example").path)
    assert (page.status_code, "This text is agreed, and corrections are closed" in page.text) == (200, True)


def test_the_admin_site_shows_both_with_the_record_but_no_link(
    copy: Copy, propose: Propose, jonas: User, sign_in: SignIn
) -> None:
    propose("25 May", "25 May 2018")
    page = sign_in(jonas).get(f"/admin/records/record/{copy.record_id}/change/").text
    assert ["gilles@eu.example" in page, "25 May 2018" in page, copy.code in page] == [True, True, False]


def test_three_readers_who_see_the_same_are_asked_about_once(
    visit: Meeting, communique: Record, coordinator: Person, claire: User, sign_in: SignIn, letterbox: Letterbox
) -> None:
    def asked(record: Record) -> int:
        """All but what each copy is marked by as it is sent."""
        with CaptureQueriesContext(connection) as queries:
            sent(record.meeting, record, claire, sign_in)
        return sum(each["sql"].startswith(("SELECT", "INSERT")) for each in queries)

    other = Record.write(by=claire, meeting=visit, text="Other words.")
    first = asked(communique)
    for name in ("Rosa", "Piet"):
        person = Person.add(by=claire, name=name, email=f"{name.lower()}@eu.example")
        Participation.objects.create(meeting=visit, person=person)
    assert (asked(other), len(letterbox.received)) == (first, 1 + 3)


def test_the_page_of_a_round_costs_the_same_however_many_have_a_copy(
    visit: Meeting, going_round: Record, claire: User, sign_in: SignIn
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            sign_in(claire).get(f"/records/{going_round.pk}/round/")
        return len(queries)

    first = asked()
    how = {"record": going_round, "round": going_round.round, "number": 1, "by": claire}
    for name in ("Rosa", "Piet"):
        person = Person.add(by=claire, name=name, email=f"{name.lower()}@eu.example")
        Copy.objects.create(person=person, address=person.email, **how)
    assert asked() == first
