"""What pages say of meetings that repeat, are run, invited to and told of: in every state in which each part can be.

As `test_drawn_at_work`, on the same Monday; what is read stands in `drawn/of_meetings.txt`, page by page.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.house.paged import paged
from tests.house.tags import assert_tags_drawn, tags_on
from tests.house.test_drawn_at_work import signed_in, told
from tests.house.test_drawn_crowded import Crowd, clock, day, mei, omar, people  # noqa: F401 (fixtures)
from tests.house.tree import Tree
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.models import Outcome, Point
from tracker.background.mail_rows import MailStatus
from tracker.calendar_mails.models import CalendarMail
from tracker.calendar_mails.write_mails import invite
from tracker.circulation.models import Copy, Correction
from tracker.directory.models import Appointment, Organisation, Person
from tracker.files.attach import attach
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.meetings.series.follow import follow
from tracker.meetings.series.usual_participant_values import Usual
from tracker.records.models import Passage, Record
from tracker.records.stages import Stage

pytestmark = pytest.mark.one_database
TEXT = "They spoke of ports.\nThey will train officers.\nIt rained on that day."
KEY = re.compile(r"(?<=name=new-key value=)\S+")
MONDAYS = "FREQ=WEEKLY;BYDAY=MO"


@pytest.fixture(scope="module")
def full(
    clock: list[datetime],  # noqa: F811
    people: dict[str, User],  # noqa: F811
    eu: Organisation,
    unit: Organisation,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Any]]:
    crowd = Crowd(people, eu, unit)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VAR", tmp_path_factory.mktemp("var"))
        fill_series(crowd)
        fill_points(crowd)
        fill_records(crowd)
        fill_calendars(crowd)
        clock[0] = datetime.combine(day(0), time(9), UTC)
        fill_rounds(crowd)
        yield crowd.keys


def fill_series(crowd: Crowd) -> None:
    """With meetings that were, that come, one on another day, one that is called off, one that few know."""
    claire, amina, unit = crowd.claire, crowd.amina, crowd.unit
    host, guest = (Person.add(by=claire, name=name) for name in ("Ivo Lukic", "Rosa Conti"))
    for person in (claire.person, crowd.omar.person):
        Appointment.objects.create(person=person, organisation=unit, title="Analyst")
    usual = [
        Usual(host, crowd.eu, "Director"), Usual(guest), Usual(organisation=unit, title="Analyst"),
        Usual(organisation=unit, title="Clerk"),
    ]  # fmt: skip
    made: dict[str, Any] = {"by": claire, "rule": MONDAYS, "kind": "internal"}
    series = Series.make(
        name="Weekly talks", usual=usual, begins_on=day(-28), starts_at=time(10, 30), zone="Europe/Paris", place="Lyon",
        **made,
    )  # fmt: skip
    for number in range(-28, 1, 7):
        follow(series, by=None, today=day(number))
    first, moved, quiet, *_more, off = series.meetings.order_by("held_on")
    moved.change("edited", by=claire, held_on=day(-20))
    off.call_off(by=amina, why="Everybody is on leave.")
    quiet.change("edited", by=claire, classification=RESTRICTED)
    for title in ("Send it", "Sign it", "Seal it"):
        done = crowd.log(title, meeting=first)
    done.move_to("done", by=claire)
    bare = Series.make(name="Yearly talks", begins_on=day(300), **made | {"rule": "FREQ=YEARLY"})
    over, secret = (
        Series.make(name=name, begins_on=day(-27), starts_at=time(9), zone="Europe/Paris", **made | more)
        for name, more in (("Talks that ended", {}), ("Quiet talks", {"classification": RESTRICTED}))
    )
    over.end(by=claire, on=day(-6), why="Nothing is left to say.")
    for name, more in (("Removed talks", {}), ("Talks removed in silence", {"classification": RESTRICTED})):
        Series.make(name=name, begins_on=day(200), **made | more).remove(by=claire)
    for title, more in (("Removed visit", {}), ("Visit removed in silence", {"classification": RESTRICTED})):
        Meeting.log(by=claire, title=title, held_on=day(-25), place="Nice", **more).remove(by=claire)
    off_at_once = Meeting.log(by=claire, title="No visit", held_on=day(12), place="Nice")
    off_at_once.call_off(by=claire, why="They cannot come.")
    crowd.keep(
        series=series, bare=bare, over=over, secret=secret, first=first, moved=moved, off=off, off_alone=off_at_once
    )


def fill_points(crowd: Crowd) -> None:
    """An agenda that is half gone through, with a meeting after it; one without lengths; and what was left over."""
    claire, eu = crowd.claire, crowd.eu
    there = [Participant(Person.objects.get(name="Ivo Lukic"), eu, "Director"), Participant(claire.person)]
    made: dict[str, Any] = {"by": claire, "participants": there}
    before, now, after = (
        Meeting.log(title=title, held_on=day(number), starts_at=time(9, 30), zone="Europe/Paris", **made)
        for title, number in (("Talks before", -9), ("Talks today", 0), ("Talks to come", 9))
    )
    ports = Point.add_to(now, by=claire, title="Ports", minutes=20, presenter=there[0].person)
    ships = Point.add_to(now, by=claire, title="Ships", minutes=15)
    free = Point.add_to(now, by=claire, title="Trains")
    attach(ports, SimpleUploadedFile("map.txt", b"Here are ports."), by=crowd.amina)
    late = crowd.log("Send the map", meeting=before, partner=eu, due_on=day(-2), classification=RESTRICTED)
    bare = crowd.log("Draw the map", meeting=before, partner=eu, owner=None)
    carry_over(before, [late, bare], by=claire)
    late.move_to("in_progress", by=crowd.amina)
    carry_over(now, [late, bare], by=claire, point=ports)
    ports.discuss(by=claire, said="At length.\n\nOf all of them.")
    for title, owner in (("Print the map", claire.person), ("Fold the map", None)):
        Outcome.objects.create(follow_up=crowd.log(title, meeting=now, owner=owner), point=ports)
    item = now.appearances.get(follow_up=late)
    again = [Participant(Person.add(by=claire, name="Lena Brandt"), Organisation.add(by=claire, name="Frontex"))]
    over, next_one = (
        Meeting.log(by=claire, title=title, held_on=day(number), starts_at=time(14), participants=again)
        for title, number in (("Talks with Frontex", -8), ("More with Frontex", 8))
    )
    for title, minutes in (("Left over", 20), ("Said", 20)):
        Point.add_to(over, by=claire, title=title, minutes=minutes)
    Point.objects.get(meeting=over, title="Said").discuss(by=claire, said="They agree.")
    Point.add_to(next_one, by=claire, title="New", minutes=45)
    item.discuss(by=claire, said="It is on its way.", status="waiting", waiting_on=eu, review_on=day(9))
    crowd.keep(
        before=before,
        now=now,
        after=after,
        ports=ports,
        ships=ships,
        free=free,
        item=item,
        frontex=next_one,
        frontex_over=over,
    )


def fill_records(crowd: Crowd) -> None:
    """Of one meeting: one that few know, one of which nothing comes, and one with an older version."""
    claire, meeting = crowd.claire, Meeting.objects.get(title="Talks before")
    made: dict[str, Any] = {"by": claire, "meeting": meeting, "language": "en"}
    note = Record.write(kind="note", text=TEXT, **made)
    secret = Record.write(kind="minutes", text="They spoke of ships.", classification=RESTRICTED, **made)
    at = TEXT.index("They will train")
    crowd.log("Train them", meeting=meeting, passage=Passage.of(note.latest, at, at + 24))
    note.rewrite(f"{TEXT}\nIt ended.", by=crowd.amina, note="The end")
    foreign = Record.write(kind="communique", text="وصل الوفد.", **made | {"language": "ar"})
    crowd.keep(note=note, secret_record=secret, foreign=foreign)


def fill_calendars(crowd: Crowd) -> None:
    """Invited, answered, not reached, left out, and no more there; one that changed since; one that few know."""
    claire = crowd.claire
    names = ("Anna Berg", "Bo Ek", "Cem Arslan", "Dina Haddad", "Eva Roth")
    guests = [Person.add(by=claire, name=name, email=f"{name.split()[0].lower()}@eu.example") for name in names]
    silent = Person.add(by=claire, name="Fay Moss")
    there = [Participant(person) for person in (*guests, silent)]
    meeting = Meeting.log(
        by=claire, title="Invited talks", held_on=day(20), starts_at=time(10), zone="Europe/Paris", participants=there
    )
    invite(meeting, [each.pk for each in guests[:4]], by=claire, minutes=90)
    mails = CalendarMail.objects.filter(meeting=meeting)
    mails.update(status=MailStatus.SENT, at=timezone.now())
    mails.filter(person=guests[1]).update(status=MailStatus.NOT_SENT, said="554 No such mailbox")
    mails.get(person=guests[0]).note_answer("ACCEPTED", at=timezone.now() + timedelta(days=1))
    mails.get(person=guests[2]).note_answer("DECLINED", at=timezone.now())
    rest = [each for each in there if each.person != guests[3]]
    meeting.change("edited", by=claire, participants=rest, place="Nice")
    secret = Meeting.log(
        by=claire, title="Invited in silence", held_on=day(21), classification=RESTRICTED, participants=there[:2]
    )
    alone = Meeting.log(by=claire, title="Nobody to invite", held_on=day(22), participants=[there[-1]])
    gone = Meeting.log(by=claire, title="Invited no more", held_on=day(23), participants=there[:1])
    invite(gone, [guests[0].pk], by=claire, minutes=60)
    CalendarMail.objects.filter(meeting=gone).update(status=MailStatus.SENT, at=timezone.now())
    gone.call_off(by=claire, why="It rains.")
    crowd.keep(invited=meeting, invited_secret=secret, uninvited=alone, invited_off=gone)


def fill_rounds(crowd: Crowd) -> None:
    """A text that goes round, one that is agreed, one that is over, with copies and corrections in every state."""
    claire, amina, meeting = crowd.claire, crowd.amina, Meeting.objects.get(title="Talks before")
    guests = list(Person.objects.filter(email__endswith="@eu.example").order_by("name"))
    noor = Person.objects.get(name="Noor Haddad")
    silent = Person.objects.get(name="Fay Moss")
    meeting.change("edited", by=claire, participants=[Participant(each) for each in (*guests, noor, silent)])
    record = Record.objects.get(pk=crowd.keys["note"])
    agreed = Record.write(by=claire, meeting=meeting, kind="communique", language="en", text=TEXT)
    for each in (record, agreed):
        each.circulate(day(7), by=claire)
    states = (
        {"status": MailStatus.SENT}, {"status": MailStatus.NOT_SENT, "said": "554 No such mailbox", "attempts": 3},
        {"status": MailStatus.SENT}, {"status": MailStatus.SENT},
    )  # fmt: skip
    copies = [
        Copy.objects.create(record=record, person=person, address=person.email, round=record.round,
                            number=record.number, by=claire, at=timezone.now(), **state)
        for person, state in zip(guests, states, strict=False)
    ]  # fmt: skip
    copies[2].agree(record.latest)
    copies[3].set_removed("removed", timezone.now(), by=claire)

    def propose(old: str, new: str, **more: Any) -> Correction:
        start = record.latest.text.index(old)
        return Correction.propose(record, record.number, start, start + len(old), new, **more)

    taken = propose("ports", "harbours", copy=copies[0], remark="The English word.")
    clash = propose("spoke of ports", "talked of ports", by=amina)
    open_one = propose("officers", "all officers", copy=copies[0])
    propose("rained", "snowed", by=amina).decline(by=claire, reason="It was warm.")
    propose("on that day", "that day", by=Person.objects.get(pk=noor.pk).account)
    taken.accept(by=claire)
    agreed.go_to(Stage.AGREED, by=claire)
    Correction.objects.update(at=timezone.now())
    over = Copy.objects.create(record=agreed, person=guests[0], address="anna@eu.example", round=agreed.round,
                               number=agreed.number, by=claire, at=timezone.now(), status=MailStatus.SENT)  # fmt: skip
    published = Record.write(by=claire, meeting=meeting, kind="other", language="en", text=TEXT)
    published.go_to(Stage.AGREED, by=claire)
    published.go_to(Stage.PUBLISHED, by=claire)
    crowd.keep(agreed=agreed, published=published, clash=clash, undecided=open_one)
    crowd.keys |= {"link": copies[0].token, "agreed_link": copies[2].token, "over_link": over.token}  # type: ignore[dict-item]


READ = {
    **{f"series_{name}": ("claire", f"/meetings/series/{{{name}}}/") for name in ("series", "bare", "over", "secret")},
    "series_reader": ("noor", "/meetings/series/{series}/"),
    "series_list": ("claire", "/meetings/series/"),
    "series_list_reader": ("noor", "/meetings/series/"),
    "series_list_ended": ("claire", "/meetings/series/?show=ended"),
    "series_removed": ("claire", "/meetings/series/?show=removed"),
    "series_none": ("noor", "/meetings/series/?q=zebra"),
    **{f"meeting_{name}": ("claire", f"/meetings/{{{name}}}/") for name in (
        "first", "moved", "off", "off_alone", "before", "now", "after", "invited", "invited_off",
        "frontex",
    )},
    "meeting_off_reader": ("noor", "/meetings/{off}/"),
    "meeting_beside": ("claire", "/meetings/{before}/?notes=beside"),
    "meetings": ("claire", "/meetings/"),
    "meetings_removed": ("claire", "/meetings/?removed=1"),
    "meetings_none": ("noor", "/meetings/?q=zebra"),
    "run": ("claire", "/meetings/{now}/run/"),
    "run_ports": ("claire", "/meetings/{now}/run/?at=point-{ports}"),
    "run_free": ("claire", "/meetings/{now}/run/?at=point-{free}"),
    "run_item": ("claire", "/meetings/{now}/run/?at=follow-up-{item}"),
    "run_end": ("claire", "/meetings/{now}/run/?at=end"),
    "run_end_without_next": ("claire", "/meetings/{frontex}/run/?at=end"),
    "run_end_over": ("claire", "/meetings/{frontex_over}/run/?at=end"),
    "agenda": ("claire", "/meetings/{now}/agenda/"),
    "side_by_side": ("claire", "/meetings/{before}/records/"),
    "side_by_side_reader": ("noor", "/meetings/{before}/records/"),
    "side_by_side_none": ("claire", "/meetings/{after}/records/"),
    "version_first": ("claire", "/records/{note}/1/"),
    "version_last": ("claire", "/records/{note}/3/"),
    "version_secret": ("claire", "/records/{secret_record}/1/"),
    "version_foreign": ("noor", "/records/{foreign}/1/"),
    **{f"calendar_{name}": ("claire", f"/meetings/{{{name}}}/calendar/") for name in (
        "invited", "invited_secret", "uninvited", "invited_off", "before",
    )},
    **{f"round_{name}": ("claire", f"/records/{{{name}}}/round/") for name in (
        "note", "secret_record", "agreed", "published", "foreign",
    )},
    "round_reader": ("noor", "/records/{note}/round/"),
    "round_author": ("amina", "/records/{note}/round/"),
    **{f"circulate_{name}": ("claire", f"/records/{{{name}}}/round/send/") for name in (
        "note", "secret_record", "agreed",
    )},
    **{f"by_{name}": ("", f"/round/{{{name}}}/") for name in ("link", "agreed_link", "over_link")},
}  # fmt: skip


def test_a_meeting_says_what_is_so_in_every_state(
    full: dict[str, Any],
    people: dict[str, User],  # noqa: F811
) -> None:
    clients = signed_in(people)
    beside = "/keys/", clients["noor"].get("/keys/")
    answers = {name: (path.format(**full), who) for name, (who, path) in READ.items()}
    pages = {name: (place, (clients[who] if who else Client()).get(place)) for name, (place, who) in answers.items()}
    statuses = {name: page.status_code for name, (_place, page) in pages.items() if page.status_code != HTTPStatus.OK}
    assert statuses == {}
    assert_tags_drawn("tags_of_meetings", {name: tags_on(Tree(page.text)) for name, (_place, page) in pages.items()})
    tokens = {str(full[name]): name.upper() for name in ("link", "agreed_link", "over_link")}
    said = {name: told(place, page, beside) for name, (place, page) in pages.items()}
    for token, name in tokens.items():
        said = {page: [KEY.sub("KEY", line.replace(token, name)) for line in lines] for page, lines in said.items()}
    said |= {"series_paged": paged(clients["claire"], "/meetings/series/")}
    assert_drawn("of_meetings", said)
