"""What becomes of a mail that comes in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.conftest import CANARY
from tests.incoming_mail.mails import ADDRESS, SERVER, believed, mail_of, raw
from tracker.accounts.models import User
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Channel, Entry
from tracker.incoming_mail import sources, take_mail
from tracker.incoming_mail.models import Draft, IncomingMail, State, Why
from tracker.incoming_mail.take_mail import let_in
from tracker.incoming_mail.take_mail import take_mail as take
from tracker.incoming_mail.use_draft import use
from tracker.notes.models import Mention
from tracker.notes.reply_address import reply_address

Make = Callable[..., FollowUp]
pytestmark = pytest.mark.usefixtures("db")


def told(mail: IncomingMail) -> tuple[str, str]:
    return mail.state, mail.why


def noted(follow_up: FollowUp) -> list[tuple[str, str, User | None]]:
    entries = Entry.objects.about(follow_up).filter(verb="noted").order_by("pk")
    return [(each.note, each.channel, each.by) for each in entries]


def test_a_mail_of_somebody_with_an_account_is_a_draft_of_theirs(claire: User) -> None:
    assert told(take(raw(claire, subject="RE: Talks with Europol"))) == (State.TAKEN, "")
    draft = Draft.objects.get()
    assert (draft.user, draft.title, draft.words, draft.text) == (
        claire,
        "Talks with Europol",
        "They call on Monday.",
        "",
    )


def test_what_is_sent_on_is_a_draft_with_the_text_that_it_had(claire: User) -> None:
    head = "---------- Forwarded message ---------\nFrom: G <g@eu.example>\nDate: 3 May\nSubject: x"
    text = f"See below.\n\n{head}\n\nWe met."
    take(raw(claire, text, subject="Fwd: Talks"))
    draft = Draft.objects.get()
    assert (draft.title, draft.words, draft.text, draft.body) == ("Talks", "See below.", "We met.", "We met.")


def test_files_come_with_it_by_the_rules_for_files(claire: User, make_follow_up: Make) -> None:
    mail = mail_of(claire)
    mail.add_attachment(b"%PDF-1.7 agreed", maintype="application", subtype="pdf", filename="agreed.pdf")
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="virus.exe")
    mail.add_attachment(b"", maintype="application", subtype="pdf", filename="empty.pdf")
    take(mail.as_bytes())
    draft, follow_up = Draft.objects.get(), make_follow_up()
    assert [(each.name, each.size) for each in draft.files_held.all()] == [("agreed.pdf", 15)]
    assert draft.left_out.split("\n") == [
        "virus.exe is a program. Attach a document or a picture.",
        "empty.pdf is empty.",
    ]
    use(draft, follow_up=follow_up, by=claire)
    assert [(each.name, each.kind, each.item) for each in AttachedFile.objects.all()] == [
        ("agreed.pdf", "application/pdf", follow_up)
    ]


def test_an_answer_is_a_note_by_mail_on_the_follow_up_that_it_answers(
    claire: User, noor: User, make_follow_up: Make
) -> None:
    follow_up = make_follow_up()
    answer = "They call, says @Noor Haddad.\n\n> Due on Monday"
    mail = take(raw(claire, answer, to=reply_address(follow_up, claire)))
    assert (told(mail), mail.entry) == ((State.TAKEN, ""), Entry.objects.get(verb="noted"))
    assert noted(follow_up) == [("They call, says @Noor Haddad.", Channel.MAIL, claire)]
    assert [each.user for each in Mention.objects.all()] == [noor]
    assert not Draft.objects.exists()


def test_an_answer_attaches_its_files(claire: User, make_follow_up: Make) -> None:
    follow_up = make_follow_up()
    mail = mail_of(claire, to=reply_address(follow_up, claire))
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="agreed.pdf")
    take(mail.as_bytes())
    assert [(each.name, each.item) for each in AttachedFile.objects.all()] == [("agreed.pdf", follow_up)]


def test_the_owner_may_answer_although_a_reader_logs_nothing(noor: User, make_follow_up: Make) -> None:
    own, other = make_follow_up(owner=noor.person), make_follow_up("Of nobody")
    assert told(take(raw(noor, to=reply_address(own, noor)))) == (State.TAKEN, "")
    assert told(take(raw(noor, to=reply_address(other, noor)))) == (State.IGNORED, Why.NO_RIGHT)
    assert (len(noted(own)), len(noted(other)), Draft.objects.count()) == (1, 0, 0)


def test_an_answer_of_who_does_not_see_it_is_a_draft_of_theirs_and_leaves_no_trace(
    omar: User, claire: User, secret: FollowUp
) -> None:
    mail = take(raw(omar, to=reply_address(secret, claire)))
    draft = Draft.objects.get()
    assert (told(mail), draft.user, draft.words, noted(secret)) == ((State.TAKEN, ""), omar, "They call on Monday.", [])
    assert CANARY not in f"{draft.title} {draft.detail} {draft.left_out} {mail.subject} {mail.said}"


def test_a_mention_by_mail_tells_nobody_who_does_not_see_it(claire: User, noor: User, secret: FollowUp) -> None:
    take(raw(claire, "Ask @Noor Haddad.", to=reply_address(secret, claire)))
    assert (len(noted(secret)), Mention.objects.count()) == (1, 0)


def test_an_address_that_was_made_up_names_nothing(claire: User, make_follow_up: Make) -> None:
    follow_up = make_follow_up()
    true = reply_address(follow_up, claire)
    for made_up in (true.replace(f"f{follow_up.pk}-", "f1-"), true.replace("@", "a@"), true[:40] + "b" * 5 + true[45:]):
        take(raw(claire, to=made_up))
    assert (noted(follow_up), Draft.objects.count()) == ([], 3)


def test_an_address_is_short_and_survives_capitals(claire: User, make_follow_up: Make) -> None:
    follow_up = make_follow_up()
    address = reply_address(follow_up, claire)
    take(raw(claire, to=address.upper()))
    assert (len(address.partition("@")[0]) <= 64, len(noted(follow_up))) == (True, 1)


def test_a_house_that_reads_no_mail_gives_no_address(claire: User, make_follow_up: Make) -> None:
    with override_settings(MAIL_IN_ADDRESS=""):
        assert reply_address(make_follow_up(), claire) == ""


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"from": "stranger@eu.example"}, Why.UNKNOWN),
        ({"from": ""}, Why.NO_SENDER),
        ({"from": "claire@suivi.example, other@eu.example"}, Why.NO_SENDER),
        ({"authentication_results": ""}, Why.NOT_PROVED),
        ({"authentication_results": "mx.other.example; dkim=pass header.d=suivi.example"}, Why.NOT_PROVED),
        ({"authentication_results": f"{SERVER}; dkim=fail header.d=suivi.example; spf=softfail"}, Why.NOT_PROVED),
        ({"authentication_results": f"{SERVER}; spf=pass smtp.mailfrom=evil@eu.example"}, Why.NOT_PROVED),
        ({"authentication_results": f"{SERVER}; dkim=pass header.d=suivi.example; dmarc=fail"}, Why.NOT_PROVED),
        ({"authentication_results": f"{SERVER} (x; dkim=pass header.d=suivi.example); spf=none"}, Why.NOT_PROVED),
    ],
)
def test_what_may_not_come_from_whom_it_says_stands_in_quarantine(
    headers: dict[str, str], why: str, claire: User
) -> None:
    mail = take(raw(claire, **headers))
    assert (told(mail), Draft.objects.count()) == ((State.QUARANTINED, why), 0)
    assert sources.FOLDER.has(sources.name_of(mail.digest))


def test_without_a_server_that_checks_all_stands_in_quarantine(claire: User) -> None:
    with override_settings(MAIL_IN_SERVER=""):
        assert told(take(raw(claire))) == (State.QUARANTINED, Why.NOT_CHECKED)


def test_what_somebody_wrote_under_the_name_of_another_server_counts_for_nothing(claire: User) -> None:
    mail = mail_of(claire, authentication_results="mx.evil.example; dkim=fail header.d=suivi.example")
    mail["Authentication-Results"] = believed(claire.email)
    assert told(take(mail.as_bytes())) == (State.TAKEN, "")


def test_a_closed_account_sends_nothing(claire: User) -> None:
    User.objects.filter(pk=claire.pk).update(is_active=False)
    assert told(take(raw(claire))) == (State.QUARANTINED, Why.UNKNOWN)


@pytest.mark.parametrize(
    "headers",
    [
        {"auto_submitted": "auto-replied"},
        {"auto_submitted": "auto-generated; x=y"},
        {"precedence": "bulk"},
        {"x_auto_response_suppress": "All"},
        {"return_path": "<>"},
        {"from": "MAILER-DAEMON@house.example"},
        {"from": "noreply@eu.example"},
    ],
)
def test_what_a_machine_sent_is_left_aside(headers: dict[str, str], claire: User) -> None:
    assert told(take(raw(claire, **headers))) == (State.IGNORED, Why.AUTOMATIC)


def test_what_says_that_no_machine_sent_it_is_taken(claire: User) -> None:
    assert told(take(raw(claire, auto_submitted="no"))) == (State.TAKEN, "")


def test_the_answer_of_a_calendar_is_left_aside(claire: User) -> None:
    mail = mail_of(claire)
    mail.add_alternative("BEGIN:VCALENDAR\nEND:VCALENDAR", subtype="calendar", params={"method": "REPLY"})
    assert told(take(mail.as_bytes())) == (State.IGNORED, Why.CALENDAR)


def test_our_own_mail_that_comes_back_is_left_aside() -> None:
    assert told(take(raw(ADDRESS))) == (State.IGNORED, Why.OWN)


def test_what_says_nothing_new_is_left_aside(claire: User, make_follow_up: Make) -> None:
    follow_up = make_follow_up()
    text = "\n\nOn 3 May 2018, at 10:12, Suivi <suivi@house.example> wrote:\n> Due on Monday\n"
    assert told(take(raw(claire, text, to=reply_address(follow_up, claire)))) == (State.IGNORED, Why.EMPTY)
    assert told(take(raw(claire, "\n"))) == (State.IGNORED, Why.EMPTY)


def test_the_same_message_id_twice_is_one(claire: User) -> None:
    first, again = (take(raw(claire, text, message_id="<1@eu.example>")) for text in ("They call.", "They call again."))
    assert (first, [each.words for each in Draft.objects.all()]) == (again, ["They call."])


def test_without_a_message_id_the_same_bytes_are_one(claire: User) -> None:
    same, other = raw(claire, message_id=""), raw(claire, "Another.", message_id="")
    assert len({take(each).pk for each in (same, same, other)}) == 2


def test_what_is_too_large_is_left_aside(claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(take_mail, "LARGEST", 1_000)
    mail = take(raw(claire, "They call. " * 100))
    assert (told(mail), mail.sender, mail.digest) == ((State.IGNORED, Why.TOO_LARGE), claire.email, "")


def test_words_too_long_for_a_note_are_a_draft(claire: User, make_follow_up: Make) -> None:
    follow_up = make_follow_up()
    take(raw(claire, "They call on Monday.\n" * 1_100, to=reply_address(follow_up, claire)))
    assert (noted(follow_up), len(Draft.objects.get().words)) == ([], 23_099)


def test_whatever_breaks_off_stops_only_this_mail(claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: Any) -> None:
        raise KeyError("x")

    with monkeypatch.context() as patch:
        patch.setattr(take_mail, "become", broken)
        mail = take(raw(claire))
    assert (told(mail), mail.said, sources.FOLDER.has(sources.name_of(mail.digest))) == (
        (State.FAILED, Why.BROKEN),
        "KeyError",
        True,
    )
    assert told(take(raw(claire))) == (State.TAKEN, "")


def test_nobody_is_ever_answered(claire: User) -> None:
    for each in (raw(claire), raw("stranger@eu.example"), raw(claire, auto_submitted="auto-replied"), b"\xff"):
        take(each)
    assert outbox.outbox == []


def test_let_in_it_becomes_what_it_would_have_been(claire: User, jonas: User, make_follow_up: Make) -> None:
    follow_up = make_follow_up()
    mail = take(raw(claire, to=reply_address(follow_up, claire), authentication_results=""))
    let_in(mail, by=jonas)
    mail.refresh_from_db()
    assert (told(mail), mail.decided_by, noted(follow_up)[0][2]) == ((State.TAKEN, ""), jonas, claire)
    with pytest.raises(ValidationError):
        let_in(mail, by=jonas)


def test_of_a_stranger_it_becomes_a_draft_of_who_lets_it_in(jonas: User, claire: User, make_follow_up: Make) -> None:
    follow_up = make_follow_up()
    let_in(take(raw("stranger@eu.example", to=reply_address(follow_up, claire))), by=jonas)
    assert (Draft.objects.get().user, noted(follow_up)) == (jonas, [])


def test_sources_are_thrown_away_after_a_while(claire: User) -> None:
    mail = take(raw("stranger@eu.example"))
    name = sources.name_of(mail.digest)
    assert (sources.throw_away_old(mail.at), sources.FOLDER.has(name)) == (0, True)
    assert (sources.throw_away_old(mail.at + sources.RETENTION * 2), sources.FOLDER.has(name)) == (1, False)
    mail.refresh_from_db()
    assert mail.digest == ""


def nested(depth: int) -> bytes:
    mail = mail_of("claire@suivi.example")
    for _number in range(depth):
        outer = mail_of("claire@suivi.example")
        outer.add_attachment(mail)
        mail = outer
    return mail.as_bytes()


def multiparts(depth: int) -> bytes:
    heads = [f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(depth)]
    return b"From: claire@suivi.example\n" + "".join(heads).encode() + b"\n\nHello\n"


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\x00" * 5_000,
        b"\xff\xfe" * 5_000,
        b"From: claire@suivi.example\nSubject: " + b"x" * 1_000_000 + b"\n\nHello",
        b"From: claire@suivi.example\n" + b"X-A: b\n" * 50_000 + b"\nHello",
        b"From: claire@suivi.example\nContent-Type: text/plain; charset=no-such\n\nH\xe9llo",
        b"From: claire@suivi.example\nContent-Type: text/plain; charset=utf-16\n\nHello",
        b"From: claire@suivi.example\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"From: =?no-such?Q?x?= <claire@suivi.example>\nSubject: =?utf-8?B?/////w==?=\nDate: yesterday\n\nHello\x00",
        b"From: claire@suivi.example\nDate: Mon, 99 Foo 99999 99:99:99 +9999\n\nHello",
        b"From: claire@suivi.example\nContent-Type: text/html\n\n" + b"<div><blockquote>" * 20_000 + b"Hello",
        b"From: claire@suivi.example\nContent-Type: text/html\n\n<script>alert(1)</script><b>Hello</b><!--",
        b"From: claire@suivi.example\nContent-Type: multipart/mixed\n\nHello",
        b"From: claire@suivi.example\n\n" + b">" * 100_000,
        b"From: claire@suivi.example\n\n" + b"On a wrote:\n" * 5_000 + b"On " * 20_000,
        b"From: claire@suivi.example\n\n" + b"Caution: mail mail mail " * 1_000,
    ],
)
def test_whatever_comes_is_noted_and_breaks_nothing(bad: bytes, claire: User) -> None:
    raw_mail = b"Authentication-Results: " + believed(claire.email).encode() + b"\n" + bad
    assert told(take(raw_mail)) in {
        (State.TAKEN, ""),
        (State.QUARANTINED, Why.NO_SENDER),
        (State.IGNORED, Why.EMPTY),
    }


@pytest.mark.parametrize("depth", [50, 400])
@pytest.mark.parametrize("make", [nested, multiparts])
def test_mails_in_mails_break_nothing(make: Callable[[int], bytes], depth: int, claire: User) -> None:
    mail = take(make(min(depth, 50) if make is nested else depth))
    assert mail.state in {State.TAKEN, State.FAILED, State.IGNORED, State.QUARANTINED}


def test_html_is_read_as_text_and_never_shown(claire: User) -> None:
    mail = mail_of(claire)
    mail.set_content("<p>They <b>call</b></p><script>alert(1)</script><img src=x onerror=alert(1)>", subtype="html")
    take(mail.as_bytes())
    assert Draft.objects.get().words == "They call"


@given(some.binary(max_size=3_000))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_bytes_are_noted(claire: User, body: bytes) -> None:
    assert take(body).pk
    assert take(b"From: claire@suivi.example\nContent-Type: multipart/mixed; boundary=a\n\n--a\n" + body).pk
