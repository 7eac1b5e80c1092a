"""The pages of what was mailed in."""

from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from tests.conftest import CANARY
from tests.incoming_mail.mails import mail_of, raw
from tracker.accounts.models import User
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import FollowUp
from tracker.incoming_mail.models import Draft, IncomingMail, State, Why
from tracker.incoming_mail.take_mail import take_mail
from tracker.meetings.models import Meeting
from tracker.notes.reply_address import reply_address
from tracker.records.models import Record

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
SENT_ON = "See below.\n\n-------- Forwarded Message --------\nFrom: G <g@eu.example>\nDate: x\nSubject: y\n\nThey met."


@pytest.fixture
def draft(claire: User) -> Draft:
    mail = mail_of(claire, SENT_ON, subject="Fwd: Talks with Europol")
    mail.add_attachment(b"%PDF-1.7 agreed", maintype="application", subtype="pdf", filename="agreed.pdf")
    take_mail(mail.as_bytes())
    made: Draft = Draft.objects.get()
    return made


def at(draft: Draft, deed: str = "") -> str:
    return f"/from-mail/{draft.pk}/{deed}"


def test_a_draft_becomes_a_follow_up_once_by_the_form_that_it_fills(
    draft: Draft, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    page = client.get(at(draft, "follow-up/")).text
    assert ('value="Talks with Europol"' in page, "They met." in page) == (True, True)
    typed = {"title": "Call Europol", "kind": "other", "strength": "agreed", "owed_by": "us"}
    for _twice in range(2):
        client.post(at(draft, "follow-up/"), typed | {"classification": "general", "detail": "They met."})
    follow_up = FollowUp.objects.get()
    draft.refresh_from_db()
    assert (draft.follow_up, draft.used_at is not None) == (follow_up, True)
    assert [(each.name, each.item) for each in AttachedFile.objects.all()] == [("agreed.pdf", follow_up)]
    assert "Call Europol" in client.get(at(draft)).text


def test_what_is_refused_stays_typed_and_the_draft_stays_open(draft: Draft, claire: User, sign_in: SignIn) -> None:
    answer = sign_in(claire).post(at(draft, "follow-up/"), {"title": "", "detail": "They met."})
    draft.refresh_from_db()
    assert (answer.status_code, "They met." in answer.text, draft.used_at) == (422, True, None)


def test_a_draft_becomes_the_record_of_a_meeting_that_is_there(
    draft: Draft, visit: Meeting, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    assert "They met." in client.get(at(draft, "record/")).text
    typed = {
        "meeting": visit.title,
        "kind": "minutes",
        "language": "en",
        "classification": "general",
        "text": "They met.",
    }
    for _twice in range(2):
        client.post(at(draft, "record/"), typed)
    record = Record.objects.get()
    draft.refresh_from_db()
    assert (record.meeting, record.latest.text, draft.meeting) == (visit, "They met.", visit)
    assert [each.item for each in AttachedFile.objects.all()] == [visit]


def test_a_meeting_is_logged_with_a_draft_as_its_record(draft: Draft, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    page = client.get(f"/meetings/log/?mail={draft.pk}").text
    assert ("They met.</textarea>" in page, 'value="Talks with Europol"' in page) == (True, True)
    typed = {"title": "Talks", "kind": "bilateral", "held_on": "2018-05-25", "classification": "general"}
    typed |= {"text": "They met.", "record_kind": "minutes", "language": "en", "participants-TOTAL_FORMS": "0"}
    typed |= {"participants-INITIAL_FORMS": "0", "mail": str(draft.pk)}
    client.post("/meetings/log/", typed)
    draft.refresh_from_db()
    assert (draft.meeting, Record.objects.get().latest.text) == (Meeting.objects.get(title="Talks"), "They met.")


def test_the_mail_of_somebody_else_fills_no_form(draft: Draft, omar: User, sign_in: SignIn) -> None:
    assert "They met." not in sign_in(omar).get(f"/meetings/log/?mail={draft.pk}").text


def test_a_draft_is_thrown_away_and_brought_back(draft: Draft, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    client.post(at(draft, "throw-away/"))
    assert client.get(at(draft)).status_code == 404
    client.post(at(draft, "restore/"))
    assert client.get(at(draft)).status_code == 200


def test_its_files_are_downloaded_and_never_shown(draft: Draft, claire: User, sign_in: SignIn) -> None:
    answer = sign_in(claire).get(f"/from-mail/files/{draft.files_held.get().pk}/")
    assert (answer.headers["Content-Type"], answer.headers["Content-Disposition"]) == (
        "application/octet-stream", 'attachment; filename="agreed.pdf"',
    )  # fmt: skip
    assert b"".join(answer) == b"%PDF-1.7 agreed"


def test_the_quarantine_tells_administrators_who_sent_what_and_why(jonas: User, mei: User, sign_in: SignIn) -> None:
    take_mail(raw("ada@eu.example", subject=f"On {CANARY}"))
    page = sign_in(jonas).get("/from-mail/quarantine/").text
    assert ("ada@eu.example" in page, str(Why.UNKNOWN.label) in page, CANARY in page) == (True, True, False)
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    jonas.refresh_from_db()
    assert CANARY in sign_in(jonas).get("/from-mail/quarantine/").text
    assert sign_in(mei).get("/from-mail/quarantine/").status_code == 403


def test_the_source_is_read_by_administrators_who_see_what_is_restricted(jonas: User, sign_in: SignIn) -> None:
    mail = take_mail(raw("ada@eu.example"))
    address = f"/from-mail/quarantine/{mail.pk}/source/"
    assert sign_in(jonas).get(address).status_code == 403
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    answer = sign_in(jonas).get(address)
    assert (answer.headers["Content-Type"], b"They call on Monday." in b"".join(answer)) == (
        "application/octet-stream", True,
    )  # fmt: skip


def test_letting_in_and_throwing_away_are_said_and_done_once(jonas: User, sign_in: SignIn) -> None:
    client, mail = sign_in(jonas), take_mail(raw("ada@eu.example"))
    client.post(f"/from-mail/quarantine/{mail.pk}/throw-away/")
    assert client.post(f"/from-mail/quarantine/{mail.pk}/let-in/").status_code == 404
    client.post(f"/from-mail/quarantine/{mail.pk}/restore/")
    assert "is let in" in client.post(f"/from-mail/quarantine/{mail.pk}/let-in/", follow=True).text
    mail.refresh_from_db()
    assert (mail.state, mail.decided_by, Draft.objects.get().user) == (State.TAKEN, jonas, jonas)


def test_a_note_by_mail_says_so_in_the_history(claire: User, make_follow_up: Make, sign_in: SignIn) -> None:
    follow_up = make_follow_up()
    take_mail(raw(claire, to=reply_address(follow_up, claire)))
    page = sign_in(claire).get(follow_up.get_absolute_url()).text
    assert ("They call on Monday." in page, page.count("· by mail")) == (True, 1)


def test_html_in_a_mail_stands_as_words(claire: User, sign_in: SignIn) -> None:
    take_mail(raw(claire, "<script>alert(1)</script> **bold**"))
    page = sign_in(claire).get(Draft.objects.get().get_absolute_url()).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold**" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_however_much_came(
    number: int, claire: User, jonas: User, sign_in: SignIn, django_assert_num_queries: Callable[..., object]
) -> None:
    for each in range(number):
        take_mail(raw(claire, f"Text {each}"))
        take_mail(raw(f"ada{each}@eu.example"))
    mine, his = sign_in(claire), sign_in(jonas)
    assert (Draft.objects.count(), IncomingMail.objects.count()) == (number, number * 2)
    with django_assert_num_queries(7):  # type: ignore[attr-defined]
        mine.get("/from-mail/")
    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        his.get("/from-mail/quarantine/")


def test_where_no_mail_is_read_the_page_says_so(claire: User, sign_in: SignIn) -> None:
    with override_settings(MAIL_IN_ADDRESS=""):
        assert "reads no mail yet" in sign_in(claire).get("/from-mail/").text
