"""Which owner is told of what on which day, why a mail is not sent, and what administrators see of it: each edge."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client, override_settings
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.notifications.models import Preferences
from tracker.owner_mails import overview, write_mails
from tracker.owner_mails.leave_links import SIGNER, person_of, token_of
from tracker.owner_mails.letter import letter
from tracker.owner_mails.models import NoOwnerMail, OwnerLine, OwnerMail, OwnerMailing
from tracker.owner_mails.standing import lines_now, standing

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]
# A Monday.
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
TODAY = NOW.date()
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Its one item is the moment."""
    moment = [NOW]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment


def owner(name: str, **values: Any) -> Person:
    return Person.add(by=None, name=name, **{"email": f"{name.lower()}@eu.example", **values})


def told(day: date = TODAY) -> dict[str, dict[str, str]]:
    names, titles = dict(Person.objects.values_list("pk", "name")), dict(FollowUp.objects.values_list("pk", "title"))
    found = standing(day)
    return {names[key]: {titles[pk]: str(why.value) for pk, why in lines.items()} for key, lines in found.items()}


def test_what_stands_for_each_owner_on_a_day(
    make_follow_up: Make, claire: User, noor: User, clock: list[datetime]
) -> None:
    ada = owner("Ada")
    people = {name: owner(name) for name in ("Silent", "Left", "Merged", "Gone", "Restricted")}
    Person.objects.filter(name="Silent").update(email="")
    NoOwnerMail.objects.create(person=people["Left"])
    Person.objects.filter(name="Merged").update(merged_into=ada)
    post = Organisation.add(by=None, name="Frontex")
    Appointment.objects.create(person=people["Gone"], organisation=post, title="Head", until=TODAY - DAY)
    for title, age, due in (
        ("late", 30, -1), ("today", 30, 0), ("in three days", 30, 3), ("in four days", 30, 4), ("some day", 30, None),
        ("new", 14, 9), ("new some day", 14, None), ("new and due", 14, 1), ("old", 15, 9),
    ):  # fmt: skip
        clock[0] = NOW - age * DAY
        make_follow_up(title, owner=ada, due_on=None if due is None else TODAY + due * DAY)
    given = make_follow_up("given lately", owner=claire.person, due_on=TODAY + 30 * DAY)
    noted = make_follow_up("noted lately", owner=ada, due_on=TODAY + 30 * DAY)
    clock[0] = NOW - 2 * DAY
    given.give_to(ada, by=claire)
    noted.note("So", by=claire)
    clock[0] = NOW - 30 * DAY
    for person in (*people.values(), noor.person):
        make_follow_up(f"of {person.name}", owner=person, due_on=TODAY)
    for title, values in (
        ("hidden", {"classification": "restricted"}), ("done", {"status": "done", "ended_on": TODAY}),
        ("removed", {"removed_at": NOW}),
    ):  # fmt: skip
        row = make_follow_up(title, owner=ada, due_on=TODAY)
        FollowUp.objects.filter(pk=row.pk).update(**values)
    Person.objects.filter(name="Restricted").update(classification="restricted")
    clock[0] = NOW
    adas = {
        "late": "late", "today": "due", "new and due": "due", "in three days": "due", "new": "new",
        "given lately": "new", "new some day": "new",
    }  # fmt: skip
    assert told() == {"Ada": adas, "Restricted": {"of Restricted": "due"}}
    assert [*told()["Ada"]] == [
        "late", "today", "new and due", "in three days", "new", "given lately", "new some day",
    ]  # fmt: skip
    assert {str(row): str(why.value) for why, row in lines_now(ada)} == adas


def test_what_was_told_lately_writes_no_mail_by_itself(make_follow_up: Make, clock: list[datetime]) -> None:
    ada, found = owner("Ada"), {}
    clock[0] = NOW - 5 * DAY
    rows = {"late": make_follow_up("late", owner=ada, due_on=TODAY - DAY)}
    rows["new"] = make_follow_up("new", owner=ada, due_on=TODAY + 90 * DAY)
    clock[0] = NOW
    for late, new in ((6, 1), (7, 1), (6, 14), (6, 15), (None, 1), (6, None)):
        OwnerMail.objects.all().delete()
        for title, days in (("late", late), ("new", new)):
            if days is not None:
                mail = OwnerMail.objects.create(person=ada, day=TODAY - days * DAY, once=title)
                OwnerLine.objects.create(mail=mail, follow_up=rows[title], reason=title)
        found[late, new] = [*told().get("Ada", {})]
    both = ["late", "new"]
    assert found == {(6, 1): [], (7, 1): both, (6, 14): [], (6, 15): both, (None, 1): both, (6, None): both}
    OwnerLine.objects.update(reason="due")
    assert [*told()["Ada"]] == both


def test_at_which_hour_and_on_which_days_they_are_mailed(jonas: User, wco: Organisation, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Brussels"
    eight = datetime(2018, 9, 3, 6, tzinfo=UTC)
    found = [write_mails.is_time(eight)]
    OwnerMailing.say(is_on=True, by=jonas)
    found += [write_mails.is_time(eight - SECOND), write_mails.is_time(eight)]
    Preferences.objects.create(user=None, hour=10, zone="Asia/Tokyo")
    ten = datetime(2018, 9, 3, 1, tzinfo=UTC)
    found += [write_mails.is_time(ten - SECOND), write_mails.is_time(ten)]
    assert found == [False, False, True, False, True]
    late = datetime(2018, 9, 3, 16, tzinfo=UTC)
    assert (write_mails.today_of_house(late - 2 * timedelta(hours=1)), write_mails.today_of_house(late)) == (
        TODAY, TODAY + DAY,
    )  # fmt: skip
    people = {name: owner(name) for name in ("None", "Belgian", "Past", "First")}
    belgian, other = (Organisation.add(by=None, name=name) for name in ("B", "E"))
    Organisation.objects.filter(pk=belgian.pk).update(country="BE")
    Organisation.objects.filter(pk=other.pk).update(country="EG")
    for name, organisation, until in (
        ("Belgian", belgian, None), ("Past", belgian, TODAY), ("First", belgian, None), ("First", other, None),
    ):  # fmt: skip
        Appointment.objects.create(person=people[name], organisation=organisation, title="Head", until=until)
    # A Sunday, the national day of Belgium, which is a Wednesday, and the day after.
    days = [date(2027, 7, day) for day in (18, 21, 22)]
    keys = {person.pk: name for name, person in people.items()}
    worked = [sorted(keys[key] for key in write_mails.working_on(day, keys)) for day in days]
    assert worked == [[], ["None", "Past"], ["Belgian", "First", "None", "Past"]]
    settings.COUNTRY = "BE"
    assert write_mails.working_on(days[1], keys) == set()


def test_a_mail_is_written_once_a_day_with_its_lines(make_follow_up: Make, claire: User) -> None:
    ada, bo = owner("Ada"), owner("Bo")
    make_follow_up("late", owner=ada, due_on=TODAY - DAY)
    make_follow_up("due", owner=ada, due_on=TODAY)
    make_follow_up("of Bo", owner=bo, due_on=TODAY)
    OwnerMail.objects.create(person=bo, day=TODAY, once="before")
    for _time in range(2):
        write_mails.write_mails(TODAY)
    lines = OwnerLine.objects.order_by("pk").values_list("mail__once", "mail__day", "follow_up__title", "reason")
    assert list(lines) == [
        (f"{ada.pk} 2018-09-03", TODAY, "late", "late"), (f"{ada.pk} 2018-09-03", TODAY, "due", "due"),
    ]  # fmt: skip
    # On a Saturday nobody is, who works nowhere else.
    OwnerMail.objects.all().delete()
    write_mails.write_mails(TODAY + 5 * DAY)
    assert OwnerMail.objects.count() == 0


def test_why_a_mail_to_an_owner_is_not_sent(make_follow_up: Make, noor: User, jonas: User) -> None:
    ada, found = owner("Ada"), []
    row = make_follow_up("late", owner=ada, due_on=TODAY - DAY)
    cases: list[tuple[str, int, str]] = [
        ("", 0, "sent"), ("", -1, "too_late"), ("", 1, "sent"), ("off", 0, "off"), ("off, left", -1, "off"),
        ("account", 0, "left"), ("no address", 0, "left"), ("left", 0, "left"), ("left", -1, "left"),
        ("done", 0, "nothing"),
        ("done", -1, "too_late"),
    ]  # fmt: skip
    for how, day, _why in cases:
        OwnerMail.objects.all().delete()
        NoOwnerMail.objects.all().delete()
        OwnerMailing.say(is_on="off" not in how, by=jonas)
        account = noor if how == "account" else None
        Person.objects.filter(account=noor).update(account=None)
        email = "" if how == "no address" else "ada@eu.example"
        Person.objects.filter(pk=ada.pk).update(account=account, email=email)
        status = {"status": "done", "ended_on": TODAY} if how == "done" else {"status": "open", "ended_on": None}
        FollowUp.objects.filter(pk=row.pk).update(**status)
        if "left" in how:
            NoOwnerMail.objects.create(person=ada)
        mail = OwnerMail.objects.create(person=ada, day=TODAY + day * DAY, once="x", status="begun")
        mail = OwnerMail.objects.select_related("person").get(pk=mail.pk)
        message = write_mails.letter_of(mail, TODAY)
        mail.refresh_from_db()
        found.append("sent" if message else mail.why)
    assert found == [why for *_rest, why in cases]


def test_so_many_go_at_once_and_the_rest_after(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[list[str]] = []
    monkeypatch.setattr(write_mails, "send_rows", lambda rows, _mail_of: sent.append([row.once for row in rows]))
    ada = owner("Ada")
    for once, status, age in (("a", "waiting", DAY), ("b", "sent", DAY), ("c", "begun", DAY), ("d", "handed", DAY)):
        OwnerMail.objects.create(person=ada, day=TODAY, once=once, status=status, at=NOW - age)
    assert [write_mails.send_waiting(most, NOW) for most in (1, 2, 3)] == [True, False, False]
    assert sent == [["a"], ["a", "c"], ["a", "c"]]
    assert OwnerMail.objects.get(once="d").status == "unsure"


def test_what_administrators_see_of_these_mails(
    make_follow_up: Make, claire: User, jonas: User, mei: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo, cy = owner("Ada"), owner("Bo"), owner("Cy")
    row = make_follow_up("Send it", by=claire, owner=ada, due_on=TODAY)
    make_follow_up("Also", by=claire, owner=ada, due_on=TODAY)
    make_follow_up("Of Bo", by=claire, owner=bo, due_on=TODAY)
    make_follow_up("Of Cy", by=claire, owner=cy, due_on=TODAY)
    hidden = make_follow_up("Hidden", by=mei, classification="restricted")
    for number, (day, status, about) in enumerate((
        (0, "not_sent", row), (0, "unsure", row), (0, "sent", row), (0, "waiting", row), (-1, "not_sent", row),
        (-6, "sent", row), (-7, "not_sent", row), (0, "not_sent", hidden), (0, "sent", None),
    )):  # fmt: skip
        mail = OwnerMail.objects.create(person=cy, day=TODAY + day * DAY, once=f"{number}", status=status)
        if about:
            OwnerLine.objects.create(mail=mail, follow_up=about, reason="late")

    def mails(viewer: User) -> list[tuple[str, bool, bool]]:
        return [(line.mail.once, line.went_wrong, line.may_repeat) for line in overview.mails_of(TODAY, viewer)]

    shown = [
        ("5", False, False), ("4", True, False), ("3", False, False), ("2", False, False), ("1", True, True),
        ("0", True, True),
    ]  # fmt: skip
    assert (mails(jonas), mails(mei)) == (shown, [("7", True, True), *shown])

    def to_come(viewer: User) -> list[tuple[str, int]]:
        return [(each.person.name, each.number) for each in overview.expected(TODAY, viewer)]

    assert to_come(jonas) == [("Ada", 2), ("Bo", 1)]
    Person.objects.filter(pk=bo.pk).update(classification="restricted")
    FollowUp.objects.filter(title="Of Bo").update(classification="general")
    monkeypatch.setattr(overview, "MOST_PEOPLE", 1)
    assert to_come(mei) == [("Ada", 2)]
    again = {once: OwnerMail.objects.get(once=once).send_again(TODAY) for once in "0123456"}
    assert again == {"0": True, "1": True, "2": False, "3": False, "4": False, "5": False, "6": False}
    assert OwnerMail.objects.values_list("status", "why", "said", "at").get(once="0") == ("waiting", "", "", NOW)


def test_what_is_said_of_each_press(
    make_follow_up: Make, claire: User, amina: User, jonas: User, omar: User, sign_in: SignIn
) -> None:
    ada = owner("Ada")
    row = make_follow_up("Send it", owner=ada, due_on=TODAY)
    mail = OwnerMail.objects.create(person=ada, day=TODAY, once="x", status="not_sent")
    OwnerLine.objects.create(mail=mail, follow_up=row, reason="late")

    def said(path: str, user: User = jonas) -> list[Any]:
        answer = sign_in(user).post(f"/mails/owners/{path}")
        words = [str(each) for each in get_messages(answer.wsgi_request)]
        return [answer.headers.get("Location", answer.status_code), *words]

    here = "/mails/owners/"
    assert [said(path) for path in ("begin/", "begin/", "stop/", f"{mail.pk}/again/", f"{mail.pk}/again/")] == [
        [here, "From now on owners without an account get a mail of what is theirs."],
        [here, "From now on owners without an account get a mail of what is theirs."],
        [here, "Owners without an account get no mails any more."],
        [here, "It goes out again within some minutes."],
        [here, "It was sent, or is on its way, or its day is over: nothing goes out again."],
    ]  # fmt: skip
    assert [said(path, amina) for path in ("begin/", f"{mail.pk}/again/")] == [[403], [403]]
    house = OwnerMailing.of_house()
    assert house is not None
    assert (house.is_on, house.by, OwnerMailing.say(is_on=False, by=omar), OwnerMailing.objects.count()) == (
        False, jonas, False, 1,
    )  # fmt: skip
    OwnerMail.objects.update(status="not_sent")
    with override_settings(HOW_OFTEN={"mail": "0/h/user"}):
        assert said(f"{mail.pk}/again/") == [429]
    FollowUp.objects.filter(pk=row.pk).update(classification="restricted")
    assert said(f"{mail.pk}/again/") == [404]


def test_who_leaves_by_a_link_and_how_long_a_letter_is(make_follow_up: Make) -> None:
    ada, bo = owner("Ada"), owner("Bo")
    Person.objects.filter(pk=bo.pk).update(merged_into=ada)
    tokens = [token_of(ada), token_of(bo), SIGNER.sign("0"), f"{ada.pk}", "", token_of(ada)[:-1]]
    assert [person_of(token) for token in tokens] == [ada, ada, None, None, None, None]
    for number in range(10):
        make_follow_up(f"Item {number}", owner=ada, due_on=TODAY - (20 - number) * DAY)
    make_follow_up("Due", owner=ada, due_on=TODAY)
    mail = OwnerMail.objects.create(person=ada, day=TODAY, once="x")
    message = letter(mail, lines_now(ada))
    assert (message.subject, message.to) == ("Suivi: 11 matters are yours", ["Ada <ada@eu.example>"])
    listed = [f"Item {number}" in message.body for number in range(10)]
    assert listed == [True] * 8 + [False] * 2
    Person.objects.filter(pk=ada.pk).update(email="adà@eu.example")
    ada.refresh_from_db()
    only = letter(OwnerMail(person=ada, day=TODAY), lines_now(ada)[:1])
    assert (only.subject, only.to) == ("Suivi: 1 matter is yours", ["adà@eu.example"])
