"""The daily mail over the wire: what it tells, to whom, on which day, and when there is none."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.accounts.conftest import Letterbox
from tests.conftest import CANARY
from tests.notifications.conftest import Tell, html_of, plain_of
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.models import ClosingRule, FollowUp, Snooze
from tracker.meetings.models import Meeting
from tracker.notes.reply_address import named_follow_up, reply_address
from tracker.notes.write_note import write_note
from tracker.notifications import digests
from tracker.notifications.arrivals import write_arrivals
from tracker.notifications.at_once import write_mails_at_once
from tracker.notifications.models import Mail, MailKind, Notification, Preferences
from tracker.notifications.standing import standing

MakeFollowUp = Callable[..., FollowUp]


def reasons(user: User) -> list[tuple[str, str]]:
    rows = Notification.objects.open().filter(user=user).order_by("reason", "pk")
    return list(rows.values_list("reason", "follow_up__title"))


@pytest.fixture
def monday(morning: datetime) -> date:
    return morning.date()


def test_35_follow_ups_logged_in_an_afternoon_are_one_mail_to_their_owner(
    make_follow_up: MakeFollowUp, noor: User, morning: datetime, monday: date, tell: Tell
) -> None:
    for number in range(35):
        make_follow_up(f"Item {number}", owner=noor.person, due_on=monday + timedelta(days=30))
    write_arrivals(timezone.now())
    assert write_mails_at_once(timezone.now()) == []
    (mail,) = tell(morning)
    assert (mail["To"], mail["Subject"]) == ("Noor Haddad <noor@suivi.example>", "Suivi: 35 are new for you")
    assert "and 27 more, in Suivi" in plain_of(mail)
    assert tell(morning + timedelta(days=1)) == []


@pytest.fixture
def full(
    make_follow_up: MakeFollowUp, noor: User, claire: User, eu: Organisation, monday: date, visit: Meeting
) -> dict[str, FollowUp]:
    """Of Noor one for each section, but requests and mentions."""
    own: dict[str, Any] = {"owner": noor.person, "by": claire}
    owed = {"owed_by": "partner", "partner": eu, "due_on": monday - timedelta(days=1), **own}
    found = {
        "late": make_follow_up("Send the list", due_on=monday - timedelta(days=7), meeting=visit, **own),
        "today": make_follow_up("Call them", due_on=monday, **own),
        "owed": make_follow_up("Get the figures", **owed),
        "waiting": make_follow_up("Hear from them", **own),
        "quiet": make_follow_up("Keep a file", **own),
        "carried": make_follow_up("Speak of it", due_on=monday + timedelta(days=20), **own),
        "reported": make_follow_up("Train them", kind="training", owed_by="partner", partner=eu, unit=noor_unit(noor)),
    }  # fmt: skip
    ClosingRule.add(by=claire, kind="training")
    found["waiting"].move_to("waiting", by=claire, waiting_on=eu, review_on=monday)
    found["reported"].move_to("done", by=claire, reason="List of those trained")
    ahead = Meeting.log(by=claire, title="Next talks", held_on=monday + timedelta(days=3), kind="call")
    carry_over(ahead, [found["carried"]], by=claire)
    FollowUp.objects.filter(pk=found["quiet"].pk).update(updated_at="2018-05-25T12:00Z")
    return found


def noor_unit(noor: User) -> Organisation:
    post = Appointment.objects.get(person=noor.person)
    return Organisation.objects.get(pk=post.organisation_id)


@pytest.mark.usefixtures("full")
def test_each_section_tells_why_each_line_is_there(noor: User, morning: datetime, tell: Tell) -> None:
    (mail,) = [each for each in tell(morning) if "noor" in each["To"]]
    text = plain_of(mail)
    heads = [line for line in text.splitlines() if line.isupper() or (line.endswith(")") and line[0].isupper())]
    assert [head.partition(" (")[0] for head in heads if "(" in head] == [
        "LATE AND DUE TODAY", "TO CONFIRM", "NEW FOR YOU", "THEY OWE US", "WAITING THAT RAN OUT", "GONE QUIET",
        "CARRIED TO THE NEXT MEETING",
    ]  # fmt: skip
    for words in (
        "7 days late. Agreed in Visit of the EU", "EU, ", "Claire Dubois gave it to you",
        "Ask EU again", "No word since 25 May 2018", "On the agenda of Next talks",
        "Did they do it?",
    ):  # fmt: skip
        assert words in text
    assert mail["Subject"] == "Suivi: One is late, one is due today"


@pytest.mark.usefixtures("full")
def test_what_mail_programs_read_of_it(noor: User, morning: datetime, tell: Tell) -> None:
    first, second = (next(each for each in tell(day) if "noor" in each["To"])
                     for day in (morning, morning + timedelta(days=1)))  # fmt: skip
    assert first["References"] == second["References"] == f"<digest.{noor.pk}@localhost>"
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Message-ID"] == Mail.objects.filter(user=noor).earliest("pk").message_id
    assert (first["List-Id"], first["Auto-Submitted"]) == ("Suivi <told.localhost>", "auto-generated")
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/mails/leave/" in first["List-Unsubscribe"]


def test_the_longest_mail_stays_below_60_kilobytes(
    make_follow_up: MakeFollowUp, noor: User, eu: Organisation, monday: date, morning: datetime, tell: Tell
) -> None:
    own: dict[str, Any] = {"owner": noor.person, "partner": eu}
    long, past = "Prüfung " * 30, monday - timedelta(days=3)
    for _number in range(12):
        make_follow_up(long, due_on=past, **own)
        make_follow_up(long, due_on=past, owed_by="partner", **own)
        quiet = make_follow_up(long, **own)
        FollowUp.objects.filter(pk=quiet.pk).update(updated_at="2018-05-25T12:00Z")
        waits = make_follow_up(long, **own)
        waits.move_to("waiting", by=noor, waiting_on=eu, review_on=monday)
    (mail,) = tell(morning)
    assert len(mail.as_bytes()) < 60_000


def test_nobody_is_told_of_their_own_deeds(
    make_follow_up: MakeFollowUp, claire: User, morning: datetime, monday: date, tell: Tell
) -> None:
    make_follow_up("Mine", owner=claire.person, due_on=monday + timedelta(days=30), by=claire)
    own = make_follow_up("Trained", kind="training", owner=claire.person, by=claire)
    own.move_to("done", by=claire, reason="List")
    write_note(own, "I say so", by=claire, mentions=[claire])
    assert (tell(morning), reasons(claire)) == ([], [])


def test_what_is_late_is_told_each_working_day_and_what_is_only_so_fills_no_mail(
    make_follow_up: MakeFollowUp, noor: User, eu: Organisation, morning: datetime, monday: date, tell: Tell
) -> None:
    owed = make_follow_up("Owed", owner=noor.person, owed_by="partner", partner=eu, due_on=monday - timedelta(days=2))
    assert [len(tell(morning + timedelta(days=days))) for days in (0, 1)] == [1, 0]
    make_follow_up("Ours", owner=noor.person, due_on=monday + timedelta(days=1), by=noor)
    (mail,) = tell(morning + timedelta(days=2))
    assert [owed.title in plain_of(mail), mail["Subject"]] == [True, "Suivi: One is late, they owe you one"]
    (again,) = tell(morning + timedelta(days=3))
    assert "Ours" in plain_of(again)


def test_what_is_over_is_closed_and_may_begin_anew(
    make_follow_up: MakeFollowUp, noor: User, morning: datetime, monday: date, tell: Tell
) -> None:
    late = make_follow_up("Ours", owner=noor.person, due_on=monday - timedelta(days=1), by=noor)
    tell(morning)
    late.set_due(monday + timedelta(days=1), by=noor, reason="Ill")
    tell(morning + timedelta(days=1))
    tell(morning + timedelta(days=2))
    rows = Notification.objects.filter(user=noor, reason="late").order_by("pk")
    assert [bool(row.closed_at) for row in rows] == [False]
    late.set_due(monday + timedelta(days=30), by=noor, reason="Ill")
    tell(morning + timedelta(days=2, hours=1))
    tell(morning + timedelta(days=3))
    assert [row.closed for row in rows.all()] == ["over"]


@pytest.mark.parametrize(("days", "count"), [(5, 0), (6, 0), (7, 1)])
def test_no_mail_comes_on_a_weekend(
    days: int, count: int, make_follow_up: MakeFollowUp, noor: User, morning: datetime, tell: Tell
) -> None:
    make_follow_up("Ours", owner=noor.person, due_on=date(2020, 1, 6), by=noor)
    assert len(tell(morning + timedelta(days=days))) == count


def test_no_mail_comes_on_a_holiday_where_its_reader_works(
    make_follow_up: MakeFollowUp, noor: User, wco: Organisation, tell: Tell, morning: datetime
) -> None:
    make_follow_up("Ours", owner=noor.person, due_on=date(2020, 1, 6), by=noor)
    Organisation.objects.filter(pk=wco.pk).update(country="BE")
    national = morning.replace(year=2027, month=7, day=21)
    assert [len(tell(national)), len(tell(national + timedelta(days=1)))] == [0, 1]


def test_it_comes_at_their_hour_in_their_zone_and_language(
    make_follow_up: MakeFollowUp, noor: User, morning: datetime, tell: Tell
) -> None:
    make_follow_up("Ours", owner=noor.person, due_on=date(2020, 1, 6), by=noor)
    User.objects.filter(pk=noor.pk).update(language="fr")
    Preferences.objects.create(user=noor, hour=7, zone="America/New_York")
    assert tell(morning.replace(hour=12, minute=59)) == []
    (mail,) = tell(morning.replace(hour=13, minute=0))
    assert ('lang="fr"' in html_of(mail), "07 h 00 (America/New_York)" in plain_of(mail)) == (True, True)


def test_a_section_that_was_left_is_in_no_mail(
    make_follow_up: MakeFollowUp, noor: User, morning: datetime, tell: Tell
) -> None:
    make_follow_up("Ours", owner=noor.person, due_on=date(2020, 1, 6), by=noor)
    Preferences.objects.create(user=noor, left=["late"])
    assert tell(morning) == []


def test_what_is_snoozed_nags_nobody(
    make_follow_up: MakeFollowUp, noor: User, morning: datetime, monday: date, tell: Tell
) -> None:
    late = make_follow_up("Ours", owner=noor.person, due_on=date(2020, 1, 6), by=noor)
    Snooze.objects.create(user=noor, follow_up=late, until=monday + timedelta(days=2))
    assert tell(morning) == []


def test_no_mail_says_a_word_of_what_is_restricted(
    secret: FollowUp, mei: User, claire: User, morning: datetime, monday: date, letterbox: Letterbox, tell: Tell
) -> None:
    """Not to those who see it either: it stands there by its reference."""
    secret.edit(by=claire, due_on=monday - timedelta(days=1), reason=f"For {CANARY}")
    secret.give_to(mei.person, by=claire, note=CANARY)
    write_note(secret, f"@Mei Tanaka {CANARY}", by=claire, mentions=[mei])
    ChangeRequest.ask(secret, by=mei, asked_by=mei.person, reason=CANARY)
    # Whether the mail at once or the daily mail tells it first hangs on the day and the hour on which this runs.
    mails = [*tell(), *tell(), *tell(morning)]
    told = [plain_of(mail) for mail in mails if "mei@" in mail["To"]]
    assert (len(told) > 1, [text for text in told if secret.reference not in text]) == (True, [])
    assert [each for each in letterbox.received if CANARY.encode() in each.content] == []
    assert [mail["Subject"] for mail in mails if CANARY in mail["Subject"]] == []


def test_what_its_owner_sees_no_more_is_told_to_nobody(
    make_follow_up: MakeFollowUp, noor: User, claire: User, morning: datetime, monday: date, tell: Tell
) -> None:
    row = make_follow_up("Ours", owner=noor.person, due_on=monday + timedelta(days=1), by=claire)
    tell(morning)
    row.give_to(None, by=claire)
    row.edit(by=claire, classification="restricted")
    assert tell(morning + timedelta(days=1)) == []
    assert reasons(noor) == []


def test_the_queries_for_one_person_are_as_many_however_much_there_is(
    make_follow_up: MakeFollowUp, noor: User, morning: datetime, django_assert_num_queries: Any
) -> None:
    user = User.objects.select_related("person").get(pk=noor.pk)
    found = []
    for count in (1, 3):
        for _number in range(count):
            make_follow_up("Ours", owner=noor.person, due_on=date(2020, 1, 6), by=noor)
        standing(user, morning)
        with django_assert_num_queries(16):
            found.append(len(standing(user, morning)))
    assert found == [1, 4]


@pytest.mark.django_db(transaction=True)
def test_mails_of_a_day_are_written_once_by_however_many(
    make_follow_up: MakeFollowUp, noor: User, morning: datetime, at_once: Any
) -> None:
    make_follow_up("Ours", owner=noor.person, due_on=date(2020, 1, 6), by=noor)

    def work() -> int:
        digests.write(digests.due(morning), morning)
        return Mail.objects.filter(user=noor, kind=MailKind.DIGEST).count()

    assert at_once([work] * 2) == [1, 1]


@pytest.mark.parametrize("titles", [["Ours"], ["Ours", "Theirs"]])
def test_an_answer_is_a_note_on_its_follow_up_where_the_house_reads_mail(
    titles: list[str], make_follow_up: MakeFollowUp, noor: User, morning: datetime, tell: Tell, settings: Any
) -> None:
    settings.MAIL_IN_ADDRESS = "suivi@house.example"
    rows = [make_follow_up(title, owner=noor.person, due_on=date(2020, 1, 6)) for title in titles]
    [mail] = tell(morning)
    addresses = [reply_address(row, noor) for row in rows]
    assert [named_follow_up([address]) for address in addresses] == [row.pk for row in rows]
    assert [(address in plain_of(mail), f"mailto:{address}?" in html_of(mail)) for address in addresses] == [
        (True, True) for _row in rows
    ]
    # To the mail itself nobody knows which of several is meant.
    assert mail["Reply-To"] == (addresses[0] if len(rows) == 1 else None)
