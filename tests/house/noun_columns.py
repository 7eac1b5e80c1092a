"""What else people list: one row of each noun in which every column holds something, and two others."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from tests.house.columns import Noun
from tracker.accounts.models import User
from tracker.activities import field_register
from tracker.activities.models import Activity
from tracker.directory.field_register import ORGANISATIONS, PEOPLE
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.mandates import field_register as mandate_columns
from tracker.mandates.models import Mandate
from tracker.meetings import field_register as meeting_columns
from tracker.meetings.models import Meeting, Series
from tracker.meetings.participant_values import Participant
from tracker.meetings.series import field_register as series_columns
from tracker.meetings.series.usual_participant_values import Usual
from tracker.needs.models import Allocation, Need
from tracker.pledges import field_register as pledge_columns
from tracker.pledges.models import Pledge
from tracker.records.models import Passage, Record
from tracker.reports import mailing_field_register as mailing_columns
from tracker.reports.models import Mailing


@pytest.fixture(scope="module")
def meeting_noun(claire: User, amina: User, eu: Organisation) -> Noun:
    petra, rosa = (Person.add(by=None, name=name) for name in ("Mona Quill", "Rosa Conti"))
    row = Meeting.log(
        by=claire, title="Talks on zebras", kind="workshop", held_on=date(2019, 3, 5), ends_on=date(2019, 3, 6),
        starts_at=time(14, 35), zone="Asia/Tokyo", place="Osaka", participants=[Participant(petra, eu, "Envoy")],
        readers=[rosa], classification="restricted",
    )  # fmt: skip
    Meeting.objects.filter(pk=row.pk).update(recorder=amina)
    others = [Meeting.log(by=claire, title="Other talks", held_on=date(year, 1, 1)) for year in (2017, 2021)]
    series = Series.make(by=claire, name="Okapi talks", rule="FREQ=DAILY", begins_on=date(2031, 3, 4))
    of_series = series.meetings.get()
    of_series.change("edited", by=claire, title="First of them")
    return Noun(
        "meeting", meeting_columns.COLUMNS, row, others, "/meetings/", "/meetings/export/csv/",
        instead={"series": of_series}, asked={"year": "2019", "partner": str(eu.pk)},
        said={
            "partners": [str(eu)], "participants": ["Mona Quill"], "Shown participants": ["1 person"],
            "Exported participants": ["1"], "who": ["Mona Quill (Envoy, EU)"], "starts_at": ["14:35"],
        },
    )  # fmt: skip


@pytest.fixture(scope="module")
def series_noun(claire: User, amina: User, eu: Organisation) -> Noun:
    rosa = Person.add(by=None, name="Rosa Conti")
    row = Series.make(
        by=claire, name="Series on zebras", rule="FREQ=WEEKLY;BYDAY=TU", begins_on=date(2031, 3, 4), kind="workshop",
        starts_at=time(14, 35), zone="Asia/Tokyo", place="Osaka", usual=[Usual(organisation=eu, title="Envoy")],
        readers=[rosa], classification="restricted",
    )  # fmt: skip
    Series.objects.filter(pk=row.pk).update(recorder=amina)
    row.end(by=claire, on=date(2036, 4, 5))
    when = {"rule": "FREQ=DAILY", "begins_on": date(2032, 1, 1)}
    others = [Series.make(by=claire, name=f"Other talks {number}", **when) for number in range(2)]
    said = "Every week on Tuesday"
    return Noun(
        "series", series_columns.COLUMNS, row, others, "/meetings/series/", "/meetings/series/export/csv/",
        said={
            "rule": [said], "Edited rule": ["week"], "OnAdmin rule": ["FREQ=WEEKLY;BYDAY=TU"],
            "next": ["4 Mar 2031", "2031-03-04"], "usual": ["Envoy, EU"], "OnPage usual": ["Envoy"],
            "starts_at": ["14:35"],
        },
    )  # fmt: skip


@pytest.fixture(scope="module")
def mandate_noun(eu: Organisation, wco: Organisation) -> Noun:
    row = Mandate.add(
        by=None, kind="strategy", symbol="ZQ/1", title="Strategy on zebras", body=eu, adopted_on=date(2019, 3, 5),
        valid_until=date(2019, 4, 6), link="https://example.org/zq", text="Okapi in detail",
    )  # fmt: skip
    agreement = Mandate.add(by=None, kind="agreement", title="Agreement on seals", parties=[wco])
    others = [Mandate.add(by=None, kind="decision", title=f"Decision {number}") for number in range(2)]
    return Noun(
        "mandate", mandate_columns.COLUMNS, row, others, "/mandates/", "/mandates/export/csv/",
        instead={"parties": agreement},
        asked={"body party": str(eu.pk), "parties party": str(wco.pk), "in_force": "no"},
        said={"body": [str(eu)], "parties": [str(wco)], "OnPage parties": [wco.label], "OnPage body": [eu.label]},
    )  # fmt: skip


@pytest.fixture(scope="module")
def organisation_noun(wco: Organisation, eu: Organisation) -> Noun:
    row = Organisation.add(
        by=None, name="Bureau of Zebras", short_name="BZQ", is_ours=True, parent=wco, website="https://example.org/bzq",
        about="Okapi in detail", country="JP", head=Person.add(by=None, name="Rosa Conti"),
    )  # fmt: skip
    others = [Organisation.add(by=None, name=f"Ministry {number}") for number in range(2)]
    return Noun(
        "organisation",
        ORGANISATIONS,
        row,
        others,
        "/partners/",
        "/partners/export/csv/",
        said={"is_ours": ["ours"], "country": ["Japan"]},
    )


@pytest.fixture(scope="module")
def person_noun(omar: User, unit: Organisation, eu: Organisation) -> Noun:
    row = omar.person
    row.change("edited", by=None, about="Okapi in detail", telephone="+32 2 209 92 11")
    other = Person.add(by=None, name="Rosa Conti")
    for person, organisation, title in ((row, unit, "Keeper of zebras"), (other, eu, "Envoy")):
        Appointment.objects.create(person=person, organisation=organisation, title=title)
    return Noun(
        "person", PEOPLE, row, [other], "/partners/people/", "/partners/people/export/csv/",
        asked={"unit": str(unit.pk), "unit who": "ours", "post": "zebras"},
        said={"post": ["Keeper of zebras"], "unit": ["ENF"]},
    )  # fmt: skip


@pytest.fixture(scope="module")
def omar(wco: Organisation) -> User:
    user = User.objects.create_user("omar@suivi.example", "correct horse", name="Omar Diallo", role="reader")
    Person.add(by=None, name="Omar Diallo", email="omar@suivi.example", account=user)
    return user


@pytest.fixture(scope="module")
def pledge_noun(claire: User, amina: User, visit: Meeting, make_follow_up: Callable[..., FollowUp]) -> Noun:
    donor, other = (Organisation.add(by=None, name=name) for name in ("Ministry of Zebras", "Ministry of Seals"))
    row = Pledge.make(
        by=claire, donor=donor, kind="money", currency="USD", quantity=Decimal(90_123),
        what="Zebra feed", meeting=visit,
        made_on=date(2019, 3, 5), stage="pledged", stage_since=date(2019, 4, 6), detail="Okapi in detail",
    )  # fmt: skip
    need = Need.estimate(
        make_follow_up("Feed"), by=claire, kind="money", currency="USD", quantity=Decimal(77), what="Feed"
    )
    Allocation.make(row, need, Decimal(77), by=claire)
    Pledge.objects.filter(pk=row.pk).update(recorder=amina)
    staff = {"kind": "staff", "quantity": Decimal(6), "people": 1}
    others = [
        Pledge.make(by=claire, donor=other, made_on=date(2026, 11, 1), stage="committed", **staff),
        Pledge.make(by=claire, donor=other, made_on=date(2026, 11, 2), stage="committed", **staff),
    ]
    return Noun(
        "pledge", pledge_columns.COLUMNS, row, others, "/pledges/", "/pledges/export/csv/",
        asked={"ageing": "on"},
        said={
            "quantity": ["90,123", "90123"], "allocated": ["US$\xa077"], "OnPage donor": [donor.label],
        },
    )  # fmt: skip


@pytest.fixture(scope="module")
def activity_noun(
    claire: User, amina: User, unit: Organisation, eu: Organisation, resolution: Mandate, visit: Meeting
) -> Noun:
    record = Record.write(by=claire, text="Zebras were trained.", meeting=visit)
    strategy = Mandate.add(by=None, kind="strategy", title="Strategy on okapis")
    five = strategy.paragraphs.create(number="5", text="Encourages")
    row = Activity.log(
        by=claire, title="Train the zebras", starts_on=date(2019, 3, 5), ends_on=date(2019, 4, 6), place="Osaka",
        mandates=[resolution, five], done_by=Person.add(by=None, name="Tilda Quill"), unit=unit, partner=eu,
        reached=4321, detail="Okapi in detail", classification="restricted", meeting=visit,
        passage=Passage.of(record.latest, 0, 19),
    )  # fmt: skip
    Activity.objects.filter(pk=row.pk).update(recorder=amina)
    other = {"title": "Other work", "mandates": [Mandate.add(by=None, kind="decision", title="Decision on seals")]}
    days = [date(2017, 1, 1), date(2021, 1, 1)]
    others = [Activity.log(by=claire, starts_on=day, ends_on=day, **other) for day in days]
    return Noun(
        "activity", field_register.COLUMNS, row, others, "/mandates/activities/", "/mandates/activities/export/csv/",
        asked={"period": "March 2019 to April 2019", "paragraph": str(five.pk), "whole": f"on&mandate={resolution.pk}",
               "mandate": str(resolution.pk)},
        said={"starts_on": ["5 March", "2019-03-05"], "reached": ["4,321", "4321"], "mandates": [str(resolution)]},
    )  # fmt: skip


@pytest.fixture(scope="module")
def mailing_noun(claire: User, ada: User) -> Noun:
    view = SavedView.save_as("Zebras first", by=ada, audience="all", query="status=active")
    person = Person.add(by=None, name="Tilda Quill", email="tilda@example.org")
    row = Mailing.add(
        by=ada, made_by=ada, name="Zebra mail", cut="partner", over="last_year", form="pdf", rhythm="monthly",
        day=23, hour=17, addresses="okapi@example.org", people=[person],
    )  # fmt: skip
    seen = Mailing.add(
        by=ada, made_by=ada, name="View mail", view=view, rhythm="weekly", day=1, hour=8,
        addresses="one@example.org\ntwo@example.org",
    )  # fmt: skip
    paused = Mailing.add(by=ada, made_by=ada, name="Slept mail", cut="kind", addresses="one@example.org")
    Mailing.objects.filter(pk=paused.pk).update(paused_at=datetime(2019, 3, 5, 12, tzinfo=UTC))
    plain = Mailing.add(by=claire, made_by=claire, name="Plain mail", cut="unit", addresses="one@example.org")
    return Noun(
        "mailing", mailing_columns.COLUMNS, row, [plain], "/reports/mailed/",
        instead={"view": seen, "paused_at": paused},
        said={
            "hour": ["17:00"], "day": ["day 23"], "view": ["A view of follow-ups"], "cut": ["Report by partner"],
            "over": ["last year"],
            "rhythm": ["of every month"],
            "Shown people": ["2 <span"], "Shown addresses": ["2 <span"], "Shown paused_at": ["Paused"],
        },
    )  # fmt: skip
