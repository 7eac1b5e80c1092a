"""Silence: what stays without word goes to the head of unit, then to managers; announced before, stopped by a word."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import CANARY
from tests.notifications.conftest import Tell, plain_of
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.directory.absences.away import be_away
from tracker.directory.models import Appointment, Organisation
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.notifications.escalation.in_words import announced
from tracker.notifications.escalation.look import look
from tracker.notifications.escalation.silent import without_word
from tracker.notifications.models import Escalation, Preferences, Silence

MakeFollowUp = Callable[..., FollowUp]
SignIn = Callable[[User], Client]
# A Monday, and the year in which Belgium rests on a Wednesday.
MONDAY = date(2027, 7, 5)


def at(day: date, hour: int = 6) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def days(first: date, last: int, *, start: int = 0) -> None:
    """The worker looks each day."""
    for number in range(start, last + 1):
        look(at(first + timedelta(days=number)))


def told() -> list[tuple[str, str, int]]:
    rows = Escalation.objects.select_related("user").order_by("pk")
    return [(row.user.name, row.level, (row.at.date() - MONDAY).days) for row in rows]


@pytest.fixture
def head(claire: User, wco: Organisation, unit: Organisation) -> User:
    """Claire heads the unit in which Noor works, in Belgium."""
    Organisation.objects.filter(pk=unit.pk).update(head=claire.person)
    Organisation.objects.filter(pk=wco.pk).update(country="BE")
    return claire


@pytest.fixture
def late(make_follow_up: MakeFollowUp, noor: User, unit: Organisation, head: User) -> FollowUp:
    Appointment.objects.filter(person=noor.person).update(organisation=unit)
    row = make_follow_up("Send the list", owner=noor.person, unit=unit, due_on=MONDAY - timedelta(days=3), by=noor)
    FollowUp.objects.filter(pk=row.pk).update(updated_at=at(MONDAY - timedelta(days=20)))
    return row


@pytest.mark.usefixtures("late")
def test_three_review_days_without_word_go_to_the_head_and_three_more_to_the_managers(
    head: User, amina: User, jonas: User
) -> None:
    """Monday, Tuesday, Wednesday; and Thursday, Friday, Monday."""
    days(MONDAY, 2)
    assert told() == []
    days(MONDAY, 7, start=3)
    assert told() == [("Claire Dubois", "head", 3)]
    days(MONDAY, 12, start=8)
    assert told() == [("Claire Dubois", "head", 3), ("Amina Rahman", "manager", 8)]


def test_its_page_announces_it_and_says_where_it_went(late: FollowUp, amina: User, noor: User, sign_in: SignIn) -> None:
    look(at(MONDAY))
    assert announced(late, MONDAY) == ["Without an update by 7 July 2027, this goes to Claire Dubois, head of unit."]
    days(MONDAY, 3)
    assert announced(late, MONDAY + timedelta(days=3)) == [
        "On 8 July 2027 it went to Claire Dubois, for want of an update.",
        "Without an update by 12 July 2027, this goes to the managers.",
    ]
    assert "Without an update by 12 July 2027" not in sign_in(noor).get(late.get_absolute_url()).content.decode()


def test_its_page_shows_what_is_announced(late: FollowUp, noor: User, today: date, sign_in: SignIn) -> None:
    FollowUp.objects.filter(pk=late.pk).update(due_on=today - timedelta(days=9))
    FollowUp.objects.filter(pk=late.pk).update(updated_at=at(today - timedelta(days=9)))
    look(at(today, 12))
    page = sign_in(noor).get(late.get_absolute_url()).content.decode()
    assert "this goes to Claire Dubois, head of unit." in page


Word = Callable[[FollowUp, User, User], Any]
WORDS: dict[str, Word] = {
    "note": lambda row, by, _head: row.note("We are at it", by=by),
    "move": lambda row, by, _head: row.move_to("in_progress", by=by),
    "date": lambda row, by, _head: row.set_due(date(2027, 8, 1), by=by, reason="So"),
    "progress": lambda row, by, _head: row.note("Half of it", by=by, progress=2),
    "handed over": lambda row, by, head: row.give_to(head.person, by=by),
    "waiting": lambda row, by, _head: row.move_to(
        "waiting", by=by, waiting_on=row.unit, review_on=MONDAY + timedelta(days=30)
    ),
    "done": lambda row, by, _head: row.move_to("done", by=by),
    "removed": lambda row, by, _head: row.remove(by=by),
    "condition": lambda row, by, _head: row.edit(by=by, conditional=True),
}


# Each is written on both databases elsewhere; whether there was one, they are asked in the same way.
@pytest.mark.parametrize(
    "word",
    [word if word in ("note", "removed") else pytest.param(word, marks=pytest.mark.one_database) for word in WORDS],
)
@pytest.mark.usefixtures("amina")
def test_any_word_stops_it(word: str, late: FollowUp, noor: User, head: User) -> None:
    days(MONDAY, 2)
    row = FollowUp.objects.get(pk=late.pk)
    WORDS[word](row, noor, head)
    FollowUp._base_manager.filter(pk=late.pk).update(updated_at=at(MONDAY + timedelta(days=2), 9))
    assert announced(FollowUp._base_manager.get(pk=late.pk), MONDAY + timedelta(days=2)) == []
    days(MONDAY, 3, start=3)
    assert told() == []


def test_what_is_still_late_after_a_word_has_three_days_again(late: FollowUp, amina: User, noor: User) -> None:
    days(MONDAY, 2)
    late.note("We are at it", by=noor)
    FollowUp.objects.filter(pk=late.pk).update(updated_at=at(MONDAY + timedelta(days=2), 9))
    days(MONDAY, 7, start=3)
    assert told() == []
    days(MONDAY, 8, start=8)
    assert told() == [("Claire Dubois", "head", 8)]


def test_what_is_kept_off_the_desk_of_its_owner_never_goes_up(late: FollowUp, amina: User, noor: User) -> None:
    Snooze.objects.create(user=noor, follow_up=late, until=MONDAY + timedelta(days=60))
    days(MONDAY, 20)
    assert (told(), Silence.objects.count()) == ([], 0)


def test_what_asks_for_another_date_waits_for_the_answer(late: FollowUp, amina: User, noor: User) -> None:
    days(MONDAY, 1)
    ChangeRequest.ask(late, by=noor, asked_by=noor.person, reason="Ill")
    FollowUp.objects.filter(pk=late.pk).update(updated_at=at(MONDAY - timedelta(days=20)))
    days(MONDAY, 20, start=2)
    assert told() == []


def test_what_has_no_date_goes_up_once_it_has_gone_quiet(
    make_follow_up: MakeFollowUp, noor: User, unit: Organisation, head: User, amina: User
) -> None:
    row = make_follow_up("Keep a file", owner=noor.person, unit=unit, kind="document", by=noor)
    FollowUp.objects.filter(pk=row.pk).update(updated_at=at(MONDAY - timedelta(days=14), 12))
    days(MONDAY, 3)
    assert told() == []
    days(MONDAY, 4, start=4)
    assert told() == [("Claire Dubois", "head", 4)]


@pytest.mark.usefixtures("late", "amina")
def test_holidays_of_their_country_are_no_review_days(head: User) -> None:
    """The national day of Belgium is the Wednesday of that week."""
    first = date(2027, 7, 19)
    days(first, 3)
    assert told() == []
    days(first, 4, start=4)
    assert told() == [("Claire Dubois", "head", 18)]


@pytest.mark.usefixtures("late", "amina")
def test_days_on_which_its_owner_is_away_are_none_either(noor: User, head: User) -> None:
    days(MONDAY, 1)
    be_away(
        noor.person, by=noor, today=MONDAY, days=(MONDAY + timedelta(days=2), MONDAY + timedelta(days=11)), deputy=None
    )
    days(MONDAY, 14, start=2)
    assert told() == []
    days(MONDAY, 15, start=15)
    assert told() == [("Claire Dubois", "head", 15)]


def test_without_a_head_the_one_above_is_told_and_without_any_the_managers(
    late: FollowUp, wco: Organisation, unit: Organisation, omar: User, amina: User
) -> None:
    Organisation.objects.filter(pk=unit.pk).update(head=None)
    look(at(MONDAY))
    assert announced(late, MONDAY) == ["Without an update by 7 July 2027, this goes to the managers."]
    Organisation.objects.filter(pk=wco.pk).update(head=omar.person)
    assert announced(late, MONDAY) == ["Without an update by 7 July 2027, this goes to Omar Diallo, head of unit."]


def test_a_head_does_not_come_to_themselves(late: FollowUp, unit: Organisation, noor: User, amina: User) -> None:
    Organisation.objects.filter(pk=unit.pk).update(head=noor.person)
    days(MONDAY, 3)
    assert told() == [("Amina Rahman", "manager", 3)]


def test_for_a_head_who_is_away_their_deputy_is_told(late: FollowUp, head: User, omar: User, amina: User) -> None:
    be_away(head.person, by=head, today=MONDAY, days=(MONDAY, MONDAY + timedelta(days=9)), deputy=omar.person)
    days(MONDAY, 3)
    assert told() == [("Omar Diallo", "head", 3)]


def test_what_is_restricted_goes_to_nobody_who_does_not_see_it(
    secret: FollowUp, noor: User, claire: User, unit: Organisation, omar: User, amina: User, mei: User
) -> None:
    Organisation.objects.filter(pk=unit.pk).update(head=omar.person)
    secret.edit(by=claire, due_on=MONDAY - timedelta(days=3), unit=unit)
    secret.give_to(claire.person, by=claire)
    FollowUp.objects.filter(pk=secret.pk).update(updated_at=at(MONDAY - timedelta(days=20)))
    days(MONDAY, 20)
    assert told() == [("Mei Tanaka", "manager", 3)]


def test_the_house_may_do_without(late: FollowUp, jonas: User, amina: User, sign_in: SignIn) -> None:
    look(at(MONDAY))
    assert Silence.objects.filter(ended_at=None).count() == 1
    sign_in(jonas).post("/mails/preferences/house/", {"daily": "on", "at_once": "on"})
    days(MONDAY, 20, start=1)
    assert (told(), Silence.objects.filter(ended_at=None).count()) == ([], 0)
    sign_in(jonas).post("/mails/preferences/house/", {"daily": "on", "at_once": "on", "escalates": "on"})
    assert Preferences.of_house().lets_go_up is True


def test_the_mail_of_its_owner_announces_it_and_that_of_the_head_tells_why(
    late: FollowUp, noor: User, head: User, amina: User, tell: Tell
) -> None:
    look(at(MONDAY))
    (mail,) = tell(at(MONDAY, 7))
    assert "Without an update by 7 July 2027, this goes to Claire Dubois, head of unit." in plain_of(mail)
    days(MONDAY, 3)
    (mail,) = [each for each in tell(at(MONDAY + timedelta(days=3), 7)) if "claire" in each["To"]]
    text = plain_of(mail)
    assert "GONE QUIET, AND NOW WITH YOU (1)" in text
    assert "With Noor Haddad, 6 days late. No word since 15 June 2027" in text
    assert mail["Subject"] == "Suivi: One has come to you"


def test_a_mail_says_nothing_of_what_is_restricted_nor_to_whom_it_goes(
    secret: FollowUp, claire: User, mei: User, tell: Tell
) -> None:
    secret.edit(by=claire, due_on=MONDAY - timedelta(days=3))
    secret.give_to(claire.person, by=mei)
    FollowUp.objects.filter(pk=secret.pk).update(updated_at=at(MONDAY - timedelta(days=20)))
    days(MONDAY, 3)
    mails = tell(at(MONDAY + timedelta(days=3), 7))
    found = {mail["To"].split("@")[0].split("<")[-1]: plain_of(mail) for mail in mails}
    assert [CANARY in text for text in found.values()] == [False, False]
    assert secret.reference in found["mei"]


def test_of_what_is_restricted_a_mail_announces_that_it_goes_up_and_not_to_whom(
    secret: FollowUp, claire: User, mei: User, tell: Tell
) -> None:
    secret.edit(by=claire, due_on=MONDAY - timedelta(days=3))
    secret.give_to(claire.person, by=mei)
    FollowUp.objects.filter(pk=secret.pk).update(updated_at=at(MONDAY - timedelta(days=20)))
    look(at(MONDAY))
    (mail,) = [each for each in tell(at(MONDAY, 7)) if "claire" in each["To"]]
    said = [line.strip() for line in plain_of(mail).splitlines() if "Without an update" in line]
    assert said == ["Without an update by 7 July 2027, this goes up."]


@pytest.mark.usefixtures("late", "amina")
def test_whoever_is_told_no_more_sees_it_once_there_is_word(late: FollowUp, noor: User, head: User, tell: Tell) -> None:
    days(MONDAY, 3)
    late.note("Done tomorrow", by=noor)
    FollowUp.objects.filter(pk=late.pk).update(updated_at=at(MONDAY + timedelta(days=3), 6) + timedelta(minutes=5))
    assert [mail["To"] for mail in tell(at(MONDAY + timedelta(days=3), 7)) if "claire" in mail["To"]] == []


@pytest.mark.usefixtures("amina")
def test_however_many_wait_they_are_asked_for_in_as_many_queries(
    make_follow_up: MakeFollowUp, noor: User, unit: Organisation, head: User, django_assert_max_num_queries: Any
) -> None:
    for count in (1, 3):
        for _number in range(count):
            row = make_follow_up("Ours", owner=noor.person, unit=unit, due_on=date(2020, 1, 6), by=noor)
            FollowUp.objects.filter(pk=row.pk).update(updated_at=at(MONDAY - timedelta(days=20)))
        look(at(MONDAY))
        with django_assert_max_num_queries(18):
            look(at(MONDAY + timedelta(days=1)))


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_each_once(late: FollowUp, amina: User, at_once: Any) -> None:
    def work() -> int:
        days(MONDAY, 3)
        return Escalation.objects.count()

    assert at_once([work] * 2) == [1, 1]
    assert Silence.objects.filter(ended_at=None).count() <= 1


def test_a_file_is_a_word_too(late: FollowUp, noor: User, amina: User, sign_in: SignIn, today: date) -> None:
    FollowUp.objects.filter(pk=late.pk).update(due_on=today - timedelta(days=9))
    FollowUp.objects.filter(pk=late.pk).update(updated_at=at(today - timedelta(days=9)))
    look(at(today, 0))
    assert len(announced(late, today)) == 1
    file = SimpleUploadedFile("list.txt", b"A list", "text/plain")
    assert sign_in(noor).post(f"/files/of/followup/{late.pk}/attach/", {"files": file}).status_code == 302
    assert announced(late, today) == []


def test_silence_begins_on_the_day_after_the_last_word(late: FollowUp, noor: User, sign_in: SignIn) -> None:
    """That of an update, and that of a file: midnight in Brussels is ten in the evening before."""
    file = SimpleUploadedFile("list.txt", b"A list", "text/plain")
    sign_in(noor).post(f"/files/of/followup/{late.pk}/attach/", {"files": file})
    midnight, long_ago = at(MONDAY - timedelta(days=1), 22), at(MONDAY - timedelta(days=20))
    words = {"update": (midnight, long_ago), "file": (long_ago, midnight)}
    begun = {}
    for word, moments in words.items():
        for minutes in (-1, 0):
            updated_at, attached_at = (moment + timedelta(minutes=minutes) for moment in moments)
            FollowUp.objects.filter(pk=late.pk).update(updated_at=updated_at)
            AttachedFile.objects.update(attached_at=attached_at)
            begun[word, minutes] = [*without_word(MONDAY)] == [late]
    assert begun == {("update", -1): True, ("update", 0): False, ("file", -1): True, ("file", 0): False}
