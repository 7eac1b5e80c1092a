"""Opening what was restricted: shown first, and with its past only when somebody says so."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib import import_module
from string import Formatter
from typing import Any

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.db.models import Model
from django.test import Client

from tests.conftest import CANARY
from tests.house.addresses import PAGES
from tests.house.admin_addresses import ADMIN_PAGES
from tests.house.pages import as_sent, text_of
from tests.kept_cast import kept
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.appointment_changes import appoint
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.hand_over import hand_over
from tracker.follow_ups.models import BulkChange, FollowUp
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written, is_readable
from tracker.history.opening.open_up import Choice, Question, asking
from tracker.history.tracked_model import Tracked
from tracker.history.undo import undo
from tracker.history.visible import visible_entries
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge
from tracker.records.models import Passage, Record, Version

SignIn = Callable[[User], Client]
FORMER = f"Former {CANARY}"


@kept
def past(claire: User, amina: User, eu: Organisation, resolution: Mandate) -> dict[str, Any]:
    """What Claire logged as restricted under words that somebody took out since; by noun."""
    hidden: dict[str, Any] = {"by": claire, "classification": RESTRICTED}
    day = date(2018, 6, 1)
    meeting = Meeting.log(**hidden, title=FORMER, held_on=day, zone="Europe/Brussels")
    record = Record.write(by=claire, text=f"They spoke.\nOf {FORMER}.", meeting=meeting)
    passage = Passage.of(record.latest, 12, 12 + len(f"Of {FORMER}"))
    work: dict[str, Any] = {
        "starts_on": day,
        "ends_on": day,
        "mandates": [Target.of(resolution)],
        "title": FORMER,
        "partner": eu,
    }
    found = {
        "meeting": meeting,
        "record": record,
        "follow_up": FollowUp.log(by=claire, title=FORMER, meeting=meeting, passage=passage),
        "activity": Activity.log(by=claire, meeting=meeting, **work),
        "pledge": Pledge.make(
            by=claire, meeting=meeting, donor=eu, kind="money", currency="EUR", quantity=Decimal(5), detail=FORMER
        ),
        "alone": FollowUp.log(**hidden, title=FORMER),
        "work": Activity.log(**hidden, **work),
        "money": Pledge.make(**hidden, donor=eu, kind="money", currency="EUR", quantity=Decimal(5), detail=FORMER),
    }
    found["follow_up"].note(f"Ask {FORMER}", by=amina)
    found["alone"].set_due(date(2018, 7, 1), by=claire)
    found["alone"].set_due(date(2018, 8, 1), by=claire, reason=FORMER)
    record.rewrite("They spoke.", by=claire)
    for name, thing in found.items():
        field = {"pledge": "detail", "money": "detail"}.get(name, "title")
        if name != "record":
            thing.refresh_from_db()
            thing.change("edited", by=claire, note=f"No more {FORMER}", **{field: "Plain words"})
    return found


ADDRESSES = {
    "meeting": "/meetings/{pk}/edit/",
    "record": "/records/{pk}/edit/",
    "alone": "/follow-ups/{pk}/edit/",
    "work": "/mandates/activities/{pk}/edit/",
    "money": "/pledges/{pk}/edit/",
}


def opens(client: Client, name: str, thing: Any, **said: str) -> Any:
    address = ADDRESSES[name].format(pk=thing.pk)
    return client.post(address, as_sent(client.get(address)) | {"classification": GENERAL, **said})


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def shown(asked: Any) -> dict[str, str]:
    """What whoever was asked answers: with all that was shown."""
    return {"opening": "with", "opening_shown": asked.context["key"]}


def restrict_alone(past: dict[str, Any], name: str, claire: User) -> Any:
    """The record is restricted by itself, of a meeting that is general."""
    if name == "record":
        past["record"].change("edited", by=claire, classification=RESTRICTED)
        past["meeting"].change("edited", by=claire, classification=GENERAL)
    thing = past[name]
    return type(thing).objects.get(pk=thing.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
def test_it_is_shown_before_it_is_done(
    name: str, past: dict[str, Any], claire: User, mei: User, sign_in: SignIn
) -> None:
    thing = restrict_alone(past, name, claire)
    before = list(Entry.objects.values()), thing.version
    answer = opens(sign_in(mei), name, thing)
    thing.refresh_from_db()
    assert (answer.status_code, "This becomes readable for everybody" in answer.text) == (200, True)
    assert (FORMER in answer.text or f"/records/{thing.pk}/1/" in answer.text, thing.is_restricted) == (True, True)
    assert (list(Entry.objects.values()), thing.version) == before
    sent = as_sent(answer)
    assert (sent["classification"], sent["version"]) == ([GENERAL], [str(thing.version)])


def entries_read(user: User, thing: Any) -> list[str]:
    rows = thing.history.readable_by(user).order_by("id")
    return [entry.verb for entry in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
def test_it_is_opened_with_its_past_or_without(
    name: str, past: dict[str, Any], claire: User, omar: User, mei: User, sign_in: SignIn
) -> None:
    thing = restrict_alone(past, name, claire)
    everything = entries_read(mei, thing)
    assert opens(sign_in(mei), name, thing, opening="without").status_code == 302
    thing.refresh_from_db()
    assert (thing.is_restricted, entries_read(omar, thing)) == (False, ["edited"])
    assert entries_read(mei, thing) == [*everything, "edited"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
def test_whoever_chooses_it_opens_the_past_too(
    name: str, past: dict[str, Any], claire: User, omar: User, mei: User, sign_in: SignIn
) -> None:
    thing = restrict_alone(past, name, claire)
    everything, client = entries_read(mei, thing), sign_in(mei)
    assert opens(client, name, thing, **shown(opens(client, name, thing))).status_code == 302
    assert entries_read(omar, thing) == [*everything, "edited"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
def test_what_is_written_after_it_was_shown_is_shown_before_it_is_opened(
    name: str, past: dict[str, Any], claire: User, omar: User, mei: User, sign_in: SignIn
) -> None:
    thing = restrict_alone(past, name, claire)
    client, newer = sign_in(mei), past["follow_up"] if name == "meeting" else thing
    asked = opens(client, name, thing)
    type(newer).objects.get(pk=newer.pk).change("noted", by=claire, note="Only since")
    again = opens(client, name, thing, **shown(asked))
    assert ("Only since" in asked.text, "Only since" in again.text, "Look at it again." in again.text) == (
        False, True, True,
    )  # fmt: skip
    thing.refresh_from_db()
    assert (again.status_code, thing.is_restricted) == (200, True)
    assert opens(client, name, thing, **shown(again)).status_code == 302
    assert "noted" in entries_read(omar, newer)


@pytest.mark.django_db
def test_what_hangs_on_it_since_it_was_shown_is_shown_too(
    past: dict[str, Any], claire: User, mei: User, sign_in: SignIn
) -> None:
    client, meeting = sign_in(mei), past["meeting"]
    asked = opens(client, "meeting", meeting)
    ways = re.findall(r'name="opening" value="(\w+)">([^<]+)<', asked.text)
    assert ways[:2] == [("without", "Open it without its history"), ("with", "Open it with all of this")]
    newer = FollowUp.log(by=claire, title="Newer", meeting=meeting)
    answers = [opens(client, "meeting", meeting, **shown(asked) | {"opening": each}) for each in ("with", "without")]
    assert [newer in [each.thing for each in again.context["shown"]] for again in answers] == [True, True]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
def test_from_the_question_one_goes_back_to_what_one_had_typed(
    name: str, past: dict[str, Any], claire: User, mei: User, sign_in: SignIn
) -> None:
    thing, client = restrict_alone(past, name, claire), sign_in(mei)
    asked = opens(client, name, thing)
    back = client.post(ADDRESSES[name].format(pk=thing.pk), as_sent(asked) | {"opening": "back"}, follow=True)
    typed = {key: as_sent(asked).get(key) for key in as_sent(back) if key != "csrfmiddlewaretoken"}
    assert (as_sent(back) | typed, typed["classification"], told(back)) == (as_sent(back), [GENERAL], [])
    assert type(thing).objects.get(pk=thing.pk).version == thing.version
    deed = {"opening": "back", "next": thing.get_absolute_url(), "note": "Typed"}
    undone = client.post(f"/follow-ups/{past['alone'].pk}/note/", deed, headers={"HX-Request": "true"})
    assert (undone.headers["HX-Redirect"], past["alone"].history.filter(note="Typed").exists()) == (
        f"/follow-ups/{past['alone'].pk}/note/", False,
    )  # fmt: skip


@pytest.mark.django_db
def test_what_opens_is_there_to_be_looked_at(past: dict[str, Any], mei: User, sign_in: SignIn) -> None:
    asked = opens(sign_in(mei), "meeting", past["meeting"])
    links = re.findall(r'<a href="([^"]+)" target="_blank" rel="noopener">', asked.text)
    meeting, record = past["meeting"].get_absolute_url(), past["record"]
    others = [past[name].get_absolute_url() for name in ("follow_up", "pledge", "activity")]
    assert links == [meeting, meeting, record.versions.get(number=1).get_absolute_url(), *others]
    assert [sign_in(mei).get(link).status_code for link in links] == [200] * len(links)


@pytest.mark.django_db
def test_a_meeting_opens_what_hangs_on_it_with_it(past: dict[str, Any], mei: User, sign_in: SignIn) -> None:
    answer = opens(sign_in(mei), "meeting", past["meeting"])
    kinds = [(each.kind, len(each.entries), len(each.texts)) for each in answer.context["shown"]]
    assert kinds == [("meeting", 2, 0), ("record", 2, 1), ("follow-up", 3, 0), ("pledge", 2, 0), ("activity", 2, 0)]


def shown_to_jonas() -> list[str]:
    """What refuses him, or only takes what is sent, is told by the table of addresses."""
    return [row.path for row in (PAGES | ADMIN_PAGES).values() if row.get["jonas"] not in (403, 404, 405)]


def needed(path: str) -> set[str]:
    """The names of the things whose keys stand in it."""
    return {name for _words, name, _how, _kind in Formatter().parse(path) if name}


@pytest.mark.one_database
@pytest.mark.django_db
def test_after_an_opening_without_the_past_a_stranger_finds_no_trace_of_it(
    past: dict[str, Any], jonas: User, mei: User, sign_in: SignIn, today: date
) -> None:
    for name in ("meeting", "alone", "work", "money"):
        past[name].refresh_from_db()
        assert opens(sign_in(mei), name, past[name], opening="without").status_code == 302
    past["follow_up"].refresh_from_db()
    keys = {name: thing.pk for name, thing in past.items()}
    client, found = sign_in(jonas), [path.format(**keys) for path in shown_to_jonas() if needed(path) <= keys.keys()]
    found += [f"/follow-ups/{past['alone'].pk}/", f"/records/{past['record'].pk}/2/", f"/pledges/{past['money'].pk}/"]
    found += [f"/reports/?period={today.year}", "/follow-ups/since/?since=yesterday"]
    assert [path for path in found if CANARY in text_of(client.get(path))] == []
    known = [entry for entry in visible_entries(jonas) if CANARY in f"{entry.changes}{entry.note}"]
    assert known == []


@pytest.mark.django_db
def test_a_follow_up_that_leaves_its_restricted_meeting_asks_first(
    secret: FollowUp, make_follow_up: Callable[..., FollowUp], claire: User, omar: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(meeting=secret.meeting)
    client, address = sign_in(claire), f"/follow-ups/{follow_up.pk}/edit/"
    sent = as_sent(client.get(address)) | {"meeting": ""}
    asked, done = client.post(address, sent), client.post(address, sent | {"opening": "without"})
    assert (asked.status_code, asked.context["shown"][0].thing, done.status_code) == (200, follow_up, 302)
    assert CANARY not in sign_in(omar).get(follow_up.get_absolute_url()).text


@pytest.mark.django_db
def test_undo_of_a_restriction_opens_nothing_that_was_written_meanwhile(
    make_follow_up: Callable[..., FollowUp], claire: User, omar: User, amina: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up()
    follow_up.note("Before", by=amina)
    restricting = follow_up.edit(by=claire, classification=RESTRICTED)
    follow_up.note(FORMER, by=claire)
    address = f"/follow-ups/{follow_up.pk}/undo/{restricting.pk}/"
    asked = sign_in(claire).post(address)
    assert [deed for _entry, deed, _lines in asked.context["shown"][0].entries] == ["wrote a note", "edited it"]
    assert re.findall(r'name="opening" value="(\w+)"', asked.text) == ["without", "with"]
    sign_in(claire).post(address, {"opening": "without"})
    assert entries_read(omar, follow_up) == ["added", "noted", "undid"]
    assert CANARY not in sign_in(omar).get(follow_up.get_absolute_url()).text


@pytest.mark.django_db
def test_where_nobody_can_be_asked_the_past_is_withheld(
    make_follow_up: Callable[..., FollowUp], claire: User, omar: User
) -> None:
    follow_up = make_follow_up(classification=RESTRICTED)
    retitled = follow_up.edit(by=claire, title="Plain")
    undo(follow_up, follow_up.edit(by=claire, classification=GENERAL), by=claire)
    follow_up.edit(by=claire, classification=GENERAL, title="Plainer")
    written = list(follow_up.history.order_by("id").values_list("written", flat=True))
    assert written == ["withheld", "withheld", "general", "withheld", "withheld"]
    retitled.refresh_from_db()
    assert (is_readable(retitled, omar), is_readable(retitled, claire)) == (False, True)


@pytest.mark.django_db
def test_whoever_restricts_it_again_to_see_it_reads_no_more_of_its_past(
    make_follow_up: Callable[..., FollowUp], claire: User, omar: User
) -> None:
    follow_up = make_follow_up(classification=RESTRICTED, note=FORMER)
    follow_up.edit(by=claire, classification=GENERAL)
    follow_up.edit(by=omar, owner=omar.person, classification=RESTRICTED)
    assert entries_read(omar, follow_up) == ["edited", "edited"]


@pytest.mark.django_db
def test_nobody_undoes_what_they_may_not_read(
    make_follow_up: Callable[..., FollowUp], claire: User, omar: User, mei: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(classification=RESTRICTED)
    opened = follow_up.edit(by=claire, classification=GENERAL, title="Plain")
    address = f"/follow-ups/{follow_up.pk}/undo/{opened.pk}/"
    assert address not in sign_in(omar).get(follow_up.get_absolute_url()).text
    assert (sign_in(omar).post(address).status_code, sign_in(mei).post(address).status_code) == (404, 302)


@pytest.mark.django_db
def test_a_former_text_is_read_by_who_could_read_all(
    past: dict[str, Any], claire: User, omar: User, mei: User, sign_in: SignIn
) -> None:
    record = past["record"]
    opens(sign_in(mei), "meeting", past["meeting"], opening="without")
    address = f"/records/{record.pk}/%s/"
    read = [[sign_in(user).get(address % number).status_code for number in (1, 2)] for user in (omar, claire, mei)]
    assert read == [[404, 200], [200, 200], [200, 200]]
    assert [version.number for version in sign_in(omar).get(address % 2).context["versions"]] == [2]
    assert record.versions.filter(written=Written.WITHHELD).count() == 1
    words = f"/follow-ups/new/?record={record.pk}&version=1&start=0&end=3"
    assert [sign_in(user).get(words).status_code for user in (claire, omar)] == [200, 404]


@pytest.mark.django_db
def test_a_text_written_as_the_record_opens_is_all_that_is_read_of_it(claire: User, visit: Meeting, omar: User) -> None:
    record = Record.write(by=claire, text=FORMER, meeting=visit, classification=RESTRICTED)
    record.rewrite("Plain", by=claire, classification=GENERAL)
    assert [version.text for version in record.versions.readable_by(omar)] == ["Plain"]


@pytest.mark.django_db
def test_a_past_name_is_not_told_by_those_who_named_it(
    past: dict[str, Any], claire: User, omar: User, sign_in: SignIn
) -> None:
    meeting = Meeting.log(by=claire, title=FORMER, held_on=date(2018, 6, 1), classification=RESTRICTED)
    naming = FollowUp.log(by=claire, title="Write", partner=None)
    naming.edit(by=claire, meeting=meeting)
    naming.edit(by=claire, meeting=None)
    meeting.change("edited", by=claire, title="Plain")
    meeting.change("edited", by=claire, classification=GENERAL)
    Entry.objects.about(naming).update(written=Written.GENERAL)
    assert CANARY not in sign_in(omar).get(naming.get_absolute_url()).text


# Names


@pytest.mark.django_db
def test_a_post_given_to_somebody_known_opens_no_organisation_unasked(
    mei: User, claire: User, coordinator: Person, sign_in: SignIn
) -> None:
    office = Organisation.add(by=claire, name=f"Bureau of {CANARY}", classification=RESTRICTED)
    client, address = sign_in(mei), f"/partners/people/{coordinator.pk}/posts/new/"
    sent = as_sent(client.get(address)) | {"organisation": office.label, "title": "Adviser"}
    asked = client.post(address, sent)
    office.refresh_from_db()
    assert (asked.status_code, asked.context["shown"][0].thing, office.is_restricted) == (200, office, True)
    assert (coordinator.appointments.count(), as_sent(asked)["title"]) == (1, ["Adviser"])
    in_dialog = client.post(address, sent, headers={"HX-Request": "true"})
    assert (in_dialog.headers["HX-Retarget"], f'hx-post="{address}"' in in_dialog.text) == ("#dialog", True)
    assert client.post(address, sent | shown(asked)).status_code == 302
    office.refresh_from_db()
    assert (office.is_restricted, coordinator.appointments.count()) == (False, 2)


@pytest.mark.django_db
def test_a_general_follow_up_meeting_or_pledge_opens_no_name_unasked(
    claire: User, mei: User, make_follow_up: Callable[..., FollowUp], sign_in: SignIn
) -> None:
    office = Organisation.add(by=claire, name=f"Bureau of {CANARY}", classification=RESTRICTED)
    client, follow_up = sign_in(mei), make_follow_up()
    new = {"/follow-ups/new/": {"title": "Write", "partner": office.label}}
    new |= {"/pledges/new/": {"donor": office.label, "amount": "5", "currency": "EUR"}}
    new |= {f"/follow-ups/{follow_up.pk}/edit/": {"partner": office.label}}
    answers = [client.post(path, as_sent(client.get(path)) | typed) for path, typed in new.items()]
    office.refresh_from_db()
    assert [answer.templates[0].name for answer in answers] == ["history/opening.html"] * 3
    assert (office.is_restricted, FollowUp.objects.count(), Pledge.objects.count()) == (True, 1, 0)


@pytest.mark.django_db
def test_what_was_written_of_a_name_stays_withheld_however_it_is_opened(
    claire: User, mei: User, omar: User, sign_in: SignIn
) -> None:
    office = Organisation.add(by=claire, name="Bureau", about=FORMER, classification=RESTRICTED)
    office.change("edited", by=claire, about="")
    client, address = sign_in(mei), f"/partners/{office.pk}/open/"
    client.post(address, shown(client.post(address)))
    assert (entries_read(omar, office), entries_read(mei, office)) == (["opened"], ["added", "edited", "opened"])


@pytest.fixture
def rosas(claire: User) -> FollowUp:
    """Owned by somebody of whom only some know."""
    rosa = Person.add(by=claire, name=f"Rosa {CANARY}", classification=RESTRICTED)
    meeting = Meeting.log(by=claire, title="Talks", held_on=date(2018, 6, 1), classification=RESTRICTED)
    return FollowUp.log(by=claire, title="Write", meeting=meeting, owner=rosa)


def open_with_past(meeting: Meeting, by: User) -> None:
    """What was left behind could not be taken back."""
    with asking(Question(Choice.WITH)):
        meeting.change("edited", by=by, classification=GENERAL)


@pytest.mark.django_db
def test_a_handover_taken_back_asks_before_it_opens_a_name(
    rosas: FollowUp, amina: User, mei: User, sign_in: SignIn
) -> None:
    rosa = rosas.owner
    assert rosa
    assert rosas.meeting
    entry = hand_over(rosa, amina.person, by=mei, on=date(2018, 6, 2))
    assert entry
    open_with_past(rosas.meeting, mei)
    client, address = sign_in(mei), f"{rosa.get_absolute_url()}hand-over/{entry.pk}/undo/"
    asked = client.post(address)
    rosas.refresh_from_db()
    assert ([each.thing for each in asked.context["shown"]], rosas.owner) == ([rosa], amina.person)
    assert client.post(address, shown(asked)).status_code == 302
    rosas.refresh_from_db()
    rosa.refresh_from_db()
    assert (rosas.owner, rosa.is_restricted) == (rosa, False)


@pytest.mark.django_db
def test_a_change_of_many_taken_back_opens_no_name(rosas: FollowUp, amina: User, mei: User, sign_in: SignIn) -> None:
    rosa, client = rosas.owner, sign_in(mei)
    assert rosa
    assert rosas.meeting
    bulk = BulkChange.choose([(rosas.pk, rosas.version)], by=mei)
    client.post(f"{bulk.get_absolute_url()}do/", {"owner": "Amina Rahman"})
    open_with_past(rosas.meeting, mei)
    client.post(f"{bulk.get_absolute_url()}undo/")
    rosa.refresh_from_db()
    rosas.refresh_from_db()
    assert list(bulk.rows.values_list("outcome", "why")) == [("kept", "name")]
    assert (rosas.owner, rosa.is_restricted) == (amina.person, True)


@pytest.mark.django_db
def test_what_stands_beside_a_name_is_shown_before_all_may_read_it(
    eu: Organisation, claire: User, mei: User, sign_in: SignIn
) -> None:
    reached = {"telephone": "+32 2 555 0199", "email": "rosa@x.example"}
    rosa = Person.add(by=claire, name="Rosa", classification=RESTRICTED, about="A source.", **reached)
    hidden = Organisation.add(by=claire, name="Hidden", classification=RESTRICTED)
    for place in (eu, hidden):
        appoint(rosa, by=claire, organisation=place, title="Paid informant")
    asked = sign_in(mei).post(f"/partners/people/{rosa.pk}/open/").text
    told = [words in asked for words in (*reached.values(), "A source.", "Rosa: Paid informant, EU", "Hidden")]
    assert told == [True, True, True, True, False]


# What a whole kind could forget


def test_every_noun_that_is_classified_says_what_decides_it() -> None:
    classified = [model for model in apps.get_models() if issubclass(model, Tracked) and _has_classification(model)]
    assert len(classified) == 8
    assert [model for model in classified if "classification" not in model.OPENING] == []
    assert [model for model in classified if model.closed_by is Tracked.closed_by] == []


def _has_classification(model: type[Model]) -> bool:
    return any(field.name == "classification" for field in model._meta.fields)


@pytest.mark.django_db
def test_what_may_be_read_is_the_same_in_python_and_in_the_database(
    make_follow_up: Callable[..., FollowUp], claire: User, omar: User, mei: User
) -> None:
    follow_up = make_follow_up()
    for written in Written:
        Entry.objects.filter(pk=follow_up.note(f"It is {written}", by=claire).pk).update(written=written)  # type: ignore[union-attr]
    cases = [(user, entry) for user in (claire, omar, mei) for entry in follow_up.history.all()]
    found = [entry in follow_up.history.readable_by(user) for user, entry in cases]
    assert found == [is_readable(entry, user) for user, entry in cases]
    assert found.count(False) == 1


@pytest.mark.django_db
def test_what_was_written_before_this_was_kept_is_classified_as_its_thing_is(
    past: dict[str, Any], claire: User, visit: Meeting
) -> None:
    office = Organisation.add(by=claire, name="Bureau", classification=RESTRICTED)
    office.open(by=claire)
    before = {thing: set(thing.history.values_list("pk", "written")) for thing in (*past.values(), office, visit)}
    Entry.objects.update(written=Written.GENERAL)
    Version.objects.update(written=Written.GENERAL)
    import_module("tracker.history.migrations.0004_classify_what_was_written").classify(apps, None)
    assert {thing: set(thing.history.values_list("pk", "written")) for thing in before} == before
    assert set(past["record"].versions.values_list("written", flat=True)) == {Written.RESTRICTED}
