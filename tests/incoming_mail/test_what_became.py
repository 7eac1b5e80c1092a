"""What becomes of mails at each edge, of two that are alike, and of what is nobody's any more."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone

from tests.incoming_mail.mails import mail_of, raw
from tracker.accounts.models import User
from tracker.background.models import Bounce
from tracker.directory.models import Organisation
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggestions.kind_of_title import FROM_TITLE
from tracker.history.models import Entry
from tracker.history.tracked_model import Stale
from tracker.incoming_mail import files_of_letter as files
from tracker.incoming_mail import mailbox, sources, take_mail
from tracker.incoming_mail.letter.letter import Letter, read_letter
from tracker.incoming_mail.letter.parts import Attachment
from tracker.incoming_mail.management.commands import read_mail
from tracker.incoming_mail.models import Draft, IncomingMail, State, Why
from tracker.incoming_mail.take_mail import let_in
from tracker.incoming_mail.take_mail import take_mail as take
from tracker.incoming_mail.use_draft import use
from tracker.incoming_mail.what_was_made import with_what_is_seen
from tracker.meetings.models import Meeting
from tracker.notes.reply_address import reply_address

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def told(mail: IncomingMail) -> tuple[str, str]:
    return mail.state, mail.why


def became() -> list[tuple[str, str, str]]:
    """Of each draft whose it is, what its author wrote and what was written before."""
    return list(Draft.objects.order_by("pk").values_list("user__name", "words", "text"))


def test_what_is_noted_of_a_mail_and_of_one_that_could_not_be_taken(
    claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = ("message_id", "sender", "subject", "size", "state", "why", "said")
    good = raw("Ada@EU.example", subject="RE: Talks", message_id="<1@eu.example>")
    take(good)
    monkeypatch.setattr(take_mail, "LARGEST", len(good) - 1)
    take(raw("Ada@EU.example", subject="RE: Talks", message_id="<2@eu.example>"))
    monkeypatch.setattr(take_mail, "LARGEST", len(good))
    take(good)
    monkeypatch.setattr(take_mail, "LARGEST", 10_000)
    tries: list[str] = []

    def stale(*_given: Any) -> None:
        tries.append("once more")
        raise Stale

    with monkeypatch.context() as patch:
        patch.setattr(take_mail, "become", stale)
        take(raw(claire, subject="x", message_id="<3@eu.example>"))
    unreadable = b"From: ada@eu.example\nSubject: y\nMessage-ID: <4@eu.example>\n\n"
    with monkeypatch.context() as patch:
        patch.setattr(take_mail, "read_letter", lambda _raw: (_ for _ in ()).throw(take_mail.Unreadable("z" * 300)))
        take(unreadable)
    rows = list(IncomingMail.objects.order_by("pk").values_list(*columns))
    size = len(good)
    assert rows[:2] == [
        ("1@eu.example", "ada@eu.example", "Talks", size, State.QUARANTINED, Why.UNKNOWN, ""),
        ("2@eu.example", "ada@eu.example", "RE: Talks", size, State.IGNORED, Why.TOO_LARGE, ""),
    ]
    assert [(row[0], *row[4:]) for row in rows[2:]] == [
        ("3@eu.example", State.FAILED, Why.BROKEN, "Stale"),
        ("4@eu.example", State.FAILED, Why.UNREADABLE, "z" * 200),
    ]
    assert len(tries) == 5
    assert [bool(digest) for digest in IncomingMail.objects.order_by("pk").values_list("digest", flat=True)] == [
        True, False, True, True,
    ]  # fmt: skip


def test_why_a_mail_is_left_aside_or_stands_in_quarantine_before_all_else(claire: User) -> None:
    own = {"MAIL_IN_ADDRESS": "Suivi@House.example", "DEFAULT_FROM_EMAIL": "The house <No.Answer@House.example>"}
    away = {"auto_submitted": "auto-replied"}
    cases: list[tuple[dict[str, str], str]] = [
        ({"from": "suivi@house.example"}, Why.OWN), ({"from": "NO.answer@house.example"}, Why.OWN),
        ({"from": "suivi@house.example", **away}, Why.OWN), ({"from": "", **away}, Why.AUTOMATIC),
        ({"from": "ada@eu.example", **away}, Why.AUTOMATIC),
        ({"from": "", "authentication_results": ""}, Why.NO_SENDER),
        ({"from": "ada@eu.example", "authentication_results": ""}, Why.UNKNOWN),
        ({"authentication_results": ""}, Why.NOT_PROVED), ({}, ""), ({"from": "CLAIRE@suivi.example"}, ""),
    ]  # fmt: skip
    with override_settings(**own):
        found = [take(raw(claire, "They call.", **headers)).why for headers, _why in cases]
    assert found == [why for _headers, why in cases]
    with override_settings(MAIL_IN_SERVER=""):
        assert [take(raw(sender)).why for sender in (claire, "ada@eu.example")] == [Why.NOT_CHECKED, Why.UNKNOWN]


def test_which_follow_up_a_mail_answers(claire: User, omar: User, noor: User, make_follow_up: Make) -> None:
    """The first that is named, by its address; else it is a draft."""
    first, second = make_follow_up("First"), make_follow_up("Second")
    closed = make_follow_up("Closed", classification="restricted")
    cases: list[tuple[User, dict[str, str], str]] = [
        (claire, {"to": f"{reply_address(second, claire)}, {reply_address(first, claire)}"}, "Second"),
        (claire, {"cc": reply_address(second, claire)}, "Second"),
        (omar, {"to": reply_address(first, claire)}, "First"), (omar, {"to": reply_address(closed, claire)}, ""),
        (noor, {"to": reply_address(first, noor)}, ""), (claire, {}, ""),
    ]  # fmt: skip
    found = []
    for number, (sender, headers, _title) in enumerate(cases):
        mail = take(raw(sender, f"Words {number}", **headers))
        found.append(str(mail.entry.item) if mail.entry else "")
    assert found == [title for *_rest, title in cases]
    assert [(name, words) for name, words, _text in became()] == [
        ("Omar Diallo", "Words 3"),
        ("Claire Dubois", "Words 5"),
    ]
    assert [str(mail.entry_id and mail.why) for mail in IncomingMail.objects.filter(sender=noor.email)] == ["None"]


def test_what_a_mail_becomes_by_what_stands_in_it(claire: User, noor: User, make_follow_up: Make) -> None:
    row = make_follow_up("Ours")
    sent_on = "\n\n---------- Forwarded message ---------\nFrom: G <g@eu.example>\nDate: 3 May\nSubject: x\n\nWe met."
    quoted = "\n> We met.\n"
    long = ("x" * 99 + "\n") * 199 + "x" * 100

    def sent(text: str, *names: str, sender: User = claire, to: str = "") -> str:
        mail = mail_of(sender, text, **({"to": to} if to else {}))
        for name in names:
            mail.add_attachment(f"%PDF-1.7 {name}".encode(), maintype="application", subtype="pdf", filename=name)
        before = Draft.objects.count(), Entry.objects.about(row).filter(verb="noted").count()
        taken = take(mail.as_bytes())
        made = Draft.objects.count() - before[0], Entry.objects.about(row).filter(verb="noted").count() - before[1]
        files_now = AttachedFile.objects.count()
        AttachedFile.objects.all().delete()
        became = {(0, 0): "", (1, 0): "draft", (0, 1): "note"}[made]
        return f"{became} {taken.why} {files_now}".strip()

    there = reply_address(row, claire)
    assert [
        sent("They call."), sent(""), sent("", "a.pdf"), sent(sent_on), sent(quoted), sent("They call.", sender=noor),
        sent("", sender=noor),
    ] == ["draft  0", "empty 0", "draft  0", "draft  0", "draft  0", "no_right 0", "empty 0"]  # fmt: skip
    assert [
        sent("They call.", to=there), sent("They call twice.", "a.pdf", "b.pdf", to=there), sent("", "a.pdf", to=there),
        sent(quoted, to=there), sent("", to=there), sent(long, to=there), sent(f"{long}y", to=there),
        sent("They call thrice." + sent_on, to=there),
    ] == ["note  0", "note  2", "1", "empty 0", "empty 0", "note  0", "draft  0", "note  0"]  # fmt: skip
    texts = [(words[:12], text[:12]) for _name, words, text in became()]
    assert texts == [("They call.", ""), ("", ""), ("", "We met."), ("", "We met."), ("x" * 12, "")]


def test_what_cannot_be_attached_leaves_no_note_behind(
    claire: User, make_follow_up: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make_follow_up("Ours")

    def refused(*_given: Any, **_how: Any) -> None:
        raise ValidationError("No room.")

    monkeypatch.setattr("tracker.incoming_mail.become.attach", refused)
    mail = mail_of(claire, "They call.", to=reply_address(row, claire))
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    taken = take(mail.as_bytes())
    taken.refresh_from_db()
    assert (told(taken), taken.entry, became()) == ((State.TAKEN, ""), None, [("Claire Dubois", "They call.", "")])
    assert not Entry.objects.about(row).filter(verb="noted").exists()


def test_which_files_of_a_mail_are_taken() -> None:
    pdf = b"%PDF-1.7"
    given = [Attachment(f"{number}.pdf", pdf) for number in range(19)]
    given += [Attachment("virus.exe", b"MZ"), Attachment("empty.pdf", b""), Attachment("a" * 200 + ".pdf", pdf)]
    taken, left = files.taken_files([*given, Attachment("late.pdf", pdf), Attachment("later.pdf", pdf)])
    assert [(each.name, each.read()) for each in taken[18:]] == [("18.pdf", pdf), ("a" * 196 + ".pdf", pdf)]
    assert (len(taken), left) == (20, [
        "virus.exe is a program. Attach a document or a picture.", "empty.pdf is empty.",
        "late.pdf is one file too many.", "later.pdf is one file too many.",
    ])  # fmt: skip


def test_a_mail_is_let_in_once_while_its_source_is_there(jonas: User, claire: User) -> None:
    stranger, aside, gone, thrown, failed = (take(raw("ada@eu.example", f"Mail {number}")) for number in range(5))
    User.objects.filter(pk=claire.pk).update(email="ada@eu.example")
    IncomingMail.objects.filter(pk=aside.pk).update(state=State.IGNORED)
    IncomingMail.objects.filter(pk=failed.pk).update(digest="")
    sources.FOLDER.remove(sources.name_of(gone.digest))
    thrown.remove(by=jonas)
    refused = []
    for mail in (aside, gone, thrown, failed, stranger, stranger):
        try:
            let_in(mail, by=jonas)
        except ValidationError as refusal:
            refused += refusal.messages
    assert refused == ["Somebody has decided on this mail already, or it is too old."] * 5
    assert became() == [("Claire Dubois", "Mail 0", "")]
    stranger.refresh_from_db()
    assert (told(stranger), stranger.decided_by, stranger.decided_at is None) == ((State.TAKEN, ""), jonas, False)


def test_sources_are_kept_for_thirty_days_and_no_second_longer() -> None:
    mails = {age: take(raw("ada@eu.example", f"Mail {age}")) for age in (30 * DAY, 30 * DAY + SECOND, DAY)}
    for age, mail in mails.items():
        IncomingMail.objects.filter(pk=mail.pk).update(at=NOW - age)
    names = {age: sources.name_of(mail.digest) for age, mail in mails.items()}
    assert (sources.throw_away_old(NOW), sources.throw_away_old(NOW)) == (1, 0)
    assert {age: sources.FOLDER.has(name) for age, name in names.items()} == {
        30 * DAY: True, 30 * DAY + SECOND: False, DAY: True,
    }  # fmt: skip
    assert [bool(digest) for digest in IncomingMail.objects.order_by("-at").values_list("digest", flat=True)] == [
        True, True, False,
    ]  # fmt: skip


def drafted(user: User, number: int, **values: Any) -> Draft:
    mail = IncomingMail.objects.create(message_id=f"{number}", sender=user.email, size=1, state=State.TAKEN)
    made: Draft = Draft.objects.create(mail=mail, user=user, title=f"Draft {number}", **values)
    return made


def test_what_a_draft_says_and_whose_it_is(claire: User, omar: User) -> None:
    said = {("Mine", ""): ("Mine", "Mine"), ("", "Theirs"): ("Theirs", "Theirs"), ("", ""): ("", ""),
            ("Mine", "Theirs"): ("Theirs", "Mine\n\nTheirs")}  # fmt: skip
    found = {}
    for words, text in said:
        draft = Draft(words=words, text=text)
        found[words, text] = draft.body, draft.detail
    assert (found, str(Draft()), str(Draft(title="Talks"))) == (said, "Without a subject", "Talks")
    one, two, other = drafted(claire, 1), drafted(claire, 2), drafted(omar, 3)
    assert ([one.claim(), one.claim(), Draft.objects.get(pk=one.pk).claim()], other.used_at) == (
        [True, False, False], None,
    )  # fmt: skip
    # What was used is not thrown away, and what was thrown away is not used.
    one.remove(by=claire)
    two.remove(by=claire)
    two.remove(by=claire)
    assert (Draft.objects.get(pk=one.pk).removed_at, two.claim()) == (None, False)
    shown = {user.name: (list(Draft.objects.visible_to(user)), list(Draft.objects.removed_for(user)))
             for user in (claire, omar)}  # fmt: skip
    assert shown == {"Claire Dubois": ([one], [two]), "Omar Diallo": ([other], [])}
    two.restore(by=claire)
    assert (list(Draft.objects.visible_to(claire).open()), two.claim()) == ([two], True)


def test_what_was_made_of_drafts_is_shown_as_far_as_it_is_seen(
    claire: User, omar: User, make_follow_up: Make, visit: Meeting, secret: FollowUp, sign_in: SignIn
) -> None:
    row = make_follow_up("Ours")
    for number, values in enumerate((
        {"follow_up": row}, {"meeting": visit}, {"follow_up": secret}, {"meeting": secret.meeting}, {},
    )):  # fmt: skip
        drafted(omar, number, used_at=NOW + number * DAY, **values)
    made = with_what_is_seen(Draft.objects.order_by("pk"), omar)
    assert [each.made for each in made] == [row, visit, None, None, None]
    assert [each.made for each in with_what_is_seen(Draft.objects.order_by("pk"), claire)] == [
        row, visit, secret, secret.meeting, None,
    ]  # fmt: skip
    for number in range(5, 30):
        values = {"used_at": NOW - number * DAY} if number < 14 else {"removed_at": NOW} if number < 26 else {}
        drafted(omar, number, **values)
    drafted(claire, 99)
    with override_settings(MAIL_IN_ADDRESS="suivi@house.example"):
        page = sign_in(omar).get("/from-mail/").context
    assert [str(each) for each in page["open"]] == [f"Draft {number}" for number in (29, 28, 27, 26)]
    assert [str(each) for each in page["made"]] == [f"Draft {number}" for number in (4, 3, 2, 1, 0, 5, 6, 7, 8, 9)]
    assert [each.made for each in page["made"]][:6] == [None, None, None, visit, row, None]
    assert [str(each) for each in page["thrown"]] == [f"Draft {number}" for number in range(25, 15, -1)]
    assert (page["own"], page["address"]) == (omar.email, "suivi@house.example")


def test_a_form_begins_with_what_a_draft_says_and_leads_back_once_it_was_used(
    claire: User, noor: User, unit: Organisation, visit: Meeting, sign_in: SignIn
) -> None:
    claire.person.appointments.update(organisation=unit)
    draft = drafted(claire, 1, words="Mine", text="x" * 20_000)
    training = drafted(claire, 2, words="Train them")
    Draft.objects.filter(pk=training.pk).update(title="A curriculum on risk")
    browser = sign_in(claire)
    forms = [browser.get(f"/from-mail/{each.pk}/follow-up/").context["form"] for each in (draft, training)]
    assert [[form[name].value() for name in ("title", "detail")] for form in forms] == [
        ["Draft 1", f"Mine\n\n{'x' * 19_994}"], ["A curriculum on risk", "Train them"],
    ]  # fmt: skip
    assert [form["unit"].value() for form in forms] == [unit.label] * 2
    assert [form["kind"].value() for form in forms] == [FROM_TITLE, "training"]
    use(draft, meeting=visit, by=claire)
    for deed in ("follow-up", "record"):
        for answer in (browser.get(f"/from-mail/{draft.pk}/{deed}/"), browser.post(f"/from-mail/{draft.pk}/{deed}/")):
            assert answer.headers["Location"] == f"/from-mail/{draft.pk}/"
    with pytest.raises(Stale):
        use(draft, meeting=visit, by=claire)
    own = drafted(noor, 3)
    assert [sign_in(noor).get(f"/from-mail/{own.pk}/{deed}").status_code for deed in ("", "follow-up/", "record/")] == [
        200, 403, 403,
    ]  # fmt: skip


def test_the_quarantine_shows_what_waits_and_says_each_deed(
    jonas: User, claire: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mails = [take(raw(f"ada{number}@eu.example")) for number in range(4)]
    IncomingMail.objects.filter(pk=mails[1].pk).update(state=State.FAILED)
    mails[2].remove(by=jonas)
    take(raw(claire))
    browser = sign_in(jonas)

    def senders(name: str) -> list[str]:
        return [str(each) for each in browser.get("/from-mail/quarantine/").context[name]]

    assert (senders("waiting"), senders("thrown")) == (
        ["ada3@eu.example", "ada1@eu.example", "ada0@eu.example"], ["ada2@eu.example"],
    )  # fmt: skip
    assert browser.get("/from-mail/quarantine/").context["days"] == 30

    def said(mail: IncomingMail, deed: str) -> list[str]:
        client = sign_in(jonas)
        answer = client.post(f"/from-mail/quarantine/{mail.pk}/{deed}/")
        assert answer.headers["Location"] == "/from-mail/quarantine/"
        return [str(each).partition("<")[0].strip() for each in get_messages(answer.wsgi_request)]

    assert [said(mails[0], "throw-away"), said(mails[2], "restore"), said(mails[3], "let-in")] == [
        ["The mail from ada0@eu.example is thrown away."], ["The mail from ada2@eu.example stands here again."],
        ["The mail from ada3@eu.example is let in."],
    ]  # fmt: skip
    sources.FOLDER.remove(sources.name_of(mails[2].digest))
    assert said(mails[2], "let-in") == ["Somebody has decided on this mail already, or it is too old."]
    assert (senders("waiting"), senders("thrown")) == (["ada2@eu.example", "ada1@eu.example"], ["ada0@eu.example"])
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    answers = [browser.get(f"/from-mail/quarantine/{mail.pk}/source/") for mail in (mails[1], mails[2], mails[0])]
    assert [answer.status_code for answer in answers] == [200, 404, 404]
    assert b"They call on Monday." in b"".join(answers[0])
    assert answers[0].headers["Content-Disposition"] == f'attachment; filename="{mails[1].pk}.eml"'


PLACES = {
    "imap://a:b@localhost": (False, "localhost", 143, "a", "b", "INBOX"),
    "imap://a@[::1]/": (False, "::1", 143, "a", "", "INBOX"),
    "imaps://a@mail.example:1993/In%20box/": (True, "mail.example", 1993, "a", "", "In box"),
}
WRONG = {
    "https://a@mail.example": "MAIL_IN_URL must look like imaps://user:password@host/folder",
    "imaps://a@": "MAIL_IN_URL must look like imaps://user:password@host/folder",
    "imaps://mail.example": "MAIL_IN_URL must look like imaps://user:password@host/folder",
    "imap://a@mail.example": "MAIL_IN_URL must begin with imaps:// where the mail server is another machine.",
}


def test_where_a_mailbox_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {url: mailbox.place_of(url) for url in PLACES} == {url: mailbox.Place(*each) for url, each in PLACES.items()}
    found = {}
    for url in WRONG:
        with pytest.raises(ValueError, match="MAIL_IN_URL") as refusal:
            mailbox.place_of(url)
        found[url] = str(refusal.value)
    assert found == WRONG


def test_whatever_cuts_the_line_it_is_taken_up_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    errors: list[BaseException] = [OSError("cut"), mailbox.CUT_OFF("no"), KeyboardInterrupt()]
    slept: list[float] = []

    def read_and_wait(_url: str, is_over: Callable[[], bool]) -> None:
        assert not is_over()
        raise errors.pop(0)

    monkeypatch.setattr(mailbox, "read_and_wait", read_and_wait)
    monkeypatch.setattr(read_mail.time, "sleep", slept.append)
    with override_settings(MAIL_IN_URL="imap://a:b@localhost"):
        call_command("read_mail")
    told_there = capsys.readouterr()
    assert (told_there.err.splitlines(), told_there.out, slept) == (["OSError: cut", "error: no"], "\n", [30, 30])


# What a server reports of a mail that did not arrive, and whom it marks.
REPORT = """From: MAILER-DAEMON@mx.example
Message-ID: <{number}@mx.example>
{head}Content-Type: multipart/report; report-type={kind}; boundary="cut"

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

{blocks}
--cut
Content-Type: {given}

Message-ID: <of.ours@house.example>

--cut--
"""
FAILED = "Final-Recipient: rfc822; {}\nAction: Failed\nStatus: {}\nDiagnostic-Code: smtp; {}\n"


def reported(*blocks: str, kind: str = "delivery-status", given: str = "text/rfc822-headers", head: str = "") -> Letter:
    text = REPORT.format(number=1, kind=kind, blocks="\n".join(blocks), given=given, head=head)
    return read_letter(text.encode())


def test_whom_a_report_of_a_mail_server_names() -> None:
    lost = FAILED.format("Ada@EU.example", "5.1.1", "550 5.1.1 No such user")
    other = FAILED.format("bo@eu.example", "5.1.1", "550 gone")
    late = FAILED.format("late@eu.example", "4.4.1", "451 later")
    ours = "<of.ours@house.example>"
    both = frozenset({"ada@eu.example", "bo@eu.example"})
    found = [
        reported(lost).report, reported(lost, other).report, reported(other, late, lost).report, reported(late).report,
        reported(lost, given="message/rfc822").report, reported(lost, given="message/rfc822-headers").report,
        reported(lost, given="text/plain", head="References: <1@a> <2@a>\n").report,
        reported(lost, given="text/plain").report, reported(lost, kind="disposition-notification").report,
        reported(FAILED.format("bo@eu.example", "5.2.1", "")).report,
    ]  # fmt: skip
    assert [each and (each.message_id, each.addresses, each.said) for each in found] == [
        (ours, frozenset({"ada@eu.example"}), "550 5.1.1 No such user"), (ours, both, "550 5.1.1 No such user"),
        (ours, both, "550 gone"), None, (ours, frozenset({"ada@eu.example"}), "550 5.1.1 No such user"),
        (ours, frozenset({"ada@eu.example"}), "550 5.1.1 No such user"),
        ("<2@a>", frozenset({"ada@eu.example"}), "550 5.1.1 No such user"),
        ("", frozenset({"ada@eu.example"}), "550 5.1.1 No such user"), None,
        (ours, frozenset({"bo@eu.example"}), "5.2.1"),
    ]  # fmt: skip
    assert (Bounce.objects.count(), timezone.now() > NOW) == (0, True)
