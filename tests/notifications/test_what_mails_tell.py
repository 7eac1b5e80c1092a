"""Which mail goes out, what it tells and is called, who works on which day, and what administrators see of it all."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.background.models import Bounce
from tracker.circulation.models import Copy
from tracker.directory.absences.models import Absence
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.notifications import preview, send_mail
from tracker.notifications.collect import works_on
from tracker.notifications.failures import facts, failed_mails
from tracker.notifications.failures.returned_mail import returned, returned_to
from tracker.notifications.letter.leave_links import SIGNER, leaving_of, token_of
from tracker.notifications.letter.letter import headline
from tracker.notifications.letter.lines import Line, Section
from tracker.notifications.models import Mail, MailKind, Notification, Preferences
from tracker.notifications.models.preferences import Wishes
from tracker.notifications.reasons import Reason
from tracker.setup.facts import Fact, How

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
MakeFollowUp = Callable[..., FollowUp]
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


def a_line(*, is_late: bool) -> Line:
    return Line(Notification(), "", "", is_late, "", [])


def test_the_first_two_that_there_is_to_say_head_a_mail() -> None:
    def said(*sections: tuple[Reason, int, int, int]) -> str:
        """Of each section how many lines are late, how many are not, and how many more there are."""
        return headline([
            Section(reason, [a_line(is_late=True)] * late + [a_line(is_late=False)] * other, more)
            for reason, late, other, more in sections
        ])  # fmt: skip

    assert {reason.value: [said((reason, 0, 1, 0)), said((reason, 0, 1, 1))] for reason in Reason} == {
        "late": ["One is due today", "One is late, one is due today"],
        "request": ["One request to answer", "Two requests to answer"],
        "mention": ["You were mentioned", "You were mentioned two times"],
        "confirm": ["One to confirm", "Two to confirm"],
        "reported": ["A partner tells you of one", "Partners tell you of two"],
        "new": ["One is new for you", "Two are new for you"],
        "owed": ["They owe you one", "They owe you two"],
        "waiting": ["One wait ran out", "Two waits ran out"],
        "quiet": ["One has gone quiet", "Two have gone quiet"],
        "escalated": ["One has come to you", "Two have come to you"],
        "away": ["One of who is away", "Two of those who are away"],
        "carried": ["One on an agenda", "Two on agendas"],
        "returned": ["Mail to one owner comes back", "Mail to two owners comes back"],
    }
    late, new = Reason.LATE, Reason.NEW
    assert [
        said((late, 1, 0, 0)), said((late, 2, 1, 9)), said((late, 1, 2, 0), (new, 0, 1, 0)),
        said((late, 0, 2, 0), (new, 0, 3, 0), (Reason.QUIET, 0, 1, 0)), said((new, 0, 1, 0), (Reason.QUIET, 0, 12, 0)),
    ] == [
        "One is late", "11 are late, one is due today", "One is late, two are due today",
        "Two are due today, three are new for you", "One is new for you, 12 have gone quiet",
    ]  # fmt: skip


# A kind, the day from today, how long ago it was made, what its reader wants and is, whether it was asked for again;
# and why it is not sent.
NO_DAILY, NONE_AT_ONCE = {"daily": False, "at_once": True}, {"daily": True, "at_once": False}
GONE = {"is_active": False}
HINDERED: list[tuple[MailKind, int, timedelta, dict[str, bool], dict[str, bool], bool, str]] = [
    (MailKind.DIGEST, 0, DAY, {}, {}, False, "sent"), (MailKind.DIGEST, -1, DAY, {}, {}, False, "too_late"),
    (MailKind.DIGEST, -1, DAY, {}, {}, True, "sent"), (MailKind.DIGEST, 0, 3 * DAY, {}, {}, False, "sent"),
    (MailKind.DIGEST, 0, DAY, NO_DAILY, {}, False, "left"), (MailKind.DIGEST, 0, DAY, NONE_AT_ONCE, {}, False, "sent"),
    (MailKind.DIGEST, 0, DAY, NO_DAILY, {}, True, "left"),
    (MailKind.DIGEST, -1, DAY, NO_DAILY, GONE, True, "no_account"),
    (MailKind.AT_ONCE, 0, DAY, {}, {}, False, "sent"), (MailKind.AT_ONCE, 0, DAY + SECOND, {}, {}, False, "too_late"),
    (MailKind.AT_ONCE, 0, DAY + SECOND, {}, {}, True, "sent"), (MailKind.AT_ONCE, -1, DAY, {}, {}, False, "sent"),
    (MailKind.AT_ONCE, 0, DAY, NO_DAILY, {}, False, "sent"),
    (MailKind.AT_ONCE, 0, DAY, NONE_AT_ONCE, {}, False, "left"),
    (MailKind.AT_ONCE, 0, 2 * DAY, NONE_AT_ONCE, {}, False, "left"),
]  # fmt: skip


def test_why_a_mail_is_not_sent(make_follow_up: MakeFollowUp, noor: User, jonas: User) -> None:
    row, found = make_follow_up("Ours", owner=noor.person, due_on=TODAY), []
    for kind, day, age, wishes, person, again, _why in HINDERED:
        Mail.objects.all().delete()
        Preferences.objects.update_or_create(user=noor, defaults={"daily": None, "at_once": None, **wishes})
        User.objects.filter(pk=noor.pk).update(**{"is_active": True, **person})
        asked = jonas if again else None
        mail = Mail.objects.create(user=noor, kind=kind, day=TODAY + day * DAY, made_at=NOW - age, asked_again=asked)
        Notification.objects.update_or_create(
            user=noor, reason=Reason.LATE, follow_up=row, defaults={"mail": mail, "made_at": mail.made_at}
        )
        mail = Mail.objects.with_people().get(pk=mail.pk)
        mail.claim()
        letter = send_mail.letter_of(mail, Preferences.of_house(), NOW)
        mail.refresh_from_db()
        found.append("sent" if letter else mail.why)
        assert mail.status == (MailStatus.BEGUN if letter else MailStatus.NOT_SENT)
    assert found == [why for *_rest, why in HINDERED]


def test_what_a_mail_tells_of_the_lines_that_are_open(make_follow_up: MakeFollowUp, noor: User, claire: User) -> None:
    """That of a day tells once what happened once, and again what is so; one at once its own alone."""
    mails = {kind: Mail.objects.create(user=noor, kind=kind, day=TODAY) for kind in MailKind}
    before = Mail.objects.create(user=noor, kind=MailKind.DIGEST, day=TODAY - DAY)
    for number, (title, reason, mail, values) in enumerate((
        ("late, told before", "late", before, {}), ("late", "late", mails[MailKind.DIGEST], {}),
        ("new, told before", "new", before, {}), ("new", "new", mails[MailKind.DIGEST], {}),
        ("new, told by no mail", "new", None, {}), ("mentioned at once", "mention", mails[MailKind.AT_ONCE], {}),
        ("late and over", "late", None, {"closed_at": NOW}), ("of Claire", "late", None, {"user": claire}),
        ("hidden", "late", None, {}), ("quiet, and left", "quiet", mails[MailKind.AT_ONCE], {}),
    )):  # fmt: skip
        row = make_follow_up(title, by=claire, due_on=TODAY + (20 - number) * DAY)
        if title == "hidden":
            FollowUp.objects.filter(pk=row.pk).update(classification="restricted")
        cause = row.pk if reason in ("new", "mention") else 0
        Notification.objects.create(
            **{"user": noor, "reason": reason, "follow_up": row, "cause": cause, "mail": mail, **values}
        )
    wishes = Wishes(8, "", "UTC", frozenset({"quiet"}), daily=True, at_once=True)
    told = {
        kind.value: [str(line.follow_up) for line in send_mail.lines_of(mail, wishes)] for kind, mail in mails.items()
    }
    assert told == {
        "digest": ["new, told by no mail", "new", "late", "late, told before"], "at_once": ["mentioned at once"],
    }  # fmt: skip


def test_a_mail_that_was_put_off_waits_five_minutes_and_so_many_go_at_once(
    noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[list[int]] = []
    monkeypatch.setattr(send_mail, "send_rows", lambda rows, _mail_of: sent.append([row.pk for row in rows]))
    pause = timedelta(minutes=5)
    rows = {
        said: Mail.objects.create(user=noor, kind=MailKind.AT_ONCE, day=TODAY, said=said, at=NOW - age, status=status)
        for said, age, status in (
            ("", DAY, "waiting"), ("too soon", pause, "waiting"), ("again", pause + SECOND, "waiting"),
            ("sent", DAY, "sent"), ("cut off", DAY, "begun"), ("perhaps", DAY, "handed"),
        )
    }  # fmt: skip
    assert (send_mail.send_waiting(1, NOW), send_mail.is_something_waiting(NOW)) == (True, True)
    assert [send_mail.send_waiting(most, NOW) for most in (1, 2, 3)] == [True, True, False]
    first, again, cut = (rows[said].pk for said in ("", "again", "cut off"))
    assert sent == [[first], [first], [first, again], [first, again, cut]]
    assert dict(Mail.objects.exclude(said="").order_by("pk").values_list("said", "status")) == {
        "too soon": "waiting", "again": "waiting", "sent": "sent", "cut off": "waiting", "perhaps": "unsure",
    }  # fmt: skip


# The days that somebody chose, where they work, and in which days of July 2027 they are mailed: the 21st is a
# Wednesday, and a holiday in Belgium.
WORKED = [
    ("", "", [16, 19, 20, 21, 22, 23]), ("", "BE", [16, 19, 20, 22, 23]), ("37", "", [18, 21]), ("37", "BE", [18]),
    ("", "EG", [18, 19, 20, 21, 22]), ("1", "EG", [19]),
]  # fmt: skip


def test_on_which_days_somebody_is_mailed(noor: User, wco: Organisation) -> None:
    found = []
    for days, country, _expected in WORKED:
        Organisation.objects.filter(pk=wco.pk).update(country=country)
        user, wishes = User.objects.get(pk=noor.pk), Wishes(8, days, "UTC", frozenset(), daily=True, at_once=True)
        found.append([day for day in range(16, 24) if works_on(user, date(2027, 7, day), wishes)])
    assert found == [expected for *_rest, expected in WORKED]
    Absence.objects.create(person=noor.person, since=date(2027, 7, 19), until=date(2027, 7, 20))
    Organisation.objects.filter(pk=wco.pk).update(country="")
    user = User.objects.get(pk=noor.pk)
    for days, expected in (("", [16, 21, 22, 23]), ("1234567", [16, 17, 18, 21, 22, 23])):
        wishes = Wishes(8, days, "UTC", frozenset(), daily=True, at_once=True)
        assert [day for day in range(16, 24) if works_on(user, date(2027, 7, day), wishes)] == expected
    nobody = User(name="Without a person")
    assert [works_on(nobody, TODAY + number * DAY, WISHES) for number in (-1, 0)] == [False, True]


WISHES = Wishes(8, "", "UTC", frozenset(), daily=True, at_once=True)


def test_what_each_link_leaves_and_what_none_does(noor: User) -> None:
    found = {}
    for what in ("late", "new", "daily", "at_once"):
        leaving = leaving_of(token_of(noor, what))
        assert leaving is not None
        shown: list[Any] = [leaving.user.pk == noor.pk, leaving.label, leaving.is_daily, leaving.has_left()]
        leaving.leave()
        shown.append(leaving.has_left())
        row = Preferences.objects.get(user=noor)
        shown.append((row.left, row.daily, row.at_once))
        leaving.join()
        found[what] = [*shown, leaving.has_left()]
    assert found == {
        "late": [True, "Late and due today", False, False, True, (["late"], None, None), False],
        "new": [True, "New for you", False, False, True, (["new"], None, None), False],
        "daily": [True, "", True, False, True, ([], False, None), False],
        "at_once": [True, "", False, False, True, ([], True, False), False],
    }
    wrong = ["", "late", token_of(noor, "hour"), token_of(noor, ""), SIGNER.sign("0.late"), token_of(noor, "late")[:-1]]
    assert [leaving_of(token) for token in wrong] == [None] * 6


def whys(rows: list[preview.Why]) -> dict[str, tuple[int, list[str]]]:
    return {why.reason.value: (why.number, [row.title for row in why.follow_ups]) for why in rows}


def test_administrators_see_the_mails_of_the_day_and_what_failed_in_the_week_before(
    make_follow_up: MakeFollowUp, noor: User, claire: User, jonas: User, mei: User
) -> None:
    rows = [make_follow_up(f"Item {number}", by=claire) for number in range(7)]
    hidden = make_follow_up("Hidden", by=mei, classification="restricted")
    for number, (user, day, status) in enumerate((
        (noor, 0, "waiting"), (claire, 0, "sent"), (mei, 0, "not_sent"), (noor, -7, "not_sent"), (noor, -7, "sent"),
        (noor, -8, "not_sent"), (claire, -1, "unsure"), (noor, 1, "waiting"), (jonas, 0, "sent"),
    )):  # fmt: skip
        kind = MailKind.AT_ONCE
        mail = Mail.objects.create(user=user, day=TODAY + day * DAY, status=status, kind=kind, made_at=NOW)
        told = {0: [*rows, hidden], 2: [hidden]}.get(number, rows[:1])
        if user != jonas:
            for each in told:
                values = {
                    "user": user,
                    "follow_up": each,
                    "mail": mail,
                    "made_at": NOW,
                    "cause": mail.pk * 100 + each.pk,
                }
                Notification.objects.create(reason=Reason.NEW, **values)
    Notification.objects.create(
        user=noor, reason=Reason.LATE, follow_up=rows[2], mail=Mail.objects.earliest("pk"), made_at=NOW
    )

    def shown(viewer: User) -> list[Any]:
        lines = preview.mails_of(TODAY, viewer)
        return [(line.mail.user.name, line.mail.day, line.went_wrong, whys(line.whys)) for line in lines]

    one = {"new": (1, ["Item 0"])}
    seven = {"late": (1, ["Item 2"]), "new": (7, [f"Item {number}" for number in (6, 5, 4, 3, 2)])}
    assert shown(jonas) == [
        ("Claire Dubois", TODAY - DAY, True, one), ("Noor Haddad", TODAY - 7 * DAY, True, one),
        ("Claire Dubois", TODAY, False, one), ("Noor Haddad", TODAY, False, seven),
    ]  # fmt: skip
    eight = {**seven, "new": (8, ["Hidden", *(f"Item {number}" for number in (6, 5, 4, 3))])}
    assert shown(mei) == [
        ("Jonas Lind", TODAY, False, {}),
        ("Claire Dubois", TODAY - DAY, True, one), ("Noor Haddad", TODAY - 7 * DAY, True, one),
        ("Mei Tanaka", TODAY, True, {"new": (1, ["Hidden"])}), ("Claire Dubois", TODAY, False, one),
        ("Noor Haddad", TODAY, False, eight),
    ]  # fmt: skip


def test_administrators_see_what_is_still_to_come_today_page_by_page(
    make_follow_up: MakeFollowUp, noor: User, claire: User, omar: User, amina: User, mei: User, jonas: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    people = sorted([noor, claire, omar, amina, mei, jonas], key=lambda user: user.pk)
    for user in people:
        make_follow_up(f"Of {user.name}", owner=user.person, due_on=TODAY, by=user)
    told = make_follow_up("New", owner=noor.person, due_on=TODAY + 9 * DAY, by=claire)

    def shown(viewer: User = jonas, after: str = "") -> tuple[list[Any], Any]:
        found = preview.expected(NOW, viewer, after)
        return [(row.user.name.partition(" ")[0], row.at.hour, whys(row.whys)) for row in found.rows], found.after

    def names(after: str = "") -> list[str]:
        return [name for name, *_rest in shown(after=after)[0]]

    first = {name: {"late": (1, [f"Of {name}"])} for name in ("Amina Rahman", "Noor Haddad")}
    assert [each for each in shown()[0] if each[0] in ("Amina", "Noor")] == [
        ("Amina", 8, first["Amina Rahman"]), ("Noor", 8, {**first["Noor Haddad"], "new": (1, ["New"])}),
    ]  # fmt: skip
    assert (names(), shown()[1]) == (["Amina", "Claire", "Jonas", "Mei", "Noor", "Omar"], None)
    # What was told once, who left it, has an hour of their own, was seen to, wants none, is away or without account.
    Notification.objects.create(
        user=noor, reason="new", follow_up=told, cause=told.history.earliest("pk").pk,
        mail=Mail.objects.create(user=noor, kind=MailKind.DIGEST, day=TODAY - DAY),
    )  # fmt: skip
    Preferences.objects.create(user=amina, hour=7)
    Preferences.objects.create(user=claire, left=["late"])
    Preferences.objects.create(user=mei, looked_on=TODAY)
    Preferences.objects.create(user=omar, looked_on=TODAY - DAY)
    assert shown()[0] == [
        ("Amina", 7, first["Amina Rahman"]), ("Jonas", 8, {"late": (1, ["Of Jonas Lind"])}),
        ("Noor", 8, first["Noor Haddad"]), ("Omar", 8, {"late": (1, ["Of Omar Diallo"])}),
    ]  # fmt: skip
    Preferences.objects.filter(user=amina).update(daily=False)
    Absence.objects.create(person=omar.person, since=TODAY, until=TODAY)
    User.objects.filter(pk=jonas.pk).update(is_active=False)
    assert names() == ["Noor"]
    # What the viewer does not see is left out, and with it whoever is told of nothing else.
    FollowUp.objects.filter(title="Of Noor Haddad").update(classification="restricted")
    assert (names(), [name for name, *_rest in shown(viewer=mei)[0]]) == ([], ["Noor"])
    Preferences.objects.all().delete()
    Absence.objects.all().delete()
    User.objects.update(is_active=True)
    FollowUp.objects.update(classification="general")
    monkeypatch.setattr(preview, "MOST_PEOPLE", 2)
    pages, after = [], ""
    for _page in range(3):
        found, leads = shown(after=after)
        pages.append((sorted(name for name, *_rest in found), leads))
        after = str(leads)
    keys = [user.name.partition(" ")[0] for user in people]
    assert pages == [
        (sorted(keys[:2]), people[1].pk), (sorted(keys[2:4]), people[3].pk), (sorted(keys[4:]), None),
    ]  # fmt: skip
    assert {word: names(word) == names() for word in ("x", "-1", "9" * 10, "1.5")} == dict.fromkeys(
        ("x", "-1", "9" * 10, "1.5"), True
    )
    assert names("9" * 9) == []


def test_what_failed_lately_of_other_kinds_and_which_addresses_take_none(
    going_round: Any, jonas: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = list(Copy.objects.order_by("pk"))
    week = timedelta(days=7)
    assert failed_mails.failed_lately(NOW, jonas) == []
    for copy, status, age in zip(copies, ("not_sent", "unsure"), (week, DAY), strict=True):
        Copy.objects.filter(pk=copy.pk).update(status=status, at=NOW - age)
    shown = [(each.mail.pk, each.kind, each.label) for each in failed_mails.failed_lately(NOW, jonas)]
    label = str(Copy._meta.verbose_name)
    assert shown == [(copies[1].pk, "circulation", label), (copies[0].pk, "circulation", label)]
    later = failed_mails.failed_lately(NOW + SECOND, jonas)
    assert [each.mail.pk for each in later] == [copies[1].pk]
    assert failed_mails.failed_mail("circulation", copies[0].pk, jonas) == copies[0]
    for wrong, pk in (("circulation", 0), ("notifications", copies[0].pk), ("no", copies[0].pk)):
        with pytest.raises(Http404):
            failed_mails.failed_mail(wrong, pk, jonas)
    monkeypatch.setattr(failed_mails, "MOST", 1)
    assert [each.mail.pk for each in failed_mails.failed_lately(NOW, jonas)] == [copies[1].pk]
    monkeypatch.setattr(failed_mails, "MOST", 100)
    for number, address in enumerate(("Jonas@suivi.example", "press@elsewhere.example", "gone@elsewhere.example")):
        Bounce.mark(address, "No such mailbox", "", at=NOW - number * DAY)
    Bounce.objects.filter(address="gone@elsewhere.example").update(cleared_at=NOW)
    twins = [Person.add(by=None, name=name, email="Press@elsewhere.example") for name in ("Press", "Desk")]
    merged = Person.add(by=None, name="Press desk", email="press@elsewhere.example")
    Person.objects.filter(pk=merged.pk).update(merged_into=twins[0])
    found = [(each.bounce.address, sorted(map(str, each.people))) for each in failed_mails.bounced(jonas)]
    assert found == [("jonas@suivi.example", ["Jonas Lind"]), ("press@elsewhere.example", ["Desk", "Press"])]
    works = Bounce.objects.get(address="jonas@suivi.example")
    assert sign_in(jonas).post(f"/mails/bounces/{works.pk}/works/").status_code == 302
    assert [each.bounce.address for each in failed_mails.bounced(jonas)] == ["press@elsewhere.example"]


def test_what_the_page_of_the_house_says_of_mails(
    noor: User, jonas: User, make_follow_up: MakeFollowUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fact(*, sends: bool = True) -> Fact:
        monkeypatch.setattr(facts, "sends_mail", lambda: sends)
        return facts.mails(jonas, NOW)

    found = [fact(sends=False), fact()]
    Bounce.mark("press@elsewhere.example", "No such mailbox", "")
    found.append(fact())
    Bounce.mark("desk@elsewhere.example", "No such mailbox", "")
    found.append(fact())
    row = make_follow_up("Ours", owner=noor.person)
    Notification.objects.create(user=noor, reason="late", follow_up=row, made_at=NOW - 9 * DAY)
    week = timedelta(days=7)
    for status, at in (
        ("not_sent", NOW - week), ("not_sent", NOW - week - SECOND), ("sent", NOW), ("unsure", NOW)
    ):  # fmt: skip
        Mail.objects.create(user=noor, kind=MailKind.AT_ONCE, day=TODAY, status=status, at=at, made_at=NOW)
        found.append(fact())
    words = [(each.words, each.how, each.advice) for each in found]
    assert words == [
        ("No mail server is set", How.MIND, "No mail leaves. Set EMAIL_URL."),
        ("Nothing failed in the last week", How.WELL, ""),
        ("1 address takes none", How.MIND, ""), ("2 addresses take none", How.MIND, ""),
        ("1 mail failed in the last week", How.MIND, ""), ("1 mail failed in the last week", How.MIND, ""),
        ("1 mail failed in the last week", How.MIND, ""), ("2 mails failed in the last week", How.MIND, ""),
    ]  # fmt: skip
    assert {(each.label, each.address) for each in found} == {("Mails", "/mails/today/")}


def test_which_officers_are_told_of_an_address_and_with_which_follow_up(
    make_follow_up: MakeFollowUp, noor: User, claire: User, omar: User, amina: User, mei: User, coordinator: Person
) -> None:
    Person.objects.filter(pk=coordinator.pk).update(email="Gilles@eu.example")
    hidden = Person.add(by=mei, name="Hidden", email="hidden@eu.example", classification="restricted")
    for title, due, by, owner in (
        ("later", 9, claire, coordinator), ("first", 1, claire, coordinator), ("ended", -1, claire, coordinator),
        ("of Omar", 3, omar, coordinator), ("of a reader", 3, noor, coordinator), ("of Noor", 2, claire, noor.person),
        ("of Amina, who left", 2, amina, coordinator), ("for herself", 2, claire, claire.person),
        ("for who is hidden", 2, claire, hidden), ("of Mei", 5, mei, hidden), ("of nobody", 2, claire, None),
    ):  # fmt: skip
        row = make_follow_up(title, by=by, due_on=TODAY + due * DAY, owner=owner)
        if title == "ended":
            row.move_to("dropped", by=by, reason="So")
    User.objects.filter(pk=amina.pk).update(is_active=False)
    FollowUp.objects.filter(title="of Noor").update(classification="restricted")
    for address in ("gilles@eu.example", "noor@suivi.example", "claire@suivi.example", "hidden@eu.example"):
        Bounce.mark(address, "No such user", "")
    keys = dict(Bounce.objects.values_list("pk", "address"))

    def told() -> list[tuple[str, str, str]]:
        rows = [(row.user.name.partition(" ")[0], row.follow_up.title, keys[row.cause]) for row in returned()]
        return sorted(rows)

    expected = [
        ("Claire", "first", "gilles@eu.example"), ("Claire", "for who is hidden", "hidden@eu.example"),
        ("Claire", "of Noor", "noor@suivi.example"), ("Mei", "of Mei", "hidden@eu.example"),
        ("Omar", "of Omar", "gilles@eu.example"),
    ]  # fmt: skip
    assert told() == expected
    Notification.objects.bulk_create([row for row in returned() if row.user != omar])
    assert (told(), returned_to(omar)) == ([expected[4]], set())
    titles = dict(FollowUp.objects.values_list("pk", "title"))

    def still() -> list[tuple[str, str, str]]:
        return sorted((reason, titles[pk], keys[cause]) for reason, pk, cause in returned_to(claire))

    first, hidden, last = (("returned", title, address) for _officer, title, address in expected[:3])
    assert still() == [first, hidden, last]
    Bounce.objects.filter(address="noor@suivi.example").clear(by=claire)
    assert (still(), told()) == ([first, hidden], [expected[4]])
    FollowUp.objects.get(title="first").move_to("dropped", by=claire, reason="So")
    assert still() == [hidden]


def test_only_what_stood_on_the_page_is_read(
    noor: User, claire: User, make_follow_up: MakeFollowUp, sign_in: Callable[[User], Client]
) -> None:
    lines = [
        Notification.objects.create(user=user, reason="late", follow_up=make_follow_up(title))
        for title, user in (("first", noor), ("of Claire", claire), ("second", noor), ("third", noor))
    ]
    browser, found = sign_in(noor), []
    for newest in ("", "x", "-1", str(lines[0].pk), str(lines[2].pk)):
        assert browser.post("/news/read/", {"newest": newest}).headers["Location"] == "/news/"
        found.append(sorted(Notification.objects.exclude(seen_at=None).values_list("follow_up__title", flat=True)))
        noor.refresh_from_db()
        assert noor.has_news
    assert found == [[], [], [], ["first"], ["first", "second"]]
    browser.post("/news/read/", {"newest": lines[3].pk})
    noor.refresh_from_db()
    assert not noor.has_news
    page = browser.get("/news/")
    assert page.context["newest"] == lines[3].pk
    assert [line.title for section in page.context["sections"] for line in section.lines] == [
        "third",
        "second",
        "first",
    ]


def test_preferences_stand_in_their_forms_as_they_were_noted_and_are_noted_whole(
    noor: User, jonas: User, sign_in: Callable[[User], Client]
) -> None:
    house, own = "/mails/preferences/house/", "/mails/preferences/"
    said = {"at_once": "on", "hour": "0", "days": ["1", "3"], "zone": " Asia/Tokyo "}
    sign_in(jonas).post(house, said)
    columns = ("daily", "at_once", "hour", "days", "zone", "left", "escalates")
    row = Preferences.objects.filter(user=None).values_list(*columns)
    assert list(row) == [(False, True, 0, "13", "Asia/Tokyo", [], False)]

    def stands(page: Any) -> dict[str, Any]:
        form = page.context["form"]
        return {name: form[name].initial for name in form.fields}

    assert stands(sign_in(jonas).get(house)) == {
        "daily": False, "at_once": True, "hour": 0, "days": ["1", "3"], "zone": "Asia/Tokyo", "escalates": False,
    }  # fmt: skip
    page = sign_in(noor).get(own)
    first = stands(page)
    assert [first[name] for name in ("daily", "at_once", "sections", "days", "hour", "zone", "language")] == [
        False, True, [each.value for each in Reason], [], None, "", "",
    ]  # fmt: skip
    fields = page.context["form"].fields
    assert (fields["hour"].choices[:2], len(fields["hour"].choices), fields["zone"].widget.attrs["placeholder"]) == (
        [("", "As the house: 00:00"), (0, "00:00")], 25, "Asia/Tokyo",
    )  # fmt: skip
    answer = sign_in(noor).post(own, {"daily": "on", "sections": ["new", "late"], "hour": "23", "language": "fr"})
    assert answer.headers["Location"] == "/"
    row = Preferences.objects.filter(user=noor).values_list(*columns)
    left = [each.value for each in Reason if each not in (Reason.LATE, Reason.NEW)]
    assert list(row) == [(True, False, 23, "", "", left, None)]
    then = stands(sign_in(noor).get(own))
    assert [then[name] for name in ("daily", "at_once", "sections", "days", "hour", "language")] == [
        True, False, ["late", "new"], [], 23, "fr",
    ]  # fmt: skip
