"""What a page says is what was entered: facts, lists and figures, as somebody reads them on it.

What they read stands in the folder `drawn`, a file for each page, block by block. A page that is meant to say something
else: change its file, or delete it and read what the test writes.
"""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.conf import settings
from django.db.models import Model
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.house.named import named_on, repeated_on
from tests.house.pages import as_sent, controls_of, lines_of, marked_lines_of, offers_of, text_of
from tests.house.queries import COLUMNS
from tests.house.tags import assert_tags_drawn, tags_on
from tests.house.tree import Tree
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.bulk.bulk_edit import BulkEdit
from tracker.follow_ups.models import BulkChange, FollowUp, SavedView
from tracker.history.models import Entry
from tracker.imports.prepare_import import preview, upload
from tracker.imports.table_reader import Table
from tracker.invitations.models import Invitation, Step
from tracker.kit.date_formats import format_date, format_date_as
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.needs.models import Allocation, Need
from tracker.pledges.models import Pledge
from tracker.pledges.models.exchange_rate import Rate
from tracker.records.models import Record, Version
from tracker.reports.models import Delivery, Mailing


@pytest.fixture(scope="module")
def full(
    claire: User, noor: User, amina: User, coordinator: Person, wco: Organisation, unit: Organisation, eu: Organisation
) -> dict[str, Any]:
    """One of each noun with every field filled, no two alike."""
    coordinator.change("edited", by=claire, email="gilles@eu.example", about="Speaks Dutch.")
    eu.change("edited", by=claire, website="https://eu.example", about="Twenty-eight states.")
    part = Organisation.add(by=claire, name="Directorate-General for Home Affairs", short_name="HOME", parent=eu)
    Appointment.objects.filter(person=coordinator).update(since=date(2007, 9, 19), until=date(2021, 6, 30))
    post = Appointment.objects.get(person=coordinator)
    rosa = Person.add(by=claire, name="Rosa Conti")
    mandate = Mandate.write(
        by=claire, kind="agreement", symbol="AG/7", title="Working arrangement", body=wco,
        adopted_on=date(2016, 3, 4), valid_until=date(2091, 5, 6), text="To work together.",
        link="https://wco.example/ag7", paragraphs="1 Exchange of data.\n2 Joint training.", parties=[eu, part],
    )  # fmt: skip
    first, second = mandate.paragraphs.all()
    claires = claire.person
    meeting = Meeting.log(
        by=claire, title="Talks in Lyon", kind="visit", held_on=date(2018, 2, 3), ends_on=date(2018, 2, 4),
        starts_at=datetime(2018, 2, 3, 9, 30).time(), zone="Europe/Paris", place="Lyon",  # noqa: DTZ001
        participants=[Participant(coordinator, eu, "Coordinator"), Participant(rosa, part, "Envoy")],
    )  # fmt: skip
    text = "They spoke of ports.\nAnd of ships."
    record = Record.write(by=amina, meeting=meeting, kind="note", language="en", text=text)
    event = FollowUp.log(
        by=claire, title="Speak in Nice", detail="On ports.", kind="invitation", strength="offered", owed_by="partner",
        owner=noor.person, unit=unit, partner=part, meeting=meeting, due_on=date(2090, 4, 5),
        mandates=[Target.of(first), Target.of(mandate)],
    )  # fmt: skip
    starts, ends = (datetime(2090, 7, day, hour, tzinfo=UTC) for day, hour in ((9, 7), (10, 15)))
    invitation = Invitation.enter(
        event, by=claire, on=date(2090, 1, 1), title="Conference of ports", organiser=eu,
        organiser_name="with the city", starts=starts, ends=ends, zone="Europe/Paris", place="Nice",
        link="https://nice.example/ports", role="panellist",
        reply_by=date(2090, 3, 2), speaker=rosa,
    )  # fmt: skip
    invitation.answer_with("tentative", by=amina)
    travel = invitation.steps.get(kind="travel")
    Invitation.objects.update(answered_on=date(2018, 8, 8))
    waiting = FollowUp.log(by=amina, title="Send the list", owner=claire.person, partner=eu, due_on=date(2090, 1, 1))
    waiting.set_due(date(2090, 2, 2), by=amina)
    waiting.move_to("waiting", by=claire, waiting_on=part, review_on=date(2090, 1, 20))
    done = FollowUp.log(by=claire, title="Write to them", due_on=date(2018, 3, 3))
    done.move_to("done", by=amina)
    FollowUp.objects.filter(pk=done.pk).update(ended_on=date(2018, 3, 1))
    rate = Rate.add(by=claire, currency="USD", day=date(2018, 5, 25), rate=Decimal("1.25"), source="ECB")
    lacking = FollowUp.log(by=claire, title="Train them", conditional=True)
    money = Need.estimate(lacking, by=claire, kind="money", currency="EUR", quantity=Decimal(9_000), priority=1)
    Need.estimate(lacking, by=claire, kind="staff", people=2, quantity=Decimal(24), what="trainers")
    pledge = Pledge.make(
        by=amina, donor=part, kind="money", currency="USD", quantity=Decimal(5_000), what="For ports", meeting=meeting,
        made_on=date(2018, 2, 5), stage="committed", stage_since=date(2018, 2, 6), detail="In two parts.",
    )  # fmt: skip
    promised = Pledge.make(
        by=amina, donor=eu, kind="money", currency="EUR", quantity=Decimal(7_000), made_on=date(2018, 2, 7)
    )  # fmt: skip
    Allocation.make(pledge, money, Decimal(2_000), by=noor)
    Allocation.make(promised, money, Decimal(3_000), by=amina)
    activity = Activity.log(
        by=amina, title="Trained officers", starts_on=date(2017, 3, 6), ends_on=date(2017, 3, 10), place="Tunis",
        detail="With dogs.", reached=1_240, unit=unit, partner=part, done_by=rosa,
        mandates=[Target.of(second), Target.of(mandate)],
    )  # fmt: skip
    view = SavedView.save_as("All of ours", by=amina, query="status=active", audience="all")
    mailing = Mailing.add(
        by=amina, made_by=amina, name="Every Tuesday", view=view, form="pdf", day=2, hour=9, people=[coordinator],
        addresses="desk@eu.example", paused_at=datetime(2018, 8, 1, tzinfo=UTC),
    )  # fmt: skip
    slot = datetime(2018, 8, 7, 7, tzinfo=UTC)
    sent = {"mailing": mailing, "slot": slot, "at": slot + timedelta(minutes=1)}
    Delivery.objects.create(**sent, person=coordinator, address="gilles@eu.example", status="sent")
    Delivery.objects.create(**sent, address="desk@eu.example", status="not_sent", said="554 No")
    heads = ["Title", "Owner", "Due", "Notes"]
    lines = [
        ["Send it", "Noor Haddad", "1 May 2090", "2018-03-04: They called."],
        ["", "Claire Dubois", "2090-05-02", ""],
        ["Write it", "Nobody at all", "soon", ""],
    ]
    table = upload("actions.csv", Table([heads, *lines]), by=claire)
    preview(table, columns=["title", "owner", "due_on", "notes"])
    chosen, changed = (
        BulkChange.choose([(row.pk, FollowUp.objects.get(pk=row.pk).version) for row in (done, lacking)], by=claire)
        for _each in range(2)
    )
    changed.start(BulkEdit(columns={"owner": rosa}, note="She knows them."))
    changed.go_on()
    undone = BulkChange.choose(
        [(row.pk, FollowUp.objects.get(pk=row.pk).version) for row in (done, lacking)], by=claire
    )
    undone.start(BulkEdit(columns={"unit": unit}))
    undone.go_on()
    undone.take_back()
    _at_rest()
    return {name: row.pk for name, row in locals().items() if isinstance(row, Model)}


def _at_rest() -> None:
    """Every moment is one of the past, so that no page is another tomorrow."""
    moment = datetime(2018, 9, 9, 10, tzinfo=UTC)
    Entry.objects.update(at=moment)
    Allocation.objects.update(at=moment)
    Version.objects.update(at=moment)
    Step.objects.exclude(done_on=None).update(done_on=date(2018, 8, 9))
    for number, row in enumerate(FollowUp.objects.order_by("pk")):
        FollowUp.objects.filter(pk=row.pk).update(
            entered_on=moment.date(), updated_at=moment + timedelta(minutes=number), reference=f"F-2018-01{number}"
        )


# The other database keeps the columns of a change in another order.
pytestmark = pytest.mark.one_database
# Who reads which page.
ONE_EACH = {
    **{name: ("noor", f"/follow-ups/{{{name}}}/") for name in ("event", "waiting", "done", "lacking")},
    **{name: ("noor", f"/pledges/{{{name}}}/") for name in ("pledge", "promised")},
    **{name: ("noor", f"/partners/{{{name}}}/") for name in ("eu", "part")},
    **{name: ("noor", f"/partners/people/{{{name}}}/") for name in ("coordinator", "rosa")},
    "meeting": ("noor", "/meetings/{meeting}/"),
    "mandate": ("noor", "/mandates/{mandate}/"),
    "activity": ("noor", "/mandates/activities/{activity}/"),
}
READ = {
    **ONE_EACH,
    "version": ("noor", "/records/{record}/1/"),
    "mandate_report": ("noor", "/mandates/{mandate}/report/?from=1+January+2017&until=31+December+2018"),
    "follow_ups": ("noor", f"/follow-ups/?columns={','.join(COLUMNS)}&sort=title"),
    "by_partner": ("noor", "/follow-ups/?group=partner"),
    "board": ("noor", "/follow-ups/?layout=board"),
    "since": ("noor", "/follow-ups/since/?since=1+January+2018"),
    "month": ("noor", "/calendar/?whose=all&month=2090-07"),
    "meetings": ("noor", "/meetings/"),
    "mandates": ("noor", "/mandates/"),
    "pledges": ("noor", "/pledges/"),
    "activities": ("noor", "/mandates/activities/"),
    "partners": ("noor", "/partners/"),
    "people": ("noor", "/partners/people/"),
    "found": ("noor", "/find/?q=ports"),
    "unlock": ("noor", "/pledges/unlock/?amount=5,000&months=24"),
    "officer_event": ("claire", "/follow-ups/{event}/"),
    "officer_lacking": ("claire", "/follow-ups/{lacking}/"),
    "officer_meeting": ("claire", "/meetings/{meeting}/"),
    "officer_pledge": ("claire", "/pledges/{pledge}/"),
    "officer_mandate": ("claire", "/mandates/{mandate}/"),
    "officer_partner": ("claire", "/partners/{part}/"),
    "manager_person": ("amina", "/partners/people/{claires}/"),
    "administrator_mailing": ("jonas", "/reports/mailed/{mailing}/"),
    "report": ("amina", "/reports/?period=2018&by=partner"),
    "note": ("amina", "/partners/people/{claires}/hand-over/note/"),
    "views": ("noor", "/follow-ups/views/"),
    "mailed": ("amina", "/reports/mailed/"),
    "mailing": ("amina", "/reports/mailed/{mailing}/"),
    "import_new": ("claire", "/imports/{table}/"),
    "import_refused": ("claire", "/imports/{table}/?show=refused"),
    "bulk_chosen": ("claire", "/follow-ups/changes/{chosen}/?due_on=1+June+2090&note=Go"),
    "bulk_changed": ("claire", "/follow-ups/changes/{changed}/"),
    "bulk_undone": ("claire", "/follow-ups/changes/{undone}/"),
}
PAGES_READ = {*READ}
# The same lists with every filter on, and other cuts.
FURTHER = {
    "meetings_filtered": ("claire", "/meetings/?q=lyon&kind=visit&year=2018&partner={part}"),
    "meetings_removed": ("claire", "/meetings/?removed=1"),
    "mandates_filtered": ("noor", "/mandates/?q=arrangement&kind=agreement&in_force=yes&party={part}"),
    "pledges_filtered": ("noor", "/pledges/?donor={part}&kind=money&stage=firm&meeting={meeting}"),
    "activities_filtered": ("noor", "/mandates/activities/?mandate={mandate}&partner={part}&period=2017"),
    "agenda": ("noor", "/calendar/?whose=all&view=agenda&month=2090-07"),
    "found_nothing": ("noor", "/find/?q=zebra"),
    "report_mandate": ("amina", "/reports/?period=2018&by=mandate"),
    "report_unit": ("amina", "/reports/?period=2018&by=unit"),
    "exports": ("noor", "/exports/"),
    "keys": ("noor", "/keys/"),
}
# Pieces of pages; and forms, with what their fields ask of whoever fills them in.
FORMS = {
    "desk": ("claire", "/"),
    "calendar": ("noor", "/calendar/?whose=all&month=2018-02"),
    "removed": ("claire", "/follow-ups/removed/"),
    "glance": ("claire", "/follow-ups/{event}/glance/"),
    "suggested_partner": ("claire", "/partners/offers/organisations/?partner=dir"),
    "suggested_owner": ("claire", "/partners/offers/people/?owner=ro"),
    "suggested_mandates": ("claire", "/mandates/offers/targets/?mandates=ag/7"),
    "suggested_meeting": ("claire", "/meetings/offers/?meeting=lyon"),
    "form_follow_up": ("amina", "/follow-ups/new/"),
    "form_follow_up_edit": ("amina", "/follow-ups/{event}/edit/"),
    "form_move": ("amina", "/follow-ups/{waiting}/to/declined/"),
    "form_wait": ("amina", "/follow-ups/{lacking}/to/waiting/"),
    "form_due": ("amina", "/follow-ups/{waiting}/due/"),
    "form_owner": ("amina", "/follow-ups/{waiting}/owner/"),
    "form_snooze": ("claire", "/follow-ups/{waiting}/snooze/"),
    "form_note": ("amina", "/follow-ups/{waiting}/note/"),
    "form_event": ("amina", "/follow-ups/{event}/event/"),
    "form_speaker": ("amina", "/follow-ups/{event}/event/speaker/"),
    "form_readout": ("amina", "/follow-ups/{event}/event/readout/"),
    "form_step": ("amina", "/follow-ups/{event}/steps/new/"),
    "form_remove": ("amina", "/follow-ups/{waiting}/remove/"),
    "form_view": ("amina", "/follow-ups/views/new/?status=active"),
    "form_view_edit": ("amina", "/follow-ups/views/{view}/edit/"),
    "form_columns": ("amina", "/follow-ups/arrange/?kind=other"),
    "form_need": ("amina", "/follow-ups/{lacking}/needs/new/"),
    "form_need_edit": ("amina", "/follow-ups/{lacking}/needs/{money}/"),
    "form_allocate": ("amina", "/follow-ups/{lacking}/needs/{money}/allocate/"),
    "form_pledge": ("amina", "/pledges/new/?kind=staff"),
    "form_pledge_edit": ("amina", "/pledges/{pledge}/edit/"),
    "form_pledge_move": ("amina", "/pledges/{pledge}/to/withdrawn/"),
    "form_meeting": ("amina", "/meetings/log/"),
    "form_meeting_edit": ("amina", "/meetings/{meeting}/edit/"),
    "form_record": ("amina", "/records/meeting/{meeting}/"),
    "form_record_edit": ("amina", "/records/{record}/edit/"),
    "form_organisation": ("amina", "/partners/new/"),
    "form_organisation_edit": ("amina", "/partners/{eu}/edit/"),
    "form_person": ("amina", "/partners/people/new/"),
    "form_person_edit": ("amina", "/partners/people/{coordinator}/edit/"),
    "form_post": ("amina", "/partners/people/{coordinator}/posts/new/"),
    "form_hand_over": ("amina", "/partners/people/{claires}/hand-over/"),
    "form_mandate": ("amina", "/mandates/new/"),
    "form_mandate_edit": ("amina", "/mandates/{mandate}/edit/"),
    "form_activity": ("amina", "/mandates/activities/new/"),
    "form_activity_edit": ("amina", "/mandates/activities/{activity}/edit/"),
    "form_mailing": ("amina", "/reports/mailed/new/"),
    "form_mailing_edit": ("amina", "/reports/mailed/{mailing}/edit/"),
    "closed": ("claire", "/account/closed/"),
    "form_step_edit": ("amina", "/follow-ups/{event}/steps/{travel}/"),
    "form_meeting_remove": ("amina", "/meetings/{meeting}/remove/"),
    "form_pledge_remove": ("amina", "/pledges/{pledge}/remove/"),
    "form_activity_remove": ("amina", "/mandates/activities/{activity}/remove/"),
    "form_post_edit": ("amina", "/partners/posts/{post}/edit/"),
    "form_unlock_save": ("amina", "/pledges/unlock/save/?amount=5,000&months=24"),
    "form_mailing_report": ("amina", "/reports/mailed/new/?what=report-unit"),
    "form_import": ("claire", "/imports/"),
    "form_import_columns": ("claire", "/imports/{table}/columns/"),
    "form_invite": ("jonas", "/invite/"),
    "form_preferences": ("claire", "/account/preferences/"),
    "form_password": ("claire", "/account/password/"),
}
# Of each noun on the admin site: its list, and one of them.
ON_ADMIN = {
    "follow_ups/followup": "event", "follow_ups/activity": "activity", "directory/organisation": "eu",
    "directory/person": "rosa", "meetings/meeting": "meeting", "mandates/mandate": "mandate",
    "records/record": "record", "pledges/pledge": "pledge", "pledges/rate": "rate", "reports/mailing": "mailing",
    "accounts/user": "claire",
}  # fmt: skip
ADMIN = {
    **{f"admin_{row}": ("jonas", f"/admin/{model}/{{{row}}}/change/") for model, row in ON_ADMIN.items()},
    **{f"admin_{row}s": ("jonas", f"/admin/{model}/?q=a") for model, row in ON_ADMIN.items()},
    "admin_entries": ("jonas", "/admin/history/entry/?q=a"),
    "admin": ("jonas", "/admin/"),
}
FILES = {
    f"file_{name}": ("noor", path)
    for name, path in {
        "follow_ups": f"/follow-ups/export/csv/?columns={','.join(COLUMNS)}&sort=title",
        "since": "/follow-ups/since/export/csv/?since=1+January+2018",
        "meetings": "/meetings/export/csv/",
        "partners": "/partners/export/csv/",
        "people": "/partners/people/export/csv/",
        "mandates": "/mandates/export/csv/",
        "activities": "/mandates/activities/export/csv/",
        "pledges": "/pledges/export/csv/",
        "unlock": "/pledges/unlock/export/?amount=5,000",
    }.items()
}
READ |= FURTHER | FORMS | ADMIN | FILES | {"file_report": ("amina", "/reports/export/csv/?period=2018&by=partner")}


@pytest.fixture(scope="module")
def read(full: dict[str, int], people: dict[str, User]) -> dict[str, tuple[str, Any]]:
    """Each page, and what it answered."""
    clients = {}
    for who, user in people.items():
        clients[who] = Client()
        clients[who].force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    pages = {name: (place := path.format(**full), clients[who].get(place)) for name, (who, path) in READ.items()}
    assert {name: page.status_code for name, (_place, page) in pages.items() if page.status_code != HTTPStatus.OK} == {}
    return pages


@pytest.mark.parametrize("name", READ)
def test_a_page_says_what_was_entered(name: str, read: dict[str, tuple[str, Any]]) -> None:
    place, page = read[name]
    said = "\n".join(said_by(page) + ([] if name == "desk" else offered(place, page, beside=read["desk"])))
    said = on_any_day(said, timezone.localdate())
    drawn = Path(__file__).parent / "drawn" / f"{name}.txt"
    if not drawn.exists():
        drawn.write_text(f"{said}\n")
        pytest.fail(f"{drawn} is written: read it.")
    assert said.splitlines() == drawn.read_text().splitlines()


def on_any_day(said: str, today: date) -> str:
    """Some things on these pages are of the day on which they are read: what was entered is years away from it."""
    year = f"(?:{'|'.join(str(today.year + more) for more in (-1, 0, 1))})"
    lines = [
        re.sub(rf"{year}-\d\d-\d\d(?:\+00%3A00%3A00%2B0\d%3A00)?", "some-day", line) if line.startswith("-> ") else line
        for line in said.splitlines()
    ]
    # On the first of a month the tag of a heading would go on with that day: "h1 December 2026".
    said = re.sub(rf"(?<!\w){re.escape(format_date(today))}|{today.isoformat()}", "today", "\n".join(lines))
    said = re.sub(r"\b[A-Z]\w+day today", "today", said).replace(format_date_as(today, "l j F"), "today")
    said = re.sub(rf"(?:\b[A-Z]\w+day )?\b\d{{1,2}} [A-Z]\w+ {year}\b", "another day", said)
    said = re.sub(rf"\([A-Z]\w+ {year}\)", "(another month)", said)
    said = re.sub(r"after [\d,]+ days", "after so many days", said)
    said = re.sub(r"content_type=\d+", "content_type=KEY", said)
    return re.sub(r"today, \d\d:\d\d", "today, now", said)


def said_by(response: Any) -> list[str]:
    """What somebody reads there, and the fields to fill in; of a file its name and its words."""
    if "Content-Disposition" in response.headers:
        return [response.headers["Content-Disposition"], *text_of(response).splitlines()]
    if "<main" not in response.text:
        return [line for line in map(str.strip, response.text.splitlines()) if line]
    return [*(line for line in lines_of(response) if re.search(r"\w", line)), *controls_of(response)]


def offered(place: str, response: Any, beside: tuple[str, Any]) -> list[str]:
    """Where its links and forms lead that another page has not."""
    if "Content-Disposition" in response.headers or "<main" not in response.text:
        return []
    others = addresses_offered(beside[0], beside[1].text)
    found = [offer for offer in offers_of(place, response.text) if (offer.method, offer.address) not in others]
    return [f"-> {offer.method} {offer.address} {offer.words}".strip() for offer in found if offer.address != place]


@lru_cache(maxsize=4)
def addresses_offered(place: str, text: str) -> set[tuple[str, str]]:
    """Many pages are held against one."""
    return {(offer.method, offer.address) for offer in offers_of(place, text)}


def test_a_page_says_it_to_whoever_does_not_see_it(read: dict[str, tuple[str, Any]]) -> None:
    today = timezone.localdate()
    pages = {name: page.text for name, (_place, page) in read.items() if name not in FILES and "file" not in name}
    said = {name: [on_any_day(line, today) for line in named_on(Tree(text))] for name, text in pages.items()}
    assert_drawn("names", said)


def test_a_link_leads_where_it_says_though_the_head_of_the_page_leads_there_too(
    read: dict[str, tuple[str, Any]],
) -> None:
    pages = {name: page for name, (_place, page) in read.items() if name not in ADMIN and "file" not in name}
    found = {name: repeated_on(Tree(page.text)) for name, page in pages.items()}
    assert_drawn("repeated", {name: lines for name, lines in found.items() if lines})


def test_a_page_is_marked_up_as_drawn(read: dict[str, tuple[str, Any]], people: dict[str, User]) -> None:
    """But for those of the admin site, which are Django's own."""
    pages = {name: page for name, (_place, page) in read.items() if name not in ADMIN and "file" not in name}
    client = Client()
    client.force_login(people["amina"], backend=settings.AUTHENTICATION_BACKENDS[0])
    place, form = read["form_person_edit"]
    pages["clash"] = client.post(place, as_sent(form, version="1", email="g@eu.example"))
    sent = {"participants-TOTAL_FORMS": "1"}
    pages["further_row"] = client.post("/meetings/log/row/", sent, headers={"HX-Request": "true"})
    assert pages["clash"].status_code == HTTPStatus.CONFLICT
    assert_tags_drawn("tags", {name: tags_on(Tree(page.text)) for name, page in pages.items()})


# What scripts ask for: words that were selected in a record.
SELECTED = {
    f"selected {path}": f"{path}?record={{record}}&version=1&start=0&end=20&within=margin"
    for path in ("/follow-ups/new/", "/mandates/activities/new/")
}


def test_what_is_fetched_into_a_page_is_drawn(
    read: dict[str, tuple[str, Any]], full: dict[str, Any], people: dict[str, User]
) -> None:
    """Each part once, by the name of its address and what it is asked for: it knows the page that it is for."""
    asked = {name: ("claire", path.format(**full)) for name, path in SELECTED.items()}
    for name, (_place, page) in read.items():
        if name in PAGES_READ | FORMS.keys() and "Content-Disposition" not in page.headers:
            for node in Tree(page.text).nodes:
                if node.get("hx-get"):
                    asked.setdefault(asked_for(node.get("hx-get")), (READ[name][0], node.get("hx-get")))
    clients = {who: signed_in(user) for who, user in people.items()}
    pages = {
        name: clients[who].get(place, headers={"HX-Request": "true"}) for name, (who, place) in sorted(asked.items())
    }
    today = timezone.localdate()
    said = {name: [*marked_lines_of(page), *controls_of(page)] for name, page in pages.items() if page.content}
    said = {name: [on_any_day(line, today) for line in lines if "csrf" not in line] for name, lines in said.items()}
    assert_tags_drawn("tags_fetched", {name: tags_on(Tree(page.text)) for name, page in pages.items()})
    assert_drawn("fetched", said)


def asked_for(place: str) -> str:
    path, _mark, query = place.partition("?")
    names = [f"{name}={value}" if name == "within" else name for name, value in parse_qsl(query)]
    return " ".join([resolve(path or "/").view_name, *names])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


TIME = re.compile(r'<time\s+datetime="\d{4}-\d\d-(\d\d)[^"]*"\s*>([^<]*)</time>')


def test_a_day_is_the_same_to_people_and_to_programs(read: dict[str, tuple[str, Any]]) -> None:
    times = {found for name, (_place, page) in read.items() if name in PAGES_READ for found in TIME.findall(page.text)}
    assert len(times) > 30
    assert [words for day, words in times if str(int(day)) not in re.findall(r"\d+", words)] == []


def test_a_name_leads_to_the_page_of_what_it_names(read: dict[str, tuple[str, Any]]) -> None:
    """Each word of a link to one thing stands on the page of that thing, unless it says what to do there."""
    said = {read[name][0]: {*words_of(" ".join(lines_of(read[name][1])))} for name in ONE_EACH}
    astray = {
        offer.words
        for name, (place, page) in read.items()
        if name in PAGES_READ
        for offer in offers_of(place, page.text)
        if offer.address in said and not {*words_of(offer.words)} <= said[offer.address]
    }
    # Their post at a meeting stands on the page of that meeting alone.
    assert astray == {"Skip to the content", "Change the status…", "RC Rosa Conti · Envoy, HOME"}


def words_of(text: str) -> list[str]:
    return re.findall(r"\w{3,}", text)
