"""What contacts are shown of each matter, to whom a link is given until when, and why a form is refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from tests.partner_links.conftest import SignIn
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.history.models import Entry
from tracker.partner_links import forms, standing
from tracker.partner_links.contacts import contacts_of
from tracker.partner_links.forms import LinkForm
from tracker.partner_links.models import Did, LinkUse, PartnerLink
from tracker.partner_links.models.partner_link import SHOWN_FOR
from tracker.partner_links.owed import heaps_of, items_of, owed
from tracker.partner_links.report import begin, open_list, write
from tracker.partner_links.report_forms import FORMS
from tracker.partner_links.reported import reports_on
from tracker.partner_links.standing import links_of, standing_of
from tracker.partner_links.views import by_link

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
TODAY = date(2018, 9, 3)
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)


def log(by: User, partner: Organisation, title: str, due: int | None = None, **values: Any) -> FollowUp:
    due_on = None if due is None else TODAY + due * DAY
    return FollowUp.log(by=by, title=title, **{"partner": partner, "owed_by": "partner", "due_on": due_on, **values})


def test_where_each_matter_lies_and_what_is_said_of_it(
    eu: Organisation, europol: Organisation, wco: Organisation, claire: User, coordinator: Person
) -> None:
    for title, due in (("late", -1), ("today", 0), ("in 30 days", 30), ("in 31 days", 31), ("some day", None)):
        log(claire, eu, title, due)
    log(claire, europol, "of a part", 5)
    asked = log(claire, eu, "asked", 9)
    ChangeRequest.ask(asked, by=None, asked_by=coordinator, due_on=TODAY + 20 * DAY, reason="No time.")
    for title, days, values in (
        ("done today", 0, {}), ("done 30 days ago", 30, {}), ("done 31 days ago", 31, {}),
        ("reported", 1, {"reported_on": TODAY}), ("confirmed", 2, {"reported_on": TODAY, "confirmed_on": TODAY}),
    ):  # fmt: skip
        row = log(claire, eu, title, -9)
        FollowUp.objects.filter(pk=row.pk).update(status="done", ended_on=TODAY - days * DAY, **values)
    dropped = log(claire, eu, "dropped", -9)
    FollowUp.objects.filter(pk=dropped.pk).update(status="dropped", ended_on=TODAY)
    ended_asked = log(claire, eu, "done, and asked for", 9)
    ChangeRequest.ask(ended_asked, by=None, asked_by=coordinator, due_on=TODAY + 20 * DAY, reason="No time.")
    FollowUp.objects.filter(pk=ended_asked.pk).update(status="done", ended_on=TODAY)
    rows = owed(eu, TODAY).with_names().order_by("pk")
    found = {each.follow_up.title: (each.heap, each.state, each.stands, each.due, each.look, each.asked)
             for each in items_of(rows, TODAY)}  # fmt: skip
    opened, request = ("open", "Open"), "New date: 23 September 2018"
    assert found == {
        "late": ("late", *opened, "since 2 Sep", "late", ""),
        "today": ("soon", *opened, "today", "soon", ""),
        "in 30 days": ("soon", *opened, "3 Oct 2018", "soon", ""),
        "in 31 days": ("later", *opened, "4 Oct 2018", "", ""), "some day": ("later", *opened, "no date", "", ""),
        "of a part": ("soon", *opened, "8 Sep 2018", "soon", ""),
        "asked": ("soon", *opened, "12 Sep 2018", "soon", request),
        "done today": ("done", "done", "Done", "3 September 2018", "", ""),
        "done 30 days ago": ("done", "done", "Done", "4 August 2018", "", ""),
        "reported": ("done", "done", "Reported done", "2 September 2018", "", ""),
        "confirmed": ("done", "done", "Done", "1 September 2018", "", ""),
        "done, and asked for": ("done", "done", "Done", "3 September 2018", "", ""),
    }  # fmt: skip
    heaps = heaps_of(items_of(rows, TODAY))
    assert [(heap.name, heap.label, len(heap.items)) for heap in heaps] == [
        ("late", "Past their day", 1), ("soon", "Due soon", 4), ("later", "Later", 2), ("done", "Done lately", 5),
    ]  # fmt: skip
    assert heaps_of([]) == []


def test_to_whom_a_link_may_be_given(
    eu: Organisation, europol: Organisation, wco: Organisation, coordinator: Person, claire: User
) -> None:
    people: dict[str, Person] = {}
    for name, organisation, since, until in (
        ("of a part", europol, None, None), ("of ours", wco, None, None), ("until today", eu, None, 0),
        ("until yesterday", eu, None, -1), ("from today", eu, 0, None), ("from tomorrow", eu, 1, None),
        ("known to few", eu, None, None), ("in two posts", eu, None, None), ("in a hidden post", eu, None, None),
        ("merged", eu, None, None),
    ):  # fmt: skip
        people[name] = Person.add(by=None, name=name)
        days = {
            "since": None if since is None else TODAY + since * DAY,
            "until": None if until is None else TODAY + until * DAY,
        }
        Appointment.objects.create(person=people[name], organisation=organisation, title="Head", **days)
    Appointment.objects.create(person=people["in two posts"], organisation=europol, title="Deputy")
    Person.objects.filter(name="known to few").update(classification="restricted")
    Person.objects.filter(name="merged").update(merged_into=coordinator)

    def found(organisation: Organisation) -> list[str]:
        read = Organisation.objects.get(pk=organisation.pk)
        return sorted(contacts_of(read, TODAY).values_list("name", flat=True))

    theirs = ["Gilles de Kerchove", "from today", "in a hidden post", "in two posts", "of a part", "until today"]
    assert [found(eu), found(europol), found(wco)] == [theirs, ["in two posts", "of a part"], []]
    for values in ({"classification": "restricted"}, {"is_ours": True}, {"merged_into": wco}):
        Organisation.objects.filter(pk=eu.pk).update(**values)
        assert found(eu) == []
        Organisation.objects.filter(pk=eu.pk).update(classification="general", is_ours=False, merged_into=None)
    assert found(eu) == theirs


def test_how_links_of_a_partner_stand_on_its_page(
    eu: Organisation, wco: Organisation, coordinator: Person, claire: User, omar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Person.add(by=None, name="Rosa Conti")
    made: dict[str, PartnerLink] = {}
    for name, person, until in (
        ("open", coordinator, 0), ("past", coordinator, -1), ("gone", gone, 9), ("revoked", coordinator, 9),
        ("past and gone", gone, -1), ("revoked and past", coordinator, -1), ("also open", coordinator, 9),
    ):  # fmt: skip
        made[name], _token = PartnerLink.make(
            by=claire, organisation=eu, person=person, language="en", until=TODAY + until * DAY
        )
    for name in ("revoked", "revoked and past"):
        made[name].revoke(by=claire)
    for number, did in enumerate((Did.OPENED, Did.OPENED, Did.NOTE)):
        LinkUse.objects.create(link=made["open"], did=did, at=NOW + number * DAY)
    names = {link.pk: name for name, link in made.items()}

    def shown() -> list[tuple[str, str, int, Any]]:
        links = links_of(eu, omar, TODAY)
        assert links.may_have
        return [(names[each.link.pk], each.standing.value, each.times, each.last) for each in links.rows]

    expected = [
        ("also open", "open", 0, None), ("open", "open", 2, NOW + DAY), ("revoked and past", "revoked", 0, None),
        ("past and gone", "past", 0, None), ("revoked", "revoked", 0, None), ("gone", "gone", 0, None),
        ("past", "past", 0, None),
    ]  # fmt: skip
    assert shown() == expected
    assert [standing_of(made[name], TODAY).standing.value for name in made] == [
        "open", "past", "gone", "revoked", "past", "revoked", "open",
    ]  # fmt: skip
    assert [made[name].is_open(TODAY) for name in made] == [True, False, False, False, False, False, True]
    monkeypatch.setattr(standing, "MOST_LINKS", 2)
    assert [name for name, *_rest in shown()] == ["also open", "revoked and past"]
    assert (links_of(wco, omar, TODAY).rows, links_of(wco, omar, TODAY).may_have) == ([], False)
    Person.objects.filter(pk=coordinator.pk).update(classification="restricted")
    hidden = links_of(eu, omar, TODAY)
    assert ([names[each.link.pk] for each in hidden.rows], hidden.may_have) == (["past and gone", "gone"], False)
    mine = PartnerLink.objects.get(pk=made["open"].pk)
    assert [list(PartnerLink.objects.hidden_from(user).filter(pk=mine.pk)) for user in (omar, claire)] == [
        [mine],
        [mine],
    ]
    assert [len(PartnerLink.objects.visible_to(omar)), len(PartnerLink.objects.removed_for(omar))] == [2, 0]


def test_what_the_form_of_a_link_begins_with_and_why_it_is_refused(
    eu: Organisation, coordinator: Person, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = Person.add(by=None, name="Rosa Conti")
    Appointment.objects.create(person=silent, organisation=eu, title="Head")
    sends = [True]
    monkeypatch.setattr(forms, "sends_mail", lambda: sends[0])

    def form(**typed: Any) -> LinkForm:
        return LinkForm({name: str(each) for name, each in typed.items()} or None, organisation=eu, today=TODAY)

    begun = form()
    assert ({**begun.initial}, [*begun.fields]) == (
        {"until": "2 December 2018", "language": "en"}, ["person", "until", "language", "by_mail", "key"],
    )  # fmt: skip
    people: Any = begun.fields["person"]
    assert [label for _key, label in people.choices] == ["Gilles de Kerchove, gilles@eu.example", "Rosa Conti"]
    sends[0] = False
    assert [*form().fields] == ["person", "until", "language", "key"]
    sends[0] = True
    full = {"person": coordinator.pk, "until": "3 September 2018", "language": "fr"}
    past, long = "This day is past. Choose one to come.", "A year is the longest. Make another link then."
    none = "No e-mail of theirs is known. Enter it on their page, or copy the link."

    def read(**typed: Any) -> Any:
        made = form(**full | typed)
        return (made.values(), made.address) if made.is_valid() else {**made.errors}

    values = {"person": coordinator, "until": TODAY, "language": "fr", "key": None}
    assert [
        read(), read(by_mail="on"), read(until="4 September 2019"), read(person=silent.pk),
        read(until="2 September 2018"), read(until="5 September 2019"), read(person=silent.pk, by_mail="on"),
        read(until="2 September 2018", person=silent.pk, by_mail="on"),
    ] == [
        (values, ""), (values, "gilles@eu.example"), (values | {"until": date(2019, 9, 4)}, ""),
        (values | {"person": silent}, ""), {"until": [past]}, {"until": [long]}, {"by_mail": [none]},
        {"until": [past], "by_mail": [none]},
    ]  # fmt: skip
    assert [[*read(**typed)] for typed in ({"person": claire.person.pk}, {"person": ""}, {"language": "de"})] == [
        ["person"], ["person"], ["language"],
    ]  # fmt: skip


def test_what_can_be_pressed_at_each_status(eu: Organisation, claire: User) -> None:
    row, found = log(claire, eu, "Letter", 9), {}
    for status in ("open", "in_progress", "waiting", "pending_resources", "done"):
        row.status = status
        found[status] = [str(did) for did, form in FORMS.items() if form.is_open(row)]
    every = ["done", "began", "date", "note"]
    others = ["done", "date", "note"]
    assert found == {
        "open": every, "in_progress": others, "waiting": every, "pending_resources": others, "done": [],
    }  # fmt: skip
    titles = {str(did): (str(form.title), str(form.button)) for did, form in FORMS.items()}
    assert titles == {
        "done": ("It is done", "Say that it is done"), "began": ("In progress", "In progress"),
        "date": ("Another date", "Ask for this date"), "note": ("Note or file", "Send it"),
    }  # fmt: skip


def test_why_each_form_is_refused(eu: Organisation, claire: User, today: date, amina: User) -> None:
    row = FollowUp.log(by=claire, title="Letter", partner=eu, owed_by="partner", due_on=today + 10 * DAY)

    def refused(did: str, *names: str, **typed: str) -> dict[str, list[str]]:
        data, files = QueryDict(mutable=True), MultiValueDict[str, Any]()
        data.update({"key": str(uuid4()), **typed})
        files.setlist("files", [SimpleUploadedFile(name, b"MZ" if name.endswith("exe") else b"%PDF") for name in names])
        form = FORMS[did](data, files, follow_up=row)
        form.is_valid()
        return {name: [str(each) for each in errors] for name, errors in form.errors.items()}

    reason, day = "Say why, in a few words.", "Say by which day it is to be done."
    nothing, passed, same = "Write a note, or choose a file.", "This day has passed. Ask for one to come.", (
        "It is due then already."
    )  # fmt: skip
    program = "run.exe is a program. Attach a document or a picture."
    long = "This is 5,001 characters long; it may be at most 5,000. Shorten it."
    soon, later = f"{today:%Y-%m-%d}", f"{today + 20 * DAY:%Y-%m-%d}"
    assert [
        refused("done"), refused("done", words="x" * 5_000), refused("done", words="x" * 5_001),
        refused("done", "run.exe"), refused("note"), refused("note", words="x"), refused("note", "a.pdf"),
        refused("note", "run.exe"), refused("note", "run.exe", words="x" * 5_001), refused("began"),
    ] == [
        {}, {}, {"words": [long]}, {"files": [program]}, {"words": [nothing]}, {}, {}, {"files": [program]},
        {"words": [long], "files": [program]}, {},
    ]  # fmt: skip
    assert [
        refused("date", due_on=soon, reason="x"), refused("date", due_on=f"{today - DAY:%Y-%m-%d}", reason="x"),
        refused("date", due_on=f"{today + 10 * DAY:%Y-%m-%d}", reason="x"), refused("date", due_on=later),
        refused("date", reason="x"), refused("date"), refused("date", due_on=f"{today - DAY:%Y-%m-%d}"),
        refused("date", due_on=later, reason="x" * 2_001), refused("date", due_on=later, reason="x"),
    ] == [
        {}, {"due_on": [passed]}, {"due_on": [same]}, {"reason": [reason]}, {"due_on": [day]},
        {"due_on": [day], "reason": [reason]}, {"due_on": [passed], "reason": [reason]},
        {"reason": ["This is 2,001 characters long; it may be at most 2,000. Shorten it."]}, {},
    ]  # fmt: skip
    assert {did: [*refused(did, key="", words="x", due_on=later, reason="x")] for did in FORMS} == {
        did: ["key"] for did in FORMS
    }
    ClosingRule.add(by=amina, kind=row.kind, needs_evidence=True)
    evidence = "Say what shows that it is done, or attach a file that does."
    assert [refused("done"), refused("done", words="x"), refused("done", "a.pdf"), refused("done", "run.exe")] == [
        {"words": [evidence]}, {}, {}, {"files": [program]},
    ]  # fmt: skip


def test_what_is_said_of_each_deed_and_what_is_read_again(
    given: tuple[PartnerLink, str], opened: str, letter: FollowUp, eu: Organisation, claire: User
) -> None:
    def said(did: str, **typed: Any) -> list[str]:
        answer = Client().post(f"{opened}{letter.pk}/{did}/", {"key": str(uuid4()), **typed})
        assert answer.headers["Location"] == f"{opened}{letter.pk}/"
        return [str(each) for each in get_messages(answer.wsgi_request)]

    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7 a")
    assert [
        said("began"), said("note", words="Soon."), said("note", files=file),
        said("date", due_on="in 40 days", reason="No time."), said("done", words="Sent."), said("done", words="Again"),
    ] == [
        ["Thank you. Noted: Said that it is in progress"], ["Thank you. Noted: Wrote a note"],
        ["Thank you. Noted: Attached a file"], ["Thank you. Noted: Asked for another date"],
        ["Thank you. Noted: Reported it done"], [],
    ]  # fmt: skip
    told = [(each.by, each.what, each.words) for each in reports_on(letter, eu)]
    gilles = "Gilles de Kerchove"
    assert told == [
        (gilles, "Reported it done", "Sent."), (gilles, "Asked for another date", "No time."),
        (gilles, "Attached a file", ""),
        (gilles, "Wrote a note", "Soon."), (gilles, "Said that it is in progress", ""),
    ]  # fmt: skip
    other = Organisation.add(by=claire, name="Frontex")
    assert reports_on(letter, other) == []
    Entry.objects.filter(note="Soon.").update(written="withheld")
    assert [each.words for each in reports_on(letter, eu)] == ["Sent.", "No time.", "", "", ""]


def test_a_list_is_shown_for_twelve_hours_and_counted_once_in_them(
    link: PartnerLink, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    open_list(link)
    open_list(link)
    found = []
    for age in (SHOWN_FOR - SECOND, SHOWN_FOR):
        LinkUse.objects.update(at=NOW - age)
        found.append(link.is_shown)
    LinkUse.objects.update(did=Did.NOTE, at=NOW)
    assert (found, link.is_shown, LinkUse.objects.count()) == ([True, False], False, 1)


def test_so_many_are_shown_and_that_there_are_more_is_said(
    opened: str, letter: FollowUp, report: FollowUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for most in (1, 2):
        monkeypatch.setattr(by_link, "MOST", most)
        page = Client().get(opened).context
        found.append((page["has_more"], [each.follow_up.title for heap in page["heaps"] for each in heap.items]))
    assert found == [(True, ["Send the report"]), (False, ["Send the report", "Send the letter"])]


def test_of_what_is_done_by_a_link_others_see_as_much_as_they_may(
    link: PartnerLink, letter: FollowUp, report: FollowUp, claire: User, omar: User, mei: User, coordinator: Person
) -> None:
    open_list(link)
    begin(link, letter, key=uuid4())
    write(link, report, key=uuid4(), words="Soon.")
    FollowUp.objects.filter(pk=letter.pk).update(classification="restricted")

    def seen() -> list[list[str]]:
        uses = [LinkUse.objects.visible_to(user).order_by("pk") for user in (omar, claire, mei)]
        return [[use.did for use in rows] for rows in uses]

    every = ["opened", "began", "note"]
    assert seen() == [["opened", "note"], every, every]
    Person.objects.filter(pk=coordinator.pk).update(classification="restricted")
    assert seen() == [[], every, every]


def test_who_mails_much_waits_and_makes_no_link(
    coordinator: Person, eu: Organisation, claire: User, sign_in: SignIn, letterbox: Any
) -> None:
    address = f"/partners/{eu.pk}/links/new/"
    typed = {"person": coordinator.pk, "until": "in 9 days", "language": "en"}
    with override_settings(HOW_OFTEN={"mail": "0/h/user"}):
        client = sign_in(claire)
        answers = [client.post(address, typed | {"by_mail": "on"}).status_code, PartnerLink.objects.count()]
        answers += [client.post(address, typed).status_code, PartnerLink.objects.count()]
    assert (answers, letterbox.received) == ([429, 0, 302, 1], [])
    again = sign_in(claire).post(address, typed | {"key": "6f2c1a64-3a0e-4c51-9a39-1c58a3b3a111"})
    pressed: Callable[..., Any] = sign_in(claire).post
    assert pressed(address, typed | {"key": "6f2c1a64-3a0e-4c51-9a39-1c58a3b3a111"})["Location"] == again["Location"]
    assert PartnerLink.objects.count() == 2
