"""For whom an activity is there, whatever closes it; with what its form starts; what its form takes for a day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client

from tracker.accounts.models import User
from tracker.activities.forms import EditActivityForm, LogActivityForm
from tracker.activities.models import Activity
from tracker.directory.models import Organisation, Person
from tracker.files.attach import attach
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Participation
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]
NEW = "/mandates/activities/new/"


def logged(title: str, by: User, **values: Any) -> Activity:
    return Activity.log(by=by, title=title, starts_on=date(2017, 3, 6), ends_on=date(2017, 3, 6), **values)


def test_it_is_there_for_whoever_recorded_or_did_it_and_sees_its_meeting_and_its_record(
    claire: User, omar: User, noor: User, amina: User, mei: User, visit: Meeting
) -> None:
    secret = Meeting.log(by=claire, title="Secret", held_on=date(2018, 6, 1), classification="restricted")
    Participation.objects.create(meeting=secret, person=noor.person)
    closed = Record.write(by=claire, text="They spoke at length.", meeting=visit, classification="restricted")
    own: dict[str, Any] = {"classification": "restricted"}
    rows = {
        "general": logged("general", claire), "own": logged("own", claire, **own),
        "done by omar": logged("done by omar", claire, done_by=omar.person, **own),
        "by amina": logged("by amina", amina, done_by=omar.person, **own),
        "met": logged("met", claire, meeting=secret),
        "met, done by omar": logged("met, done by omar", claire, meeting=secret, done_by=omar.person),
        "met, by amina": logged("met, by amina", amina, meeting=secret, done_by=noor.person),
        "met, own": logged("met, own", claire, meeting=secret, **own),
        "quoting": logged("quoting", claire, passage=Passage.of(closed.latest, 0, 10)),
    }  # fmt: skip
    gone = logged("gone", claire, done_by=omar.person, **own)
    gone.remove(by=claire)
    every = [*rows]
    seen = {user.name: [row.title for row in Activity.objects.visible_to(user).order_by("pk")]
            for user in (claire, omar, noor, amina, mei)}  # fmt: skip
    assert seen == {
        "Claire Dubois": [name for name in every if name != "by amina"],
        "Omar Diallo": ["general", "done by omar", "by amina"],
        "Noor Haddad": ["general", "met", "met, done by omar", "met, by amina"],
        "Amina Rahman": ["general", "by amina"],
        "Mei Tanaka": every,
    }
    hidden = {user.name: [row.title for row in Activity.objects.hidden_from(user).order_by("pk")]
              for user in (claire, omar, noor, amina, mei)}  # fmt: skip
    assert hidden == {
        name: [each for each in [*every, "gone"] if each not in titles and not (
            each == "gone" and name in ("Claire Dubois", "Omar Diallo", "Mei Tanaka"))]
        for name, titles in seen.items()
    }  # fmt: skip
    assert [[*Activity.objects.removed_for(user)] for user in (claire, omar, noor, amina, mei)] == [
        [gone], [gone], [], [], [gone],
    ]  # fmt: skip
    restricted = {name: row.is_restricted for name, row in rows.items()}
    assert restricted == {name: name != "general" for name in rows}


def test_what_it_tells_and_what_hangs_on_it_are_its_own(claire: User, eu: Organisation) -> None:
    hidden: dict[str, Any] = {"by": None, "classification": "restricted"}
    person, partner = Person.add(name="Zebedee", **hidden), Organisation.add(name="Bureau", **hidden)
    unit = Organisation.add(name="Our cell", is_ours=True, **hidden)
    row = logged("own", claire, classification="restricted", done_by=person, partner=partner, unit=unit)
    assert sorted(map(str, row.restricted_names())) == ["Bureau", "Our cell", "Zebedee"]
    assert [*logged("plain", claire, partner=eu).restricted_names()] == []
    entry = row.edit(by=claire, title="Another", reached=3)
    assert (entry.verb, entry.by, sorted(entry.changes)) == ("edited", claire, ["reached", "title"])
    assert row.edit(by=claire, title="Another") is None
    assert [*row.history.order_by("pk").values_list("verb", flat=True)] == ["added", "edited"]
    file, _entry = attach(row, SimpleUploadedFile("a.txt", b"a"), by=claire)
    assert [*row.hanging()] == [file]


def test_the_form_starts_with_what_the_address_names_as_far_as_it_is_there(
    claire: User, wco: Organisation, resolution: Mandate, sign_in: SignIn
) -> None:
    five = resolution.paragraphs.create(number="5", text="Encourages")
    other = Mandate.add(by=None, kind="strategy", title="Strategy")
    client = sign_in(claire)

    def started(query: str) -> Any:
        answer = client.get(f"{NEW}?{query}")
        return answer.context["form"].initial if answer.status_code == 200 else answer.status_code

    whole, part, strategy = Target.of(resolution), Target.of(five), Target.of(other)
    unit = {"unit": wco}
    assert started("") == {"mandates": [], **unit}
    assert started(f"mandate={resolution.pk}") == {"mandates": [whole], **unit}
    assert started(f"paragraph={five.pk}") == {"mandates": [part], **unit}
    assert started(f"paragraph={five.pk}&mandate={other.pk}") == {"mandates": [part], **unit}
    assert started(f"paragraph=x&mandate={other.pk}") == {"mandates": [strategy], **unit}
    assert started("mandate=x&paragraph=-1") == {"mandates": [], **unit}
    assert [started("mandate=999999999"), started("paragraph=999999999")] == [404, 404]


def test_the_forms_give_the_verb_days_for_a_period_and_nothing_that_only_the_form_knows(
    claire: User, resolution: Mandate, visit: Meeting, today: date
) -> None:
    least = {"title": "Train", "mandates": ["S/RES/2347 (2017)"], "classification": "general"}

    def filled(when: str, **more: Any) -> LogActivityForm:
        sent = QueryDict(mutable=True)
        for name, value in (least | {"when": when} | more).items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        return LogActivityForm(sent, user=claire)

    form = filled("3 to 5 June 2018", reached="0", place="Tunis", detail="In full.", meeting=visit.label)
    assert form.is_valid(), form.errors
    values = form.values()
    values.pop("key")
    assert values == {
        "title": "Train", "mandates": [Target.of(resolution)], "done_by": None, "unit": None, "partner": None,
        "meeting": visit, "place": "Tunis", "reached": 0, "classification": "general", "detail": "In full.",
        "starts_on": date(2018, 6, 3), "ends_on": date(2018, 6, 5),
    }  # fmt: skip
    ahead = ["An activity is work done. Log it once it has begun."]
    tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)
    cases = {today.isoformat(): None, tomorrow.isoformat(): ahead, yesterday.isoformat(): None}
    found = {}
    for when in cases:
        form = filled(when)
        found[when] = None if form.is_valid() else [*form.errors["when"]]
    assert found == cases
    row = logged("Train", claire, mandates=[Target.of(resolution)], reached=7, meeting=visit)
    edit = EditActivityForm(None, activity=row, user=claire)
    assert {name: edit.initial[name] for name in ("title", "when", "reached", "meeting", "version")} == {
        "title": "Train", "when": row.period, "reached": 7, "meeting": visit, "version": 1,
    }  # fmt: skip
    assert [field.name for field in edit.short_fields()] == ["title", "when", "mandates"]
    assert [field.name for field in edit.further_fields()] == [
        "done_by", "unit", "partner", "meeting", "place", "reached", "classification", "detail",
    ]  # fmt: skip
