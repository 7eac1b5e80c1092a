"""What pages say of work that goes on: agendas, briefing notes, records that are read, imports that ask, names alike.

As `test_drawn_crowded`, on the same Monday; what is read stands in `drawn/at_work.txt`, page by page. Before that the
house is empty (`bare.txt`); afterwards forms are sent with too little in them, or with what cannot be (`wrong.txt`).
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.house.fields import fields_of
from tests.house.named import repeated_on
from tests.house.pages import as_sent
from tests.house.tags import assert_tags_drawn, tags_on
from tests.house.test_drawn import said_by
from tests.house.test_drawn_crowded import Crowd, clock, day, mei, omar, people, said_of  # noqa: F401
from tests.house.tree import Tree
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas import offer
from tracker.agendas.carry_over import carry_over
from tracker.agendas.models import Appearance
from tracker.briefings.asked import Asked
from tracker.briefings.models import BriefingNote
from tracker.briefings.tell.note import brief
from tracker.directory.merging.merge import merge
from tracker.directory.models import Appointment, Organisation, Person
from tracker.files.attach import attach
from tracker.files.tasks import read_files
from tracker.follow_ups.models import BulkChange, FollowUp, Link, LinkKind
from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.prepare_import import preview, upload
from tracker.imports.table_reader import Table
from tracker.imports.undo.tasks import begin
from tracker.imports.write_rows import confirm, write_all
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge
from tracker.reading.scoring import Learnt
from tracker.records.models import Passage, Record
from tracker.suggestions.accept import accept_open
from tracker.suggestions.model.ask_model import ask_model
from tracker.suggestions.model.endpoint import Endpoint
from tracker.suggestions.models import Decision, Learning, ReadThrough
from tracker.suggestions.proposals import proposals_of
from tracker.tags.models import Tag

pytestmark = pytest.mark.one_database

MINUTES = """Minutes

Present: Claire Dubois, Ivo Lukic (Frontex).

The Chair welcomed the members.

Action: Claire Dubois to send the list of ports to all members by 15 September 2018.
Action: The European Union will send its offer by 1 October 2018.
Action: Lena Brandt to thank the hosts.
Action: The Secretariat will organise a training for customs officers in November 2018, subject to funding.

They agreed to write to the ministers under S/RES/2347 (2017). The list of ports will be sent to all members.
The delegations discussed ways of working together on risk analysis once resources are available.
Mr. Omar Diallo offered to host the next meeting.
They met for lunch.
"""


# The lists of a house in which nothing was entered yet.
BARE = {
    **{
        name: ("claire", f"/{name}/")
        for name in ("meetings", "follow-ups", "partners", "mandates", "pledges", "imports")
    },
    **{name: ("noor", f"/{name}/") for name in ("exports", "calendar", "tags", "help", "find")},
    "activities": ("claire", "/mandates/activities/"),
    "views": ("claire", "/follow-ups/views/"),
    "removed": ("claire", "/follow-ups/removed/"),
    "since": ("claire", "/follow-ups/since/?since=1+September+2018"),
    "mailed": ("amina", "/reports/mailed/"),
    "leavers": ("amina", "/partners/people/left/"),
    "duplicates": ("amina", "/partners/duplicates/"),
    "learnt": ("jonas", "/suggestions/learnt/"),
    "report": ("amina", "/reports/?period=2018"),
    "unlock": ("claire", "/pledges/unlock/?amount=5,000"),
}  # fmt: skip


def signed_in(people: dict[str, User]) -> dict[str, Client]:  # noqa: F811
    clients = {who: Client() for who in people}
    for who, client in clients.items():
        client.force_login(people[who], backend=settings.AUTHENTICATION_BACKENDS[0])
    return clients


def answered(
    pages: dict[str, tuple[str, str]], keys: dict[str, int], clients: dict[str, Client]
) -> dict[str, tuple[str, Any]]:
    """Where each page is, and what it answered."""
    places = {name: (who, path.format(**keys)) for name, (who, path) in pages.items()}
    answers = {name: (place, clients[who].get(place)) for name, (who, place) in places.items()}
    assert {
        name: page.status_code for name, (_place, page) in answers.items() if page.status_code != HTTPStatus.OK
    } == {}
    return answers


def read(pages: dict[str, tuple[str, str]], keys: dict[str, int], clients: dict[str, Client]) -> dict[str, list[str]]:
    """What each page says."""
    return told_by(answered(pages, keys, clients), clients)


def told_by(answers: dict[str, tuple[str, Any]], clients: dict[str, Client]) -> dict[str, list[str]]:
    place = "/keys/"
    beside = place, clients["noor"].get(place)
    return {name: told(place, page, beside) for name, (place, page) in answers.items()}


def told(place: str, page: Any, beside: tuple[str, Any]) -> list[str]:
    said = said_of(place, page, beside=beside) if "<main" in page.text else said_by(page)
    return [line for line in said if not UNTOLD.search(line)]


# Anew at each reading or change, or the lines of a picture.
UNTOLD = re.compile("csrfmiddlewaretoken|value=[0-9a-f]{32}|^<(?:svg|path|rect|circle|line|poly)")


@pytest.fixture(scope="module")
def bare(clock: list[datetime], people: dict[str, User]) -> dict[str, list[str]]:  # noqa: F811
    """What lists say of nothing."""
    return read(BARE, {}, signed_in(people))


@pytest.fixture(scope="module")
def full(
    clock: list[datetime],  # noqa: F811
    people: dict[str, User],  # noqa: F811
    eu: Organisation,
    unit: Organisation,
    bare: dict[str, list[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, int]]:
    crowd = Crowd(people, eu, unit)
    crowd.keep(eu=eu)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VAR", tmp_path_factory.mktemp("var"))
        patch.setattr(settings, "MODEL_ADDRESS", "http://model.example/v1")
        patch.setattr(settings, "MODEL_NAME", "house-7b")
        patch.setattr(offer, "MOST_OFFERED", 3)
        for fill in (fill_meetings, fill_record, fill_linked, fill_names, fill_tags):
            fill(crowd)
        clock[0] = datetime.combine(day(-3), time(14, 30), UTC)
        for fill in (fill_agendas, fill_read, fill_imports):
            fill(crowd)
        clock[0] = datetime.combine(day(0), time(9), UTC)
        fill_briefings(crowd)
        yield crowd.keys
    cache.clear()


def fill_meetings(crowd: Crowd) -> None:
    """One that was, one of today, one to come, one with nobody from outside, and one with whom nothing is open."""
    claire, host = crowd.claire, Person.add(by=crowd.claire, name="Ivo Lukic", email="ivo@frontex.example")
    frontex, bare = (Organisation.add(by=claire, name=name, short_name=short)
                     for name, short in (("Frontex", "FRONTEX"), ("Bureau Zero", "")))  # fmt: skip
    guest = Person.add(by=claire, name="Rosa Conti")
    Appointment.objects.create(person=host, organisation=frontex, title="Director")
    both = [Participant(host, frontex, "Director"), Participant(guest, crowd.eu, "Envoy"), Participant(claire.person)]

    def log(title: str, on: int, *there: Participant, **values: Any) -> Meeting:
        return Meeting.log(by=claire, title=title, held_on=day(on), participants=list(there), **values)

    crowd.keep(
        before=log("First talks", -20, *both, place="Lyon"), over=log("Second talks", -9, *both, kind="bilateral"),
        now=log("Third talks", 0, *both), ahead=log("Fourth talks", 20, *both, place="Nice"),
        secret=log("Quiet talks", 2, *both, classification=RESTRICTED),
        within=log("Among us", 5, Participant(claire.person)),
        nothing=log("With zero", 6, Participant(Person.add(by=claire, name="Zeno"), bare)), frontex=frontex, host=host,
    )  # fmt: skip


def fill_record(crowd: Crowd) -> None:
    """Minutes of which nothing is decided, others of which much is, and one in a language without grammar."""
    claire, meeting = crowd.claire, Meeting.objects.get(title="First talks")
    elsewhere = Meeting.log(
        by=claire, title="Read elsewhere", held_on=day(-19), participants=[Participant(claire.person)]
    )
    text = "5 To cooperate.\n6 To report."
    Mandate.write(by=claire, kind="resolution", symbol="S/RES/2347 (2017)", title="Heritage", paragraphs=text)
    crowd.log("Send the ports list to the members", meeting=meeting, partner=crowd.eu)
    new, decided, told, foreign, quiet = (
        Record.write(by=claire, meeting=place, kind=kind, language=language, text=text, **more)
        for place, kind, language, text, more in (
            (elsewhere, "minutes", "en", MINUTES, {}), (meeting, "note", "en", MINUTES, {}),
            (elsewhere, "communique", "en", MINUTES, {}), (elsewhere, "other", "ar", "وصل الوفد. عاد الوفد.", {}),
            (meeting, "note", "en", MINUTES.splitlines()[-1], {"classification": RESTRICTED}),
        )
    )  # fmt: skip
    said = {"follow_ups": [{"quote": MINUTES.splitlines()[4], "kind": "document"}]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Endpoint, "ask", lambda _self, _messages: json.dumps(said))
        ask_model(told.latest, by=claire)
    crowd.keep(new=new, decided=decided, told=told, foreign=foreign, quiet=quiet)


def fill_read(crowd: Crowd) -> None:
    claire, decided = crowd.claire, Record.objects.get(pk=crowd.keys["decided"])
    every = proposals_of(decided.latest, claire).every
    accept_open(every[:1], by=claire)
    Decision.decide(every[1].words, every[1].read, by=crowd.amina)
    other = crowd.log("Thank them", partner=crowd.eu)
    same = Decision.decide(every[2].words, every[2].read, by=claire, follow_up=other)
    decided.refresh_from_db()
    at = MINUTES.index("They met for lunch")
    crowd.log("Eat", passage=Passage.of(decided.latest, at, at + 18), meeting=decided.meeting)
    information = decided.mark_information(decided.latest, 0, 7, by=claire)
    ReadThrough.note(decided.latest, by=crowd.amina)
    decided.refresh_from_db()
    decided.rewrite(f"{MINUTES}It rained on that day.\n", by=claire, note="The weather")
    Learning.objects.create(by=crowd.amina, sure=0.7, perhaps=0.5, at=datetime.combine(day(-10), time(9), UTC))
    more, less = every[0].read.reasons[:2]
    learning = Learning.note(Learnt(0.4, 0.72, {more: 0.1, less: -0.2}), 240)
    Learning.objects.filter(pk=learning.pk).update(at=timezone.now())
    crowd.keep(same=same, information=information)


def fill_linked(crowd: Crowd) -> None:
    """Of every kind in both directions, one of them restricted, one that is done; with files of every look."""
    claire, eu = crowd.claire, crowd.eu
    first, second, third = (crowd.log(f"Linked {number}", partner=eu) for number in ("one", "two", "three"))
    hidden = crowd.log("Linked in silence", classification=RESTRICTED)
    third.move_to("done", by=claire)
    for kind, one, other in (
        (LinkKind.SAME, first, second), (LinkKind.BLOCKED_BY, first, third), (LinkKind.BLOCKED_BY, second, first),
        (LinkKind.FOLLOWS, first, hidden), (LinkKind.FOLLOWS, third, second),
    ):  # fmt: skip
        Link.make(kind, one, other, by=claire)
    for thing, name, content in (
        (first, "letter.txt", b"We write."), (first, "table.bin", b"\x00\x01" * 900),
        (Meeting.objects.get(title="First talks"), "programme.txt", b"At nine."),
    ):  # fmt: skip
        attach(thing, SimpleUploadedFile(name, content), by=crowd.amina)
    read_files.func()
    waits = crowd.log("Wait for them", partner=eu, meeting=Meeting.objects.get(title="First talks"), detail="So. " * 40)
    waits.move_to("waiting", by=claire, waiting_on=eu, review_on=day(9))
    waits.note("They will call.", by=crowd.amina)
    many = BulkChange.choose([(row.pk, row.version) for row in (waits, hidden)], by=claire)
    crowd.keep(one=first, two=second, three=third, silent=hidden, many=many, claires=claire.person)


def fill_agendas(crowd: Crowd) -> None:
    """What is offered, more than fits; put on, taken off, discussed, moved on, said, carried over more than once."""
    claire, eu, frontex = crowd.claire, crowd.eu, Organisation.objects.get(short_name="FRONTEX")
    meetings = {name: Meeting.objects.get(pk=crowd.keys[name]) for name in ("over", "now", "ahead", "secret")}
    theirs = crowd.log("They send it", owed_by="partner", partner=frontex, due_on=day(-4))
    pending = crowd.log("Once paid", conditional=True, partner=eu)
    said, moved, quiet, left = (
        crowd.log(title, partner=partner, due_on=day(due), meeting=Meeting.objects.get(title="First talks"))
        for title, partner, due in (
            ("Say it", eu, -2),
            ("Move it", frontex, 3),
            ("Leave it", eu, 9),
            ("Drop it", eu, 90),
        )
    )
    hidden = crowd.log("Hide it", partner=eu, classification=RESTRICTED)
    for number in range(4):
        crowd.log(f"One more {number}", partner=eu, due_on=day(40 + number))
    carry_over(meetings["over"], [said, moved, quiet, theirs, hidden], by=claire)
    carry_over(meetings["now"], [said, moved, quiet, pending, hidden], by=claire)
    carry_over(meetings["ahead"], [quiet, left], by=claire)
    carry_over(meetings["secret"], [quiet], by=claire)
    off = Appearance.objects.get(meeting=meetings["ahead"], follow_up=left)
    carry_over(meetings["ahead"], [], by=claire, taken_off=[off])

    def discuss(meeting: str, follow_up: FollowUp, words: str = "", **to: Any) -> None:
        Appearance.objects.get(meeting=meetings[meeting], follow_up=follow_up).discuss(by=claire, said=words, **to)

    discuss("over", said, "They will write.")
    discuss("over", moved, status="in_progress")
    discuss("now", moved, "It is there.", status="done")
    discuss("now", quiet)
    item = Appearance.objects.get(meeting=meetings["now"], follow_up=said)
    crowd.keep(said=said, moved=moved, carried=quiet, item=item)


def fill_names(crowd: Crowd) -> None:
    """Names that may be one, of people and of partners; one that was merged, and one that few know."""
    claire = crowd.claire
    one, two = (Person.add(by=claire, name=name, **more) for name, more in (
        ("Lena Brandt-Meier", {"email": "lena@eu.example"}), ("Lena Brandt Meier", {"telephone": "+32 2 555 01 99"}),
    ))  # fmt: skip
    Appointment.objects.create(person=one, organisation=crowd.eu, title="Envoy", since=day(-900), until=day(40))
    Appointment.objects.create(person=two, organisation=crowd.unit, until=day(-9))
    hidden = Person.add(by=claire, name="Lena Brandt Maier", classification=RESTRICTED)
    first, twin = (Organisation.add(by=claire, name=name) for name in ("Port of Ghent", "Port of Gent"))
    gone = Person.add(by=claire, name="Conti, Rosa")
    merge(gone, Person.objects.get(name="Rosa Conti"), by=crowd.amina)
    crowd.keep(lena=one, other=two, hidden=hidden, ghent=first, gent=twin, rosa=Person.objects.get(name="Rosa Conti"))


def fill_tags(crowd: Crowd) -> None:
    heritage, _museums, relics, ruins = (
        Tag.write(each, by=crowd.amina) for each in ("Heritage", "Museums", "Relics", "Ruins")
    )
    FollowUp.objects.get(title="Linked one").edit(by=crowd.claire, tags=[heritage])
    relics.merge_into(heritage, by=crowd.amina)
    ruins.remove(by=crowd.amina)
    crowd.keep(tag=heritage)


def fill_imports(crowd: Crowd) -> None:
    """Rows that are new, changed, known by what they say, unlike, refused; and one import that was taken back."""
    claire, known = crowd.claire, FollowUp.objects.get(title="Linked two")
    ImportedList.objects.create(name="Tracker of the unit", by=claire)
    heads = ["No", "Ref", "Title", "Owner", "Partner", "Due", "Notes"]
    lines = [
        ["1", "", "Send the letter", "Claire Dubois", "EU", "03.10.2018", "04.09.2018: They called."],
        ["2", known.reference, "Linked two, now", "Piet de Vries", "EU", "", ""],
        ["3", "", "Call them", "Clair Dubois", "Bureau Nought", "autumn", "Soon."],
        ["", "", "Linked one", "Amina Rahman", "EU", "", ""], ["5", "", "", "Nobody", "", "31.02.2018", ""],
    ]  # fmt: skip
    asks, done, back = (upload(f"{name}.csv", Table([heads, *lines]), by=claire) for name in ("asks", "done", "back"))
    for source in (asks, done, back):
        preview(source, adds_names=source == done)
    for source in (done, back):
        confirm(source)
        source.refresh_from_db()
        write_all(source)
    FollowUp.objects.filter(title="Send the letter").latest("pk").note("Not this one", by=claire)
    back.refresh_from_db()
    begin(back)
    crowd.keep(asks=asks, done=done, back=back)


def fill_briefings(crowd: Crowd) -> None:
    """Issued by oneself, by another for oneself, and for another; of a partner with something under each heading."""
    claire, amina, eu = crowd.claire, crowd.amina, crowd.eu
    meeting = Meeting.objects.get(pk=crowd.keys["ahead"])
    Pledge.make(by=claire, donor=eu, kind="money", currency="EUR", quantity=Decimal(5_000), made_on=day(-120))
    two, given = FollowUp.objects.get(pk=crowd.keys["two"]), {"by": claire, "donor": eu}
    staff = Need.estimate(two, by=claire, kind="staff", people=2, quantity=Decimal(24))
    things = Need.estimate(two, by=claire, kind="in_kind", quantity=Decimal(30), what="laptops")
    seconded = Pledge.make(**given, kind="staff", people=1, quantity=Decimal(6))
    laptops = Pledge.make(**given, kind="in_kind", quantity=Decimal(40), what="laptops", stage="committed")
    Allocation.make(laptops, things, Decimal(12), by=claire)
    crowd.keep(staff=staff, things=things, seconded=seconded, laptops=laptops)
    Mandate.write(
        by=claire, kind="agreement", title="Ends soon", adopted_on=day(-900), valid_until=day(30), parties=[eu]
    )
    crowd.log("Come to us", kind="invitation", partner=eu)
    for name, by, reader, about in (
        ("own", claire, claire, meeting),
        ("given", amina, claire, None),
        ("lent", claire, amina, None),
    ):
        asked = Asked(eu, about, by, reader, day(0))
        crowd.keep(**{name: BriefingNote.issue(brief(asked, timezone.now()), asked, by=by)})
    BriefingNote.objects.update(issued_at=timezone.now())


READ = {
    **{f"meeting_{name}": ("claire", f"/meetings/{{{name}}}/") for name in (
        "before", "over", "now", "ahead", "within", "nothing",
    )},
    **{f"reader_{name}": ("noor", f"/meetings/{{{name}}}/") for name in ("over", "now", "ahead")},
    "agenda_over": ("claire", "/meetings/{over}/agenda/"),
    "agenda_item": ("claire", "/meetings/{now}/agenda/{item}/"),
    **{f"taken_up_{name}": ("claire", f"/follow-ups/{{{name}}}/") for name in ("said", "moved", "carried")},
    "taken_up_reader": ("noor", "/follow-ups/{carried}/"),
    **{f"linked_{name}": ("claire", f"/follow-ups/{{{name}}}/") for name in ("one", "two", "three", "silent")},
    "linked_reader": ("noor", "/follow-ups/{one}/"),
    **{f"read_{name}": ("claire", f"/records/{{{name}}}/read/") for name in (
        "new", "decided", "told", "foreign", "quiet",
    )},
    "read_on": ("claire", "/records/{new}/read/?at=150"),
    "read_reader": ("noor", "/records/{decided}/read/"),
    "learnt": ("jonas", "/suggestions/learnt/"),
    "near": ("claire", "/follow-ups/new/near/?title=Send+the+list+of+ports+to+members&same_as={one}"),
    **{f"names_{name}": ("amina", f"/partners/people/{{{name}}}/") for name in ("lena", "other", "rosa")},
    "names_ghent": ("amina", "/partners/{ghent}/"),
    "duplicates": ("amina", "/partners/duplicates/"),
    "merge": ("amina", "/partners/people/{other}/merge/{lena}/"),
    "merge_hidden": ("mei", "/partners/people/{hidden}/merge/{lena}/"),
    "merge_partners": ("amina", "/partners/{gent}/merge/{ghent}/"),
    "merge_whom": ("amina", "/partners/people/{other}/merge/"),
    "tags": ("amina", "/tags/"),
    "tags_reader": ("noor", "/tags/"),
    **{f"asks_{show}": ("claire", f"/imports/{{asks}}/?show={show}") for show in ("new", "asked", "refused")},
    "asks_columns": ("claire", "/imports/{asks}/columns/"),
    **{f"done_{show}": ("claire", f"/imports/{{done}}/?show={show}") for show in ("new", "changed", "refused")},
    "back_kept": ("claire", "/imports/{back}/?show=kept"),
    "back_new": ("claire", "/imports/{back}/?show=new"),
    "briefing": ("claire", "/partners/{eu}/briefing/?meeting={ahead}"),
    "briefing_bare": ("noor", "/partners/{frontex}/briefing/"),
    "briefing_for": ("amina", "/partners/{eu}/briefing/?for=Claire+Dubois&language=fr"),
    **{f"briefing_{name}": ("claire", f"/briefings/{{{name}}}/") for name in ("own", "given")},
    "palette": ("claire", "/palette/"),
    "palette_ports": ("claire", "/palette/?q=linked"),
    "palette_deed": ("claire", "/palette/?q=done&at={one}"),
    "palette_form": ("claire", "/palette/?q=snooze&at={one}"),
    "palette_whose": ("claire", "/palette/?q=assign+to+amina"),
    "preferences": ("claire", "/account/preferences/"),
    "partner": ("claire", "/partners/{eu}/"),
    "partner_of_pledge": ("noor", "/partners/{frontex}/"),
    "rows": ("claire", "/follow-ups/?partner={eu}&columns=title,owner,meeting,partner,tags,detail,due_on&sort=title"),
    "rows_reader": ("noor", "/follow-ups/?tags={tag}&columns=title,owner,meeting,partner,tags,detail,due_on"),
    "cards": ("claire", "/follow-ups/?layout=board&tags={tag}"),
    "handed_note": ("amina", "/partners/people/{claires}/hand-over/note/"),
    "many": ("claire", "/follow-ups/changes/{many}/?status=in_progress"),
    "words": ("claire", "/follow-ups/new/?record={new}&version=1&start=88&end=172"),
    "information": ("claire", "/records/information/{information}/"),
    "information_reader": ("noor", "/records/information/{information}/"),
    "find_deed": ("claire", "/find/?q=F-2018-002+done"),
    "mandates": ("claire", "/mandates/"),
    "people": ("mei", "/partners/people/"),
    "meetings": ("mei", "/meetings/"),
    # What is offered while somebody types: what fits of more that is there.
    "offered_follow_ups": ("claire", "/follow-ups/offers/?other=linked+t"),
    "offered_meetings": ("claire", "/meetings/offers/?meeting=second"),
    "offered_zones": ("claire", "/meetings/zones/?zone=brussels"),
    "offered_partners": ("claire", "/partners/offers/organisations/?adds=on&partner=port"),
    "offered_units": ("claire", "/partners/offers/units/?unit=enf"),
    "offered_people": ("claire", "/partners/offers/people/?adds=on&owner=lena"),
    "offered_mandates": ("claire", "/mandates/offers/?mandate=2347"),
    "offered_targets": ("claire", "/mandates/offers/targets/?mandates=2347"),
    "offered_paragraphs": ("claire", "/mandates/offers/paragraphs/?paragraph=2347"),
    "offered_tags": ("claire", "/tags/offers/?tags=mus"),
    # Staff and things, where fixtures have money.
    "need_of_staff": ("claire", "/follow-ups/{two}/needs/{staff}/"),
    "allocate_staff": ("claire", "/follow-ups/{two}/needs/{staff}/allocate/"),
    "allocate_things": ("claire", "/follow-ups/{two}/needs/{things}/allocate/"),
    "pledge_of_staff": ("claire", "/pledges/{seconded}/"),
    "pledge_of_things": ("claire", "/pledges/{laptops}/"),
}  # fmt: skip

# What is typed into the form at an address, by whom.
TYPED = {
    "follow_up": ("claire", "/follow-ups/new/", {"title": "", "due_on": "soonish", "owner": "Zed", "meeting": "Zed"}),
    "edited": ("claire", "/follow-ups/{one}/edit/", {"title": "", "partner": "Zed", "tags": "Zed"}),
    "due": ("claire", "/follow-ups/{one}/due/?within=page", {"due_on": "never ever"}),
    "owner": ("claire", "/follow-ups/{one}/owner/?within=page", {"owner": "Zed"}),
    "waiting": ("claire", "/follow-ups/{one}/to/waiting/", {"waiting_on": "", "review_on": "yesterday"}),
    "dropped": ("claire", "/follow-ups/{one}/to/dropped/?within=margin", {"reason": ""}),
    "linked": ("claire", "/follow-ups/{one}/links/new/", {"other": "Zed"}),
    "snoozed": ("claire", "/follow-ups/{one}/snooze/", {"until": "yesterday"}),
    "item": ("claire", "/meetings/{now}/agenda/{item}/", {"status": "declined", "reason": ""}),
    "log": ("claire", "/meetings/log/", {"title": "", "held_on": "31.02.2018", "text": "They met.", "kind": ""}),
    "meeting": ("claire", "/meetings/{now}/edit/", {"title": "", "ends_on": "1 May 2018"}),
    "record": ("claire", "/records/{decided}/edit/", {"text": ""}),
    "partner": ("claire", "/partners/new/", {"name": "", "website": "zed"}),
    "person": ("claire", "/partners/people/new/", {"name": "", "email": "zed"}),
    "post": ("amina", "/partners/people/{lena}/posts/new/", {"organisation": "", "since": "2030", "until": "2018"}),
    "mandate": ("claire", "/mandates/new/", {"title": "", "adopted_on": "soonish", "paragraphs": "Zed"}),
    "activity": ("claire", "/mandates/activities/new/", {"title": "", "when": "soonish"}),
    "pledge": ("claire", "/pledges/new/", {"donor": "", "quantity": "1,5", "made_on": "soonish"}),
    "need": ("claire", "/follow-ups/{one}/needs/new/", {"quantity": "many"}),
    "tag": ("amina", "/tags/new/", {"name": "heritage"}),
    "tags_merged": ("amina", "/tags/{tag}/merge/", {"into": "Heritage"}),
    "view": ("claire", "/follow-ups/views/new/?q=zed", {"name": ""}),
    "mailing": ("amina", "/reports/mailed/new/", {"name": "", "addresses": "zed"}),
    "hand_over": ("amina", "/partners/people/{lena}/hand-over/", {"taker": "Zed"}),
    "columns": ("claire", "/imports/{asks}/columns/", {"column_2": "", "column_0": "reference"}),
    "invited": ("jonas", "/invite/", {"email": "zed"}),
    # What somebody else saved meanwhile, and what more people would see.
    "clash": ("amina", "/follow-ups/{two}/edit/", {"version": "1", "title": "Two", "partner": "Frontex"}),
    "clash_beside": ("amina", "/follow-ups/{two}/owner/?within=page", {"version": "1", "owner": "Amina Rahman"}),
    "opened": ("claire", "/follow-ups/{silent}/edit/", {"classification": "general"}),
    "record_opened": ("claire", "/records/{quiet}/edit/", {"classification": "general"}),
    "meeting_opened": ("claire", "/meetings/{secret}/edit/", {"classification": "general", "place": "Here"}),
    "person_opened": ("mei", "/partners/people/{hidden}/open/", {}),
}  # fmt: skip


def test_an_empty_house_says_what_will_stand_there(bare: dict[str, list[str]]) -> None:
    assert_drawn("bare", bare)


def test_a_page_of_work_that_goes_on_says_what_is_so(full: dict[str, int], people: dict[str, User]) -> None:  # noqa: F811
    clients = signed_in(people)
    answers = answered(READ, full, clients)
    pages = {name: page for name, (_place, page) in answers.items()}
    assert_tags_drawn("tags_at_work", {name: tags_on(Tree(page.text)) for name, page in pages.items()})
    # What stands in labels is no line of the page.
    fields = {name: [line for line in fields_of(page) if line] for name, page in pages.items()}
    assert_drawn("fields_at_work", {name: lines for name, lines in fields.items() if lines})
    repeated = {name: repeated_on(Tree(page.text)) for name, page in pages.items()}
    assert_drawn("repeated_at_work", {name: lines for name, lines in repeated.items() if lines})
    assert_drawn("at_work", told_by(answers, clients))


def test_a_form_that_is_refused_says_why_and_holds_what_was_typed(
    full: dict[str, int],
    people: dict[str, User],  # noqa: F811
) -> None:
    answers, clients = {}, signed_in(people)
    for name, (who, path, typed) in TYPED.items():
        place = path.format(**full)
        headers = {"HX-Request": "true"} if "within" in path else {}
        sent = as_sent(clients[who].get(place, headers=headers), **typed)
        answers[name] = place, clients[who].post(place, sent, headers=headers)
    refused = {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT}
    assert {name: page.status_code for name, (_place, page) in answers.items() if page.status_code not in refused} == {}
    assert_drawn("wrong", told_by(answers, clients))
