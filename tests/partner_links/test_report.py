"""What a contact does by their link: it is done in their name, waits for us where it is ours to say, and is logged."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.house.pages import offers_of
from tests.partner_links.conftest import SignIn
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Organisation
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.history.models import Channel, Entry
from tracker.partner_links.models import LinkUse, PartnerLink

AtOnce = Callable[..., list[Any]]


def send(opened: str, follow_up: FollowUp, did: str, **typed: Any) -> Any:
    """By a stranger, without a session; and where it leads to."""
    client, sent = Client(enforce_csrf_checks=True), {"key": str(uuid4()), **typed}
    page = client.post(f"{opened}{follow_up.pk}/{did}/", sent, follow=True)
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    return page


def again(follow_up: FollowUp) -> FollowUp:
    return FollowUp.objects.get(pk=follow_up.pk)


def uses() -> list[str]:
    return list(LinkUse.objects.deeds().order_by("pk").values_list("did", flat=True))


def pdf(name: str = "letter.pdf", content: bytes = b"%PDF-1.7 sent") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def test_a_line_leads_to_what_can_be_said_of_it(opened: str, letter: FollowUp, client: Client) -> None:
    here = f"{opened}{letter.pk}/"
    assert f'href="{here}"' in client.get(opened).text
    offered = {(offer.method, offer.address) for offer in offers_of(here, client.get(here).text)}
    assert {("get", f"{here}{did}/") for did in ("done", "date", "note")} | {("post", f"{here}began/")} <= offered
    assert all(f">{words}<" in client.get(here).text for words in ("It is done", "Another date", "Note or file"))


def test_in_progress_takes_one_press(opened: str, letter: FollowUp) -> None:
    page = send(opened, letter, "began")
    entry = letter.history.first()
    assert again(letter).status == "in_progress"
    assert (entry.by, entry.by_name, entry.channel) == (None, "Gilles de Kerchove", Channel.MAIL)
    assert ("Thank you." in page.text, uses()) == (True, ["began"])
    assert LinkUse.objects.deeds().get().entry == entry


def test_done_waits_to_be_confirmed_by_us_of_whatever_kind_it_is(
    opened: str, letter: FollowUp, claire: User, sign_in: SignIn, today: date
) -> None:
    page = send(opened, letter, "done", words="Sent on Monday.")
    row = again(letter)
    assert (row.status, row.reported_on, row.is_to_confirm) == ("done", today, True)
    assert ("waits for us to confirm it" in page.text, "Sent on Monday." in page.text) == (True, True)
    history = sign_in(claire).get(letter.get_absolute_url()).text
    assert [words in history for words in ("Gilles de Kerchove", "by mail", "Sent on Monday.")] == [True] * 3


def test_done_without_what_shows_it_is_asked_for_where_the_house_wants_that(
    opened: str, letter: FollowUp, jonas: User
) -> None:
    ClosingRule.add(by=jonas, kind=letter.kind, needs_evidence=True)
    page = send(opened, letter, "done")
    assert (page.status_code, "Say what shows that it is done" in page.text, uses()) == (422, True, [])
    send(opened, letter, "done", files=pdf())
    assert (again(letter).status, AttachedFile.objects.get().by_name) == ("done", "Gilles de Kerchove")


def test_another_date_is_a_request_and_moves_nothing(opened: str, letter: FollowUp, today: date) -> None:
    due_on, day = letter.due_on, today + timedelta(days=40)
    page = send(opened, letter, "date", due_on=f"{day:%Y-%m-%d}", reason="No time.")
    request = ChangeRequest.objects.get()
    assert (again(letter).due_on, request.due_on, request.reason) == (due_on, day, "No time.")
    assert (str(request.asked_by), request.recorded_by) == ("Gilles de Kerchove", None)
    assert ("asked for, not answered yet" in page.text, uses()) == (True, ["date"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"due_on": "", "reason": "Kept"}, "Say by which day"),
        ({"due_on": "yesterday", "reason": "Kept"}, "This day has passed."),
        ({"due_on": "in 10 days", "reason": "Kept"}, "It is due then already."),
        ({"due_on": "in 20 days", "reason": ""}, "Say why"),
    ],
)
def test_a_date_that_cannot_be_asked_for_gets_a_sentence_and_what_was_typed_stays(
    opened: str, letter: FollowUp, typed: dict[str, str], said: str
) -> None:
    page = send(opened, letter, "date", **typed)
    kept = typed["reason"] or typed["due_on"]
    assert (page.status_code, said in page.text, kept in page.text) == (422, True, True)
    assert (ChangeRequest.objects.count(), uses()) == (0, [])


def test_one_request_at_a_time_is_open(opened: str, letter: FollowUp) -> None:
    send(opened, letter, "date", due_on="in 20 days", reason="No time.")
    page = send(opened, letter, "date", due_on="in 30 days", reason="Still none.")
    assert (page.status_code, "Another date is asked for already" in page.text, "Still none." in page.text) == (
        422, True, True,
    )  # fmt: skip


def test_a_note_and_files_stand_on_the_follow_up_in_their_name(
    opened: str, letter: FollowUp, claire: User, sign_in: SignIn
) -> None:
    send(opened, letter, "note", words="It is with the printer.", files=[pdf(), pdf("annex.pdf", b"%PDF-1.7 annex")])
    entry = letter.history.get(verb="noted")
    assert (entry.note, entry.by_name) == ("It is with the printer.", "Gilles de Kerchove")
    page = sign_in(claire).get(letter.get_absolute_url()).text
    assert [words in page for words in ("letter.pdf", "annex.pdf", "It is with the printer.")] == [True] * 3


def test_a_file_alone_is_enough_and_nothing_is_not(opened: str, letter: FollowUp) -> None:
    assert "Write a note, or choose a file." in send(opened, letter, "note").text
    send(opened, letter, "note", files=pdf())
    assert (uses(), AttachedFile.objects.count()) == (["file"], 1)


def test_a_program_is_not_taken(opened: str, letter: FollowUp) -> None:
    page = send(opened, letter, "note", words="Kept", files=SimpleUploadedFile("run.exe", b"MZ"))
    assert ("is a program" in page.text, "Kept" in page.text, uses()) == (True, True, [])


@pytest.mark.parametrize(
    ("did", "typed"),
    [
        ("began", {}), ("done", {"words": "Sent."}), ("date", {"due_on": "in 20 days", "reason": "No time."}),
        ("note", {"words": "Soon."}),
    ],
)  # fmt: skip
def test_pressed_twice_it_is_done_once(opened: str, letter: FollowUp, did: str, typed: dict[str, str]) -> None:
    sent = {**typed, "key": str(uuid4())}
    pages = [send(opened, letter, did, **sent) for _twice in range(2)]
    assert ([page.status_code for page in pages], uses()) == ([200, 200], [did])


def test_what_is_sent_again_in_other_words_is_asked_about_and_then_added(opened: str, letter: FollowUp) -> None:
    key = str(uuid4())
    send(opened, letter, "note", words="Soon.", key=key)
    page = send(opened, letter, "note", words="Sooner.", key=key)
    assert ("You have sent this before, in other words." in page.text, "Sooner." in page.text) == (True, True)
    send(opened, letter, "note", words="Sooner.", key=page.context["form"]["key"].value())
    assert uses() == ["note", "note"]


def test_what_has_no_key_of_a_page_does_nothing(opened: str, letter: FollowUp) -> None:
    before = Entry.objects.count()
    for did in ("began", "done", "date", "note"):
        assert send(opened, letter, did, key="", words="Blind", due_on="in 20 days", reason="x").status_code == 422
    assert (Entry.objects.count(), uses()) == (before, [])


def test_to_look_at_each_form_changes_nothing(opened: str, letter: FollowUp, client: Client) -> None:
    before = Entry.objects.count(), LinkUse.objects.count()
    here = f"{opened}{letter.pk}/"
    pages = [client.get(f"{here}{did}") for did in ("", "done/", "date/", "note/", "began/")]
    assert ([page.status_code for page in pages], (Entry.objects.count(), LinkUse.objects.count())) == (
        [200] * 5,
        before,
    )


def test_before_somebody_pressed_for_the_list_nothing_of_it_is_shown(path: str, letter: FollowUp) -> None:
    pages = [Client().get(f"{path}{letter.pk}/{did}", follow=True) for did in ("", "done/")]
    assert [("Show the list" in page.text, "Send the letter" in page.text) for page in pages] == [(True, False)] * 2


@pytest.mark.parametrize("why", ["restricted", "ours", "of others", "removed", "done long ago"])
def test_what_is_not_theirs_to_update_is_not_there(
    why: str, opened: str, letter: FollowUp, claire: User, today: date
) -> None:
    match why:
        case "restricted":
            letter.edit(by=claire, classification="restricted")
        case "ours":
            letter.edit(by=claire, owed_by="us")
        case "of others":
            letter.edit(by=claire, partner=Organisation.add(by=claire, name="Frontex"))
        case "removed":
            letter.remove(by=claire)
        case "done long ago":
            letter.move_to("done", by=claire)
            FollowUp.objects.update(ended_on=today - timedelta(days=31))
    before, page = Entry.objects.count(), Client().get(f"{opened}{letter.pk}/")
    assert (page.status_code, "Send the letter" in page.text) == (404, False)
    assert [send(opened, letter, did, words="x").status_code for did in ("began", "done", "note")] == [404] * 3
    assert (Entry.objects.count(), page.headers["Referrer-Policy"]) == (before, "no-referrer")


def test_a_link_that_was_revoked_meanwhile_does_nothing(
    link: PartnerLink, opened: str, letter: FollowUp, claire: User
) -> None:
    link.revoke(by=claire)
    assert (send(opened, letter, "note", words="Late").status_code, uses()) == (404, [])


def test_what_has_ended_meanwhile_is_shown_as_it_stands(opened: str, letter: FollowUp, claire: User) -> None:
    letter.move_to("done", by=claire)
    page = send(opened, letter, "began")
    assert (page.status_code, "How far is it?" in page.text, again(letter).status) == (200, False, "done")


def test_an_officer_takes_it_back(opened: str, letter: FollowUp, claire: User, sign_in: SignIn) -> None:
    send(opened, letter, "done", words="Sent.")
    entry = letter.history.first()
    sign_in(claire).post(f"/follow-ups/{letter.pk}/undo/{entry.pk}/")
    assert (again(letter).status, again(letter).reported_on) == ("open", None)


def test_the_page_of_the_link_tells_each_deed(
    opened: str, link: PartnerLink, letter: FollowUp, claire: User, sign_in: SignIn
) -> None:
    send(opened, letter, "began")
    page = sign_in(claire).get(link.get_absolute_url()).text
    assert ("Said that it is in progress" in page, "Opened the list" in page, "Send the letter" in page) == (True,) * 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("did", "typed"), [("began", {}), ("done", {"words": "Sent."}), ("note", {"words": "Soon."})])
def test_two_presses_at_the_same_moment_do_one(
    opened: str, letter: FollowUp, at_once: AtOnce, did: str, typed: dict[str, str]
) -> None:
    sent = {"key": str(uuid4()), **typed}
    press = lambda: Client().post(f"{opened}{letter.pk}/{did}/", sent).status_code  # noqa: E731
    assert (at_once([press] * 2), at_once([uses])) == ([302, 302], [[did]])


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_the_same_moment_are_one(opened: str, letter: FollowUp, at_once: AtOnce) -> None:
    def press(day: str) -> int:
        sent = {"key": str(uuid4()), "due_on": day, "reason": "No time."}
        return Client().post(f"{opened}{letter.pk}/date/", sent).status_code

    answers = at_once([lambda: press("in 20 days"), lambda: press("in 30 days")])
    assert (sorted(answers), at_once([ChangeRequest.objects.count])) == ([302, 422], [1])


@pytest.mark.django_db(transaction=True)
def test_two_who_press_for_the_list_at_the_same_moment_are_counted_once(path: str, at_once: AtOnce) -> None:
    at_once([lambda: Client().post(f"{path}show/").status_code] * 2)
    assert at_once([LinkUse.objects.openings().count]) == [1]
