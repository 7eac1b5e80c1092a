"""The page behind a line of a mail: looking changes nothing, a press counts once, a dead link tells nothing."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Person
from tracker.files.models import AttachedFile
from tracker.follow_ups.choices import Progress
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.models import Channel, Entry
from tracker.mail_answers.links import link_for
from tracker.mail_answers.models import LIVES, Answer, AnswerLink, Deed
from tracker.mail_answers.tasks import forget_links

PRESS = re.compile(r'name="press" value="([^"]+)"')
PROGRAM: dict[str, Any] = {
    "HTTP_USER_AGENT": "MailScanner/5",
    "HTTP_SEC_PURPOSE": "prefetch;prerender",
    "HTTP_X_MOZ": "prefetch",
}


def path_for(follow_up: FollowUp, person: Person) -> str:
    return link_for(follow_up, person).removeprefix(settings.SITE_ADDRESS)


@pytest.fixture
def path(owed: FollowUp, coordinator: Person) -> str:
    return path_for(owed, coordinator)


def press(client: Client, path: str, deed: str, **typed: Any) -> Any:
    """Two presses: that in the mail opens the page, the other one stands on it."""
    page = client.get(f"{path}{deed}/")
    found = PRESS.search(page.text)
    assert found, page.text
    return client.post(f"{path}{deed}/", {"press": found[1], **typed})


def everything() -> dict[str, Any]:
    owed = FollowUp.objects.get()
    return {
        "status": (owed.status, owed.version, owed.updated_at),
        "counts": [model._base_manager.count() for model in (Entry, Answer, ChangeRequest, AnswerLink, AttachedFile)],
    }


def test_programs_that_look_change_nothing(path: str) -> None:
    before, client = everything(), Client(enforce_csrf_checks=True)
    paths = [path, *(f"{path}{deed}/" for deed in Deed)]
    for look in (client.get, client.head, client.options) * 2:
        for address in paths:
            assert look(address, **PROGRAM).status_code in (200, 405)
    assert (everything(), settings.SESSION_COOKIE_NAME in client.cookies) == (before, False)


def test_the_page_shows_the_matter_and_five_buttons_to_nobody_else(client: Client, path: str) -> None:
    page = client.get(path)
    assert [str(label) in page.text for label in Deed.labels] == [True] * 5
    names = ("Referrer-Policy", "X-Robots-Tag", "Cache-Control")
    assert [page.headers[name] for name in names] == ["no-referrer", "noindex, nofollow", "private, no-store"]


def test_only_a_digest_is_stored(path: str) -> None:
    token, link = path.split("/")[2], AnswerLink.objects.get()
    assert (token in str(vars(link)), len(token) >= 43) == (False, True)


def test_done_is_one_press_on_the_page(path: str, owed: FollowUp) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = press(client, path, "done", note="Sent this morning.")
    entry, owed = Entry.objects.latest("id"), FollowUp.objects.get()
    assert (answer.status_code, answer.headers["Location"], owed.status) == (302, path, Status.DONE)
    assert (entry.channel, entry.by_name, entry.note) == (Channel.MAIL, "Gilles de Kerchove", "Sent this morning.")
    assert (settings.SESSION_COOKIE_NAME in client.cookies, "Noted: Done" in client.get(path).text) == (False, True)


@pytest.mark.parametrize("token", ["", "forged", "of another"])
def test_a_press_needs_the_token_of_its_form(client: Client, path: str, ours: FollowUp, noor: User, token: str) -> None:
    found = PRESS.search(client.get(path_for(ours, noor.person)).text)
    assert found
    tokens = {"of another": found[1], "forged": f"{AnswerLink.objects.earliest('id').pk}:1.0.0:aaaa"}
    answer = client.post(f"{path}note/", {"press": tokens.get(token, ""), "note": "Never lost."})
    assert (answer.status_code, "Never lost." in answer.text, Answer.objects.count()) == (422, True, 0)


def test_a_press_counts_once(client: Client, path: str) -> None:
    found = PRESS.search(client.get(f"{path}note/").text)
    assert found
    for words in ("Next week.", "Next month."):
        assert client.post(f"{path}note/", {"press": found[1], "note": words}).status_code == 302
    assert [entry.note for entry in Entry.objects.filter(verb="noted")] == ["Next week."]


def test_another_state_is_pressed_anew(client: Client, path: str, owed: FollowUp, claire: User) -> None:
    press(client, path, "in_progress")
    FollowUp.objects.get().move_to(Status.OPEN, by=claire)
    press(client, path, "in_progress")
    assert (FollowUp.objects.get().status, Answer.objects.count()) == (Status.IN_PROGRESS, 2)


def test_what_changed_meanwhile_is_shown_and_what_was_typed_stays(
    client: Client, path: str, owed: FollowUp, claire: User
) -> None:
    found = PRESS.search(client.get(f"{path}done/").text)
    assert found
    owed.note("The hall moved.", by=claire)
    answer = client.post(f"{path}done/", {"press": found[1], "note": "Sent."})
    assert (answer.status_code, "Sent." in answer.text, FollowUp.objects.get().status) == (409, True, Status.OPEN)
    assert client.post(f"{path}note/", {"press": found[1], "note": "Words clash with nothing."}).status_code == 302


def test_help_is_asked_for_in_words(client: Client, path: str) -> None:
    assert press(client, path, "help").status_code == 422
    press(client, path, "help", note="Nobody sends me the names.")
    assert FollowUp.objects.get().progress == Progress.AT_RISK


def test_a_date_is_a_request_until_that_is_answered(
    client: Client, path: str, claire: User, later: date, today: date
) -> None:
    assert press(client, path, "date", due_on=(today - timedelta(days=1)).isoformat(), reason="Why").status_code == 422
    assert press(client, path, "date", due_on=later.isoformat()).status_code == 422
    press(client, path, "date", due_on=later.isoformat(), reason="The hall is not free.")
    page = client.get(path).text
    assert (ChangeRequest.objects.get().due_on, "waits for an answer" in page) == (later, True)
    assert "New date</a>" not in page
    ChangeRequest.objects.get().refuse(by=claire, answer="The hall is ours.")
    assert "waits for an answer" not in client.get(path).text


def test_two_dates_at_once_are_one_request(client: Client, path: str, coordinator: Person, later: date) -> None:
    other = path_for(FollowUp.objects.get(), coordinator)
    found = PRESS.search(client.get(f"{other}date/").text)
    assert found
    press(client, path, "date", due_on=later.isoformat(), reason="The hall is not free.")
    answer = client.post(f"{other}date/", {"press": found[1], "due_on": later.isoformat(), "reason": "Again."})
    assert (answer.status_code, ChangeRequest.objects.count()) == (409, 1)


def test_an_owner_with_an_account_sets_the_date_and_is_not_signed_in(
    client: Client, ours: FollowUp, noor: User, later: date
) -> None:
    path = path_for(ours, noor.person)
    press(client, path, "date", due_on=later.isoformat())
    assert (FollowUp.objects.get().due_on, Entry.objects.latest("id").by) == (later, noor)
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_a_file_is_attached(client: Client, path: str) -> None:
    press(client, path, "note", files=[SimpleUploadedFile("programme.txt", b"Day one")])
    assert [file.giver for file in AttachedFile.objects.all()] == ["Gilles de Kerchove"]
    assert press(client, path, "note").status_code == 422


def test_what_takes_evidence_is_asked_for_it(client: Client, path: str, owed: FollowUp, claire: User) -> None:
    ClosingRule.add(by=claire, kind=owed.kind, needs_evidence=True)
    answer = press(client, path, "done")
    assert (answer.status_code, "attach a file that does" in answer.text) == (422, True)


def test_what_has_ended_takes_only_words(client: Client, path: str, owed: FollowUp, claire: User) -> None:
    owed.move_to(Status.DONE, by=claire)
    page = client.get(f"{path}done/").text
    assert [f"{path}{deed}/" in page for deed in ("note", "help", "date")] == [True, False, False]


def dies(how: str, owed: FollowUp, person: Person, by: User) -> None:
    match how:
        case "14 days":
            AnswerLink.objects.update(made_at=timezone.now() - LIVES)
        case "reassigned":
            owed.give_to(by.person, by=by)
        case "restricted":
            owed.change("edited", by=by, classification=RESTRICTED)
        case "removed":
            owed.remove(by=by)
        case "closed":
            User.objects.filter(person=person).update(is_active=False)
        case "no account":
            Person.objects.filter(pk=person.pk).update(account=None)


@pytest.mark.parametrize("how", ["14 days", "reassigned", "restricted", "removed", "closed", "no account"])
def test_a_dead_link_says_nothing_of_the_matter(
    client: Client, ours: FollowUp, noor: User, claire: User, how: str
) -> None:
    path = path_for(ours, noor.person)
    found = PRESS.search(client.get(path).text)
    assert found
    dies(how, ours, noor.person, claire)
    before = Entry.objects.count()
    pages = [client.get(path), client.get(f"{path}done/"), client.post(f"{path}done/", {"press": found[1]})]
    assert [page.status_code for page in pages] == [404] * 3
    assert not [word for page in pages for word in (ours.title, ours.reference, "Haddad") if word in page.text]
    assert (Entry.objects.count(), "works for 14 days" in pages[0].text) == (before, how == "14 days")


@pytest.mark.parametrize("how", ["reassigned", "restricted", "removed", "closed"])
def test_what_became_of_it_is_not_told(client: Client, ours: FollowUp, noor: User, claire: User, how: str) -> None:
    path = path_for(ours, noor.person)
    dies(how, ours, noor.person, claire)
    said = client.get(path).text.replace(path, "")
    AnswerLink.objects.update(person=claire.person)
    assert said == client.get(path).text.replace(path, "")


def test_no_link_is_made_to_what_is_restricted_or_another_s(
    secret: FollowUp, ours: FollowUp, noor: User, claire: User
) -> None:
    secret.give_to(noor.person, by=claire)
    assert (link_for(FollowUp.objects.get(pk=secret.pk), noor.person), link_for(ours, claire.person)) == ("", "")
    assert AnswerLink.objects.count() == 0


def test_links_are_forgotten(path: str, client: Client) -> None:
    AnswerLink.objects.update(made_at=timezone.now() - timedelta(days=61))
    forget_links.call()
    assert (AnswerLink.objects.count(), client.get(path).status_code) == (0, 404)
