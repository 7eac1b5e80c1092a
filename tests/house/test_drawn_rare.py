"""What pages say of one thing in a state that few are in: erased, reopened, away, priced nowhere, begun again, opened.

As `test_drawn_at_work`; what is read stands in `drawn/rare.txt`, page by page, with the names of its fields.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone
from PIL import Image

from tests.conftest import facts
from tests.house.drawings import assert_drawn
from tests.house.fields import fields_of
from tests.house.pages import as_sent
from tests.house.tags import assert_tags_drawn, tags_on
from tests.house.test_drawn_at_work import told
from tests.house.tree import Tree
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.background.models import Beat, Work
from tracker.background.periodic_work import forget
from tracker.directory.absences.away import be_away
from tracker.directory.models import Organisation, Person
from tracker.exports.models import Export
from tracker.files.attach import attach
from tracker.files.models import AttachedFile
from tracker.files.tasks import read_files
from tracker.follow_ups.choices import Acceptance
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.history.models import Channel, Entry
from tracker.invitations.models import Invitation
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.models import Need
from tracker.notes.write_note import write_note
from tracker.notifications.models import Silence
from tracker.pledges.models import Pledge
from tracker.records.models import Passage, Record

pytestmark = pytest.mark.one_database
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
TODAY = NOW.date()
TEXT = "They spoke of ports.\nThey will send a list of ports."
SignIn = Callable[[User], Client]
Draw = Callable[..., Any]


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.fixture
def house(
    claire: User, amina: User, jonas: User, omar: User, noor: User, eu: Organisation, europol: Organisation,
    unit: Organisation, coordinator: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch,
) -> dict[str, Any]:  # fmt: skip
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    cast: dict[str, Any] = {
        "claire": claire, "amina": amina, "jonas": jonas, "omar": omar, "noor": noor, "eu": eu, "europol": europol,
        "unit": unit, "coordinator": coordinator,
    }  # fmt: skip
    return cast | {"clients": {name: sign_in(cast[name]) for name in ("claire", "amina", "jonas", "noor")}}


class Drawn:
    def __init__(self, clients: dict[str, Client]) -> None:
        self.clients = clients
        self.pages = dict[str, tuple[str, Any]]()

    def get(self, name: str, who: str, place: str, **headers: str) -> None:
        self.pages[name] = place, self.clients[who].get(place, headers=headers)

    def assert_as_drawn(self) -> None:
        beside = "/keys/", self.clients["noor"].get("/keys/")
        assert_tags_drawn("tags_rare", {name: tags_on(Tree(page.text)) for name, (_place, page) in self.pages.items()})
        said = {name: told(place, page, beside) for name, (place, page) in self.pages.items()}
        assert_drawn("rare", {name: [*lines, *fields_of(self.pages[name][1])] for name, lines in said.items()})


def test_whatever_is_in_a_rare_state_says_so(house: dict[str, Any]) -> None:
    drawn = Drawn(house["clients"])
    for draw in (
        draw_follow_ups, draw_files, draw_needs, draw_mandate, draw_views, draw_opening, draw_exports, draw_health,
        draw_by_htmx, draw_days_off,
    ):  # fmt: skip
        draw(house, drawn)
    drawn.assert_as_drawn()


def log(house: dict[str, Any], title: str, **values: Any) -> FollowUp:
    return FollowUp.log(by=house["claire"], title=title, **values)


def draw_follow_ups(house: dict[str, Any], drawn: Drawn) -> None:
    """Of somebody away, gone quiet, reopened, told of by mail; a note that may be mended, and one that was answered."""
    omar, claire, amina = (house[name] for name in ("omar", "claire", "amina"))
    be_away(omar.person, by=amina, today=TODAY, days=(day(-2), day(9)), deputy=claire.person)
    row = log(house, "Send it", owner=omar.person, partner=house["eu"], due_on=day(-40))
    row.move_to("done", by=claire, reason="It is sent.")
    row.move_to("open", by=claire, reason="It came back.")
    note = write_note(row, "They called.", by=claire)
    write_note(row, "And they wrote.", by=amina, answers=note)
    write_note(row, "We have it.", by=None, channel=Channel.MAIL, by_name="Rosa Conti")
    Silence.objects.create(follow_up=row, since=day(-20), word_at=NOW, head_on=day(-2), managers_on=day(-1))
    asked = log(house, "Publish it", kind="recommendation", owner=claire.person)
    asked.answer_recommendation(Acceptance.ACCEPTED, by=claire)
    Entry.objects.update(at=NOW)
    for name, place in {"follow_up": row, "recommended": asked}.items():
        drawn.get(name, "claire", place.get_absolute_url())
    drawn.get("answered", "claire", f"{asked.get_absolute_url()}acceptance/")
    drawn.get("away", "noor", omar.person.get_absolute_url())
    drawn.get("deeds", "claire", f"/find/?q={row.reference}+done")
    drawn.get("places", "claire", "/find/?q=log+a+meeting")


def draw_files(house: dict[str, Any], drawn: Drawn) -> None:
    """A picture, a text, what a browser does not show, and what was erased; of a mandate with its history."""
    picture = BytesIO()
    Image.new("RGB", (60, 40), "red").save(picture, "PNG")
    row = log(house, "Look at it")
    mandate = Mandate.write(by=house["claire"], kind="resolution", symbol="R/1", title="Ports", body=house["eu"])
    for thing in (row, mandate):
        for name, content in (
            ("map.png", picture.getvalue()), ("map.txt", b"A map."), ("map.bin", b"\x00\x01" * 9),
            ("gone.txt", b"Gone."),
        ):  # fmt: skip
            attach(thing, SimpleUploadedFile(name, content), by=house["amina"])
    read_files.func()
    # However a picture is pressed together.
    AttachedFile.objects.filter(name="map.png").update(size=12_345)
    for file in AttachedFile.objects.filter(name="gone.txt"):
        AttachedFile.objects.filter(pk=file.pk).update(digest=file.digest_erased)
    taken_off = AttachedFile.objects.filter(name="map.bin").latest("pk")
    taken_off.remove(by=house["claire"])
    Entry.objects.update(at=NOW)
    for name, who, thing in (
        ("files", "claire", row),
        ("files_reader", "noor", row),
        ("files_mandate", "claire", mandate),
    ):
        drawn.get(name, who, thing.get_absolute_url())


def draw_needs(house: dict[str, Any], drawn: Drawn) -> None:
    """Nothing is offered for it, or in a currency of which no rate is known."""
    claire, eu = house["claire"], house["eu"]
    row, hidden = log(house, "Train them", partner=eu), log(house, "Hush", classification=RESTRICTED)
    money = {"by": claire, "kind": "money", "quantity": Decimal(900)}
    need = Need.estimate(row, currency="EUR", **money)
    alone = Need.estimate(log(house, "Equip them"), currency="EUR", **money)
    Need.estimate(hidden, currency="USD", **money)
    for name, each in (("offered_none", need), ("offered_none_alone", alone)):
        drawn.get(name, "claire", f"{each.follow_up.get_absolute_url()}needs/{each.pk}/allocate/")
    drawn.get("found_restricted", "claire", "/find/?q=hush")
    drawn.get("deeds_restricted", "claire", f"/find/?q={hidden.reference}+done")
    drawn.get("unlock_unpriced", "claire", "/pledges/unlock/?amount=100")
    pledge = Pledge.make(donor=eu, currency="EUR", classification=RESTRICTED, **money)
    drawn.get("pledge_restricted", "claire", pledge.get_absolute_url())
    drawn.get("partner_restricted", "claire", eu.get_absolute_url())


def draw_mandate(house: dict[str, Any], drawn: Drawn) -> None:
    """What implements it comes from words of a meeting, is nobody's, or took place nowhere in particular."""
    claire = house["claire"]
    meeting = Meeting.log(by=claire, title="Talks in Lyon", held_on=day(-30))
    latest = Record.write(by=claire, meeting=meeting, kind="note", language="en", text=TEXT).latest
    mandate = Mandate.write(by=claire, kind="strategy", title="Strategy", adopted_on=day(-90), paragraphs="1 Train.")
    [paragraph] = mandate.paragraphs.all()
    passage = Passage.of(latest, 21, len(TEXT) - 1)
    aim = [Target.of(paragraph)]
    log(house, "Send a list", meeting=meeting, passage=passage, mandates=aim, strength="offered")
    log(house, "Of ours", owner=claire.person, mandates=aim, due_on=day(20), strength="decided")
    work = {"by": claire, "starts_on": day(-9), "ends_on": day(-9), "mandates": aim}
    bare = Activity.log(title="Trained", **work)
    Activity.log(title="Trained in Oslo", place="Oslo", unit=house["unit"], partner=house["eu"], **work)
    drawn.get("mandate", "claire", mandate.get_absolute_url())
    drawn.get("report", "claire", f"{mandate.get_absolute_url()}report/?from=1+January+2018&until=31+December+2018")
    drawn.get("activity", "claire", bare.get_absolute_url())
    drawn.get("committed", "claire", f"/commitments/?meeting={meeting.pk}")
    drawn.get("briefing", "claire", f"{house['eu'].get_absolute_url()}briefing/")


def draw_views(house: dict[str, Any], drawn: Drawn) -> None:
    """A view with which one starts, one of somebody else, and a list that shows one; letters that press no keys."""
    claire, amina, noor = (house[name] for name in ("claire", "amina", "noor"))
    mine = SavedView.save_as("Mine", by=claire, query="kind=training")
    SavedView.save_as("Of all", by=amina, query="status=active", audience="all")
    mine.start_here(claire)
    drawn.get("views", "claire", "/follow-ups/views/?kind=other")
    drawn.get("view_shown", "claire", mine.get_absolute_url())
    drawn.get("view_asked", "claire", f"/follow-ups/?view={mine.pk}&kind=training")
    User.objects.filter(pk=noor.pk).update(uses_keys=False, density="compact")
    for name, place in {"keys_off": "/keys/", "reader_list": "/follow-ups/", "reader_meetings": "/meetings/"}.items():
        drawn.get(name, "noor", place)


def draw_opening(house: dict[str, Any], drawn: Drawn) -> None:
    """What is opened with former texts, with a name that few know, and with more than is shown."""
    claire, client = house["claire"], house["clients"]["claire"]
    hidden = Person.add(by=claire, name="Ivo Lukic", about="Knows ports.", classification=RESTRICTED)
    meeting = Meeting.log(by=claire, title="Quiet talks", held_on=day(-9), classification=RESTRICTED)
    record = Record.write(by=claire, meeting=meeting, kind="note", language="en", text=TEXT)
    for number in range(3):
        record.rewrite(f"{TEXT}\nLine {number}.", by=claire, note=f"Number {number}")
    for number in range(4):
        log(house, f"Hush {number}", meeting=meeting, owner=hidden)
    Entry.objects.update(at=NOW)
    place = f"{meeting.get_absolute_url()}edit/"
    sent = as_sent(client.get(place), classification="general")
    drawn.pages["opening"] = place, client.post(place, sent)
    row = FollowUp.objects.get(title="Hush 0")
    place = f"{row.get_absolute_url()}edit/"
    sent = as_sent(client.get(place), classification="general", meeting="")
    drawn.pages["opening_beside"] = place, client.post(f"{place}?within=page", sent, headers={"HX-Request": "true"})


def draw_exports(house: dict[str, Any], drawn: Drawn) -> None:
    """Asked for, and looked at again from its page."""
    asked = {"by": house["claire"], "form": "csv", "language": "en", "title": "Meetings", "page": "meetings:list"}
    asked |= {"make": "tracker.meetings.export.sheet_for"}
    for rows in (1, 9_000):
        export = Export.ask(query=f"year={rows}", rows=rows, **asked)
        Export.objects.filter(pk=export.pk).update(at=NOW)
        drawn.get(f"export_of_{rows}", "claire", export.get_absolute_url())
    drawn.get("export_in_place", "claire", export.get_absolute_url(), **{"HX-Request": "true"})
    drawn.get("exports", "claire", "/exports/")


def draw_health(house: dict[str, Any], drawn: Drawn) -> None:
    """Work that was given up and begun again, with somebody at work; and the first steps of a house."""
    work = Work.objects.filter(pk=forget.enqueue().id)
    work.update(status="FAILED", worker_ids=["one"], finished_at=NOW, exception_class_path="builtins.OSError")
    work.get().begin_again(by=house["jonas"])
    Beat.objects.create(worker="one", at=NOW)
    drawn.get("desk_of_administrator", "jonas", "/")
    of_accounts = ContentType.objects.get_for_model(User)
    Entry.objects.create(at=NOW, content_type=of_accounts, object_id=house["claire"].pk, verb="loaded", version=1)
    drawn.get("desk_of_demo", "jonas", "/")


def draw_by_htmx(house: dict[str, Any], drawn: Drawn) -> None:
    """What is asked for from a page, of a record's words and of a row that was sent before."""
    record = Record.objects.get(meeting__title="Talks in Lyon")
    words = f"record={record.pk}&version=1&start=21&end=44&within=margin"
    for name, path in {
        "words": "/follow-ups/new/", "words_done": "/mandates/activities/new/", "words_mandate": "/follow-ups/new/",
    }.items():  # fmt: skip
        drawn.get(name, "claire", f"{path}?{words}", **{"HX-Request": "true"})


def draw_days_off(house: dict[str, Any], drawn: Drawn) -> None:
    """Steps that were laid when the house had no country, whose holidays they lie on since."""
    row = log(house, "Speak there", kind="invitation")
    Invitation.enter(row, by=house["claire"], **facts(date(2097, 1, 1)))
    Entry.objects.update(at=NOW)
    with override_settings(COUNTRY="BE"):
        for name, who in (("days_off", "claire"), ("days_off_reader", "noor")):
            drawn.get(name, who, row.get_absolute_url())
