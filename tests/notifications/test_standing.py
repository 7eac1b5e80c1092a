"""What is told to one person: on both sides of each day, of what is theirs and what is not."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.models import Appearance
from tracker.change_requests.models import ChangeRequest
from tracker.directory.absences.models import Absence
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import ClosingRule, FollowUp, Snooze
from tracker.history.models import Entry
from tracker.meetings.models import Meeting
from tracker.notes.models import Mention
from tracker.notes.write_note import write_note
from tracker.notifications.arrivals import write_arrivals
from tracker.notifications.models import Escalation, Level, Notification, Silence
from tracker.notifications.standing import standing
from tracker.partner_links.models import PartnerLink
from tracker.partner_links.report import ask_for_date, begin, report_done, write

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
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


def told(user: User, reason: str = "") -> dict[str, Any]:
    """By title the reasons of all that stands; of one reason the kind of cause that it names."""
    found = sorted(standing(User.objects.get(pk=user.pk), NOW))
    titles = dict(FollowUp.objects.values_list("pk", "title"))
    if reason:
        return {titles[pk]: cause for why, pk, cause in found if why == reason}
    return {titles[pk]: [why for why, other, _cause in found if other == pk] for _why, pk, _cause in found}


def log(title: str, by: User, due: int | None = None, **values: Any) -> FollowUp:
    return FollowUp.log(by=by, title=title, due_on=None if due is None else TODAY + due * DAY, **values)


# What a follow-up of hers is like, in days from today; and the reason under which she is told of it.
OWNED: list[tuple[str, dict[str, Any], str]] = [
    ("due yesterday", {"due": -1}, "late"),
    ("due today", {"due": 0}, "late"),
    ("due tomorrow", {"due": 1}, ""),
    ("theirs since yesterday", {"due": -1, "owed_by": "partner"}, "owed"),
    ("theirs today", {"due": 0, "owed_by": "partner"}, ""),
    ("late and waiting until today", {"due": -1, "status": "waiting", "review": 0}, "waiting"),
    ("late and waiting until tomorrow", {"due": -1, "status": "waiting", "review": 1}, ""),
    ("theirs and waiting until today", {"due": -1, "owed_by": "partner", "status": "waiting", "review": 0}, "waiting"),
    ("late and pending", {"due": -1, "status": "pending_resources"}, ""),
    ("event yesterday", {"kind": "invitation", "event": -1}, "confirm"),
    ("event today", {"kind": "invitation", "event": 0}, "late"),
    ("event tomorrow", {"kind": "invitation", "event": 1}, ""),
    ("late and its event was yesterday", {"kind": "invitation", "due": -9, "event": -1}, "confirm"),
    ("waiting and its event was yesterday", {"kind": "invitation", "event": -1, "status": "waiting", "review": -2},
     "confirm"),
    ("theirs and its event was yesterday", {"kind": "invitation", "event": -1, "owed_by": "partner", "due": -3},
     "confirm"),
    ("without news for 15 days", {"kind": "document", "word": -15}, "quiet"),
    ("without news for 14 days", {"kind": "document", "word": -14}, ""),
    ("without news and theirs", {"kind": "document", "word": -15, "owed_by": "partner"}, ""),
    ("without news and waiting", {"kind": "document", "word": -15, "status": "waiting", "review": 3}, ""),
    ("without news and with a day", {"kind": "document", "word": -15, "due": 3}, ""),
    ("done", {"due": -1, "status": "done", "ended_on": TODAY}, ""),
    ("event yesterday and done", {"kind": "invitation", "event": -1, "status": "done", "ended_on": TODAY}, ""),
]  # fmt: skip


def made(user: User, title: str, like: dict[str, Any], eu: Organisation) -> FollowUp:
    known = {"due", "review", "event", "word"}
    days = {key: TODAY + like[key] * DAY for key in known & {*like}}
    row = log(title, user, owner=user.person, partner=eu, kind=like.get("kind", "other"))
    values: dict[str, Any] = {key: value for key, value in like.items() if key not in known | {"kind"}}
    values |= {f"{key}_on": days[key] for key in ("due", "review", "event") if key in days}
    values["updated_at"] = datetime.combine(days.get("word", TODAY), datetime.min.time(), UTC) + timedelta(hours=12)
    FollowUp.objects.filter(pk=row.pk).update(**values)
    return row


def test_each_of_what_they_own_is_told_under_the_first_reason_that_it_has(noor: User, eu: Organisation) -> None:
    for title, like, _reason in OWNED:
        made(noor, title, like, eu)
    assert told(noor) == {title: [reason] for title, _like, reason in OWNED if reason}


def test_what_is_late_is_told_to_its_owner_alone_unless_they_keep_it_off_their_desk(
    noor: User, omar: User, claire: User, eu: Organisation
) -> None:
    rows = {title: made(noor, title, {"due": -1}, eu) for title in (
        "hers", "snoozed until tomorrow", "snoozed until today", "snoozed by others", "of Omar", "of nobody", "removed",
    )}  # fmt: skip
    for title, user, until in (
        ("snoozed until tomorrow", noor, 1), ("snoozed until today", noor, 0), ("snoozed by others", claire, 1),
    ):  # fmt: skip
        Snooze.objects.create(user=user, follow_up=rows[title], until=TODAY + until * DAY)
    FollowUp.objects.filter(title="of Omar").update(owner=omar.person)
    FollowUp.objects.filter(title="of nobody").update(owner=None)
    rows["removed"].remove(by=claire)
    late = ["late"]
    assert told(noor) == {"hers": late, "snoozed until today": late, "snoozed by others": late}
    assert (told(omar), told(claire)) == ({"of Omar": ["late", "new"]}, {})


def test_what_is_reported_done_is_told_to_those_to_whom_it_was_promised_and_who_recorded_it(
    noor: User, claire: User, omar: User, amina: User, mei: User, eu: Organisation, clock: list[datetime]
) -> None:
    """Not to whoever reported it last, nor to a reader for having recorded it, nor to managers who may confirm all."""
    ClosingRule.add(by=amina, kind="training")
    Appointment.objects.create(person=omar.person, organisation=eu, title="Liaison")

    def done(title: str, *reporters: User, by: User, **values: Any) -> FollowUp:
        row = log(title, by, kind="training", owner=noor.person, **values)
        for reporter in reporters:
            row.refresh_from_db()
            if row.reported_on:
                row.move_to("open", by=by, reason="Not yet")
            row.move_to("done", by=reporter, reason="A list")
        return row

    done("by its owner", noor, by=claire)
    done("by its recorder", claire, by=claire)
    done("by its owner, then its recorder", noor, claire, by=claire)
    done("by its recorder, then its owner", claire, noor, by=claire)
    done("recorded by a reader", claire, by=noor)
    done("promised to the EU", noor, by=amina, partner=eu)
    done("promised to the EU, hidden", noor, by=mei, partner=eu, classification="restricted")
    done("promised to the EU by the EU", noor, by=amina, partner=eu, owed_by="partner")
    confirmed = done("confirmed", noor, by=claire)
    confirmed.confirm(by=claire)
    unwritten = log("without an entry", claire, kind="training", owner=noor.person)
    FollowUp.objects.filter(pk=unwritten.pk).update(status="done", ended_on=TODAY, reported_on=TODAY)
    people = {user.name: sorted(title for title, why in told(user).items() if "confirm" in why)
              for user in (claire, noor, omar, amina, mei)}  # fmt: skip
    assert people == {
        "Claire Dubois": ["by its owner", "by its recorder, then its owner", "without an entry"], "Noor Haddad": [],
        "Omar Diallo": ["promised to the EU"], "Amina Rahman": ["promised to the EU", "promised to the EU by the EU"],
        "Mei Tanaka": ["promised to the EU, hidden"],
    }  # fmt: skip


def test_what_came_within_two_weeks_by_somebody_else_is_new(
    noor: User, claire: User, omar: User, clock: list[datetime]
) -> None:
    edge = NOW - 14 * DAY
    entries: dict[str, Any] = {}

    def given(title: str, at: datetime, by: User, *then: tuple[User, Person | None]) -> FollowUp:
        clock[0] = at
        row = log(title, by, due=30, owner=None if then else noor.person)
        for user, owner in then:
            row.give_to(owner, by=user)
        entries[title] = row.history.order_by("-id").values_list("pk", flat=True)[0]
        return row

    given("two weeks ago", edge, claire)
    given("a second later", edge + SECOND, claire)
    given("of her own", NOW - DAY, noor)
    given("given", NOW - DAY, omar, (claire, noor.person))
    given("given by herself", NOW - DAY, claire, (claire, omar.person), (noor, noor.person))
    given("taken, left, and given again", NOW - DAY, claire, (noor, noor.person), (noor, None), (claire, noor.person))
    given("given on", NOW - DAY, claire, (claire, noor.person), (noor, omar.person))
    given("edited since", NOW - DAY, claire).edit(by=noor, detail="Mine")
    given("by Suivi itself", NOW - DAY, claire)
    Entry.objects.filter(pk=entries["by Suivi itself"]).update(by=None)
    given("snoozed", NOW - DAY, claire)
    Snooze.objects.create(user=noor, follow_up=FollowUp.objects.get(title="snoozed"), until=TODAY + DAY)
    clock[0] = NOW
    new = ["a second later", "by Suivi itself", "edited since", "given", "taken, left, and given again"]
    assert told(noor, "new") == {title: entries[title] for title in new}
    assert sorted(told(omar, "new")) == ["given on"]


# Absences as days from today, and how long ago what came is new still.
BACK: list[tuple[list[tuple[int, int]], int]] = [
    ([], 13), ([(-60, -15)], 13), ([(-60, -14)], 60), ([(-60, 5)], 60), ([(-60, -50), (-30, -2)], 30),
    ([(-40, -10), (-30, -2)], 40), ([(-3, -1)], 13), ([(4, 9)], 13),
]  # fmt: skip


def test_what_came_since_they_left_is_new_to_whoever_is_just_back(
    noor: User, claire: User, clock: list[datetime]
) -> None:
    for days in (13, 14, 30, 31, 40, 41, 60, 61):
        clock[0] = NOW - days * DAY
        log(f"{days} days ago", claire, due=30, owner=noor.person)
    clock[0] = NOW
    found = []
    for absences, _longest in BACK:
        Absence.objects.all().delete()
        for since, until in absences:
            Absence.objects.create(person=noor.person, since=TODAY + since * DAY, until=TODAY + until * DAY)
        found.append(max(int(title.split()[0]) for title in told(noor, "new")))
    assert found == [longest for _absences, longest in BACK]


def test_what_went_up_to_them_is_told_while_it_is_silent(
    noor: User, claire: User, amina: User, clock: list[datetime]
) -> None:
    clock[0] = NOW - 20 * DAY
    gone: dict[str, int] = {}
    for title, to, values in (
        ("to Claire", claire, {}), ("to Amina", amina, {}), ("over", claire, {"ended_at": NOW}),
        ("with a word since", claire, {}), ("not late any more", claire, {}),
    ):  # fmt: skip
        row = log(title, amina, due=-3, owner=noor.person)
        silence = Silence.objects.create(follow_up=row, since=TODAY - 9 * DAY, word_at=row.updated_at, **values)
        gone[title] = Escalation.objects.create(silence=silence, user=to, level=Level.HEAD, at=NOW).pk
    clock[0] = NOW - DAY
    FollowUp.objects.get(title="with a word since").note("We are at it", by=noor)
    FollowUp.objects.filter(title="not late any more").update(due_on=TODAY, due_order=TODAY)
    clock[0] = NOW
    assert [told(user, "escalated") for user in (claire, amina, noor)] == [
        {"to Claire": gone["to Claire"]}, {"to Amina": gone["to Amina"]}, {},
    ]  # fmt: skip


def test_a_deputy_is_told_what_is_late_or_due_today_of_those_who_are_away(
    noor: User, omar: User, claire: User, eu: Organisation
) -> None:
    likes: dict[str, dict[str, Any]] = {
        "yesterday": {"due": -1}, "today": {"due": 0}, "tomorrow": {"due": 1}, "snoozed": {"due": -1},
        "snoozed until today": {"due": -1}, "snoozed by the deputy": {"due": -1},
        "theirs": {"due": -1, "owed_by": "partner"}, "done": {"due": -1, "status": "done", "ended_on": TODAY},
        "hidden": {"due": -1, "classification": "restricted"}, "waiting": {"due": -1, "status": "waiting", "review": 0},
    }  # fmt: skip
    rows = {title: made(noor, title, like, eu) for title, like in likes.items()}
    for title, user, until in (
        ("snoozed", noor, 1), ("snoozed until today", noor, 0), ("snoozed by the deputy", omar, 1),
    ):  # fmt: skip
        Snooze.objects.create(user=user, follow_up=rows[title], until=TODAY + until * DAY)
    log("of somebody who is there", claire, due=-1, owner=claire.person)
    found = {}
    for first, last in ((-3, -1), (-3, 0), (0, 3), (1, 3)):
        Absence.objects.all().delete()
        Absence.objects.create(
            person=noor.person, since=TODAY + first * DAY, until=TODAY + last * DAY, deputy=omar.person
        )
        found[first, last] = sorted(told(omar, "away"))
    there = sorted(["yesterday", "today", "snoozed until today", "snoozed by the deputy"])
    assert found == {(-3, -1): [], (-3, 0): there, (0, 3): there, (1, 3): []}
    assert (told(claire, "away"), told(noor, "away")) == ({}, {})


def test_what_others_put_on_the_agenda_of_a_meeting_ahead_is_told_to_its_owner(
    noor: User, claire: User, mei: User, omar: User
) -> None:
    # By meeting its day from today, and whether it was called off or is hidden.
    meetings = {
        title: Meeting.log(by=mei, title=title, held_on=TODAY + day * DAY, kind="call", classification=classification)
        for title, day, classification in (
            ("yesterday", -1, "general"), ("today", 0, "general"), ("tomorrow", 1, "general"),
            ("called off", 1, "general"), ("hidden", 1, "restricted"),
        )
    }  # fmt: skip
    rows = {}
    for title, meeting in meetings.items():
        rows[title] = log(title, claire, due=30, owner=noor.person)
        carry_over(meeting, [rows[title]], by=mei)
    for title, by, owner in (("by herself", noor, noor), ("done", claire, noor), ("of Omar", claire, omar)):
        rows[title] = log(title, claire, due=30, owner=owner.person)
        carry_over(meetings["tomorrow"], [rows[title]], by=by)
    rows["done"].move_to("done", by=claire)
    Meeting.objects.filter(title="called off").update(called_off_at=NOW)
    keys = dict(Appearance.objects.values_list("follow_up__title", "pk"))
    assert told(noor, "carried") == {title: keys[title] for title in ("today", "tomorrow")}
    assert told(omar, "carried") == {"of Omar": keys["of Omar"]}


def test_mentions_and_requests_are_told_until_they_are_seen_or_answered(
    noor: User, claire: User, omar: User, make_follow_up: Callable[..., FollowUp]
) -> None:
    for title in ("seen", "unseen"):
        row = log(title, claire, due=30, owner=noor.person)
        write_note(row, "@Omar Diallo look", by=claire, mentions=[omar])
    Mention.objects.filter(follow_up__title="seen").update(seen_at=NOW)
    asked = {}
    for title in ("asked", "asked and not told", "asked, told to others", "answered", "told and closed"):
        row = log(title, claire, due=30, owner=noor.person)
        asked[title] = ChangeRequest.ask(row, by=noor, asked_by=noor.person, due_on=TODAY + 60 * DAY, reason="No time.")
        values: dict[str, Any] = {"reason": "request", "follow_up": row, "cause": asked[title].pk}
        user = omar if title == "asked, told to others" else claire
        if title != "asked and not told":
            over = {"closed_at": NOW, "closed": "over"} if title == "told and closed" else {}
            Notification.objects.create(user=user, **values, **over)
    asked["answered"].refuse(by=claire, answer="No")
    mention = Mention.objects.get(follow_up__title="unseen").pk
    assert [told(user, "mention") for user in (omar, claire, noor)] == [{"unseen": mention}, {}, {}]
    assert [told(user, "request") for user in (claire, omar)] == [
        {"asked": asked["asked"].pk}, {"asked, told to others": asked["asked, told to others"].pk},
    ]  # fmt: skip


def test_what_contacts_of_partners_did_is_told_to_each_whom_it_concerns(
    noor: User, claire: User, omar: User, amina: User, coordinator: Person, eu: Organisation, clock: list[datetime]
) -> None:
    """Omar gave the link, Claire recorded the matters, Noor owns them."""
    values = {"organisation": eu, "person": coordinator, "language": "en", "until": date(2019, 1, 1)}
    link = PartnerLink.make(by=omar, **values)[0]
    titles = ("begun", "a note", "done", "a date", "hidden", "without an owner", "of Omar himself", "long ago")
    rows = {title: log(title, claire, owner=noor.person, partner=eu, owed_by="partner") for title in titles}
    FollowUp.objects.filter(title="hidden").update(classification="restricted")
    FollowUp.objects.filter(title="without an owner").update(owner=None)
    FollowUp.objects.filter(title="of Omar himself").update(owner=omar.person)
    clock[0] = NOW - DAY - SECOND
    begin(link, FollowUp.objects.get(title="long ago"), key=uuid4())
    clock[0] = NOW - DAY
    for title in ("begun", "hidden", "without an owner", "of Omar himself"):
        begin(link, FollowUp.objects.get(title=title), key=uuid4())
    write(link, rows["a note"], key=uuid4(), words="It is with the printer.")
    report_done(link, rows["done"], key=uuid4())
    ask_for_date(link, rows["a date"], key=uuid4(), due_on=TODAY + 9 * DAY, reason="No time.")
    clock[0] = NOW
    write_arrivals(NOW)
    write_arrivals(NOW)
    found: dict[str, list[str]] = {}
    for row in (
        Notification.objects.filter(reason="reported").select_related("user", "follow_up").order_by("user__name")
    ):
        found.setdefault(row.follow_up.title, []).append(row.user.name.partition(" ")[0])
    assert found == {
        "begun": ["Claire", "Noor", "Omar"], "a note": ["Claire", "Noor", "Omar"], "done": ["Noor", "Omar"],
        "hidden": ["Claire", "Noor"], "without an owner": ["Claire", "Omar"], "of Omar himself": ["Claire", "Omar"],
    }  # fmt: skip
    # It stays for two weeks, and goes when they see it no more.
    FollowUp.objects.filter(title="a note").update(classification="restricted")
    edge = Notification.objects.filter(reason="reported", user=omar, follow_up__title="begun")
    kept = []
    for age in (14 * DAY, 14 * DAY + SECOND):
        edge.update(made_at=NOW - age)
        kept.append(sorted(told(omar, "reported")))
    others = ["done", "of Omar himself", "without an owner"]
    assert kept == [["begun", *others], others]


def test_who_is_told_of_a_request(
    noor: User, claire: User, omar: User, amina: User, mei: User, jonas: User, eu: Organisation, europol: Organisation
) -> None:
    """Whoever may answer it before any manager; where there is nobody, the managers, but not who asked."""
    Appointment.objects.create(person=omar.person, organisation=europol, title="Liaison")
    ahead = Meeting.log(by=omar, title="Talks", held_on=TODAY, kind="call")

    def asked(title: str, by: User, recorder: User, asker: User, **values: Any) -> None:
        row = log(title, by, owner=asker.person, due=3, **values)
        FollowUp.objects.filter(pk=row.pk).update(recorder=recorder)
        row.refresh_from_db()
        ChangeRequest.ask(row, by=asker, asked_by=asker.person, due_on=TODAY + 9 * DAY, reason="No time.")

    asked("recorded by an officer", claire, claire, noor)
    asked("recorded by a reader", claire, noor, noor)
    asked("recorded by whoever asks", claire, claire, claire)
    asked("promised to the EU, of which Europol is a part", claire, noor, noor, partner=eu)
    asked("promised to Europol", claire, noor, noor, partner=europol)
    asked("agreed at a meeting of Omar's", claire, noor, noor, meeting=ahead)
    asked("asked by a manager", claire, noor, amina)
    asked("hidden", mei, noor, noor, classification="restricted")
    asked("hidden and recorded by Mei", mei, mei, noor, classification="restricted")
    write_arrivals(NOW)
    write_arrivals(NOW)
    found: dict[str, list[str]] = {}
    for row in Notification.objects.filter(reason="request").select_related("user", "follow_up").order_by("pk"):
        found.setdefault(row.follow_up.title, []).append(row.user.name.partition(" ")[0])
    assert {title: sorted(names) for title, names in found.items()} == {
        "recorded by an officer": ["Claire"], "recorded by a reader": ["Amina", "Jonas", "Mei"],
        "recorded by whoever asks": ["Amina", "Jonas", "Mei"],
        "promised to the EU, of which Europol is a part": ["Omar"], "promised to Europol": ["Omar"],
        "agreed at a meeting of Omar's": ["Omar"], "asked by a manager": ["Jonas", "Mei"], "hidden": ["Mei"],
        "hidden and recorded by Mei": ["Mei"],
    }  # fmt: skip
    assert {row.made_at for row in Notification.objects.all()} == {NOW}


def test_who_is_told_at_once_of_what_came_and_of_mentions(
    noor: User, claire: User, omar: User, amina: User, clock: list[datetime]
) -> None:
    """Within a day, while it is theirs, active and theirs to see; and never by oneself."""
    for title, at, owner in (
        ("a day ago", NOW - DAY, noor), ("before that", NOW - DAY - SECOND, noor), ("her own", NOW, claire),
        ("of nobody", NOW, None), ("ended", NOW, noor), ("of one who left", NOW, omar), ("given on", NOW, noor),
        ("hidden later", NOW, noor), ("a mention", NOW, claire),
    ):  # fmt: skip
        clock[0] = at
        log(title, claire, due=30, owner=owner and owner.person)
    rows = {row.title: row for row in FollowUp.objects.all()}
    rows["ended"].move_to("done", by=claire)
    rows["given on"].give_to(amina.person, by=amina)
    for at, words in ((NOW - DAY, "a day ago"), (NOW - DAY - SECOND, "before that"), (NOW, "just now")):
        clock[0] = at
        write_note(rows["a mention"], f"@Noor Haddad, {words}", by=claire, mentions=[noor, omar, amina])
    clock[0] = NOW
    Mention.objects.filter(user=amina).update(seen_at=NOW)
    User.objects.filter(pk=omar.pk).update(is_active=False)
    write_arrivals(NOW)
    write_arrivals(NOW + DAY)
    lines = Notification.objects.select_related("user", "follow_up")
    notes = dict(Mention.objects.values_list("pk", "entry__note"))
    found = [(row.user.name.partition(" ")[0], row.reason, notes.get(row.cause, row.follow_up.title)) for row in lines]
    assert sorted(found) == [
        ("Noor", "mention", "@Noor Haddad, a day ago"), ("Noor", "mention", "@Noor Haddad, just now"),
        ("Noor", "new", "a day ago"), ("Noor", "new", "hidden later"),
    ]  # fmt: skip
    shown = {user.name: user.has_news for user in User.objects.order_by("name")}
    assert shown == {"Amina Rahman": False, "Claire Dubois": False, "Noor Haddad": True, "Omar Diallo": False}
