"""Why each form refuses what is typed: the sentence at each field, and from which length, number and day on.

What they say stands in `drawn/refusals.txt`, form by form. The fields are read from the pages themselves.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from http import HTTPStatus
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.forms import BaseForm
from django.test import Client
from django.utils import timezone

from tests.house.addresses import PAGES
from tests.house.conftest import taken_back
from tests.house.drawings import assert_drawn
from tests.house.pages import as_sent
from tests.house.tags import OF_ONE_FIELD, assert_tags_drawn, tags_on
from tests.house.test_bad_input import Sent, TypedForm, forms, post
from tests.house.tree import Node, Tree
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.one_database
TRACKER = Path(__file__).resolve().parents[2] / "tracker"
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
NAMES = {"organisations": "organisation", "units": "unit", "people": "person", "meetings": "meeting",
         "targets": "mandate", "mandates": "mandate", "zones": "zone"}  # fmt: skip
NAMED = ("organisation", "unit", "person", "meeting", "mandate")
LONG = 500_001
# What is typed into each kind of field; a form without such a field is not asked.
CASES: dict[str, dict[str, str]] = {
    "left empty": dict.fromkeys(
        ("line", "text", "day", "number", "email", "url", "password", "zone", "choice", *NAMED), ""
    ),
    "nonsense": {
        "day": "soonish", "number": "seven", "choice": "nonsense", "url": "not a link", "email": "no e-mail",
        "line": "turned \u202e round", "text": "a bell \x07", "zone": "Nowhere", "version": "x",
        **dict.fromkeys(NAMED, "Zebedee Nobody"),
    },
    "far too much": {
        "line": "x" * 600, "text": "x" * LONG, "url": f"https://a.eu/{'x' * 300}", "email": f"{'x' * 300}@a.eu",
        "number": "9" * 20, "day": "x" * 600, **dict.fromkeys(NAMED, "x" * 251),
    },
    "below nothing": {"number": "-1"},
    "nothing": {"number": "0"},
    "a half": {"number": "1.5"},
    "many decimals": {"number": "1.23456"},
    "14 digits": {"number": "1" + "0" * 13},
    "two readings": {"number": "1.500"},
    "the name of two": dict.fromkeys(NAMED, "Twin"),
    "how two begin": dict.fromkeys(NAMED, "Twi"),
    "what is kept from them": dict.fromkeys(NAMED, "Withheld"),
    "who has left": {"person": "Lena Gone"},
    "no such day": {"day": "31 February 2018"},
    "a day long ago": {"day": "1 January 1200"},
    "a day past all calendars": {"day": "in 999 years"},
    "a day to come": {"day": "26 November 2026"},
    "a day of any year": {"day": "25 May"},
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _one_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
        yield


@pytest.fixture(scope="module")
def world(_one_day: None, things: dict[str, Any], people: dict[str, User]) -> dict[str, Any]:
    """Two of each name, some that are kept from whoever asks, and one who has left."""
    claire = people["claire"]
    ours = Organisation.objects.get(short_name="WCO")
    for number, name in enumerate(("First", "Second"), 1):
        above = Organisation.add(by=claire, name=f"{name} ministry", parent=ours)
        Organisation.add(by=claire, name="Twin", parent=above)
        Person.add(by=claire, name="Twin")
        Mandate.write(by=claire, kind="other", title="Twin", symbol="", paragraphs="", parties=[])
        Meeting.log(by=claire, title="Twin", held_on=date(2018, 1, number))
    withheld: dict[str, Any] = {"by": claire, "classification": RESTRICTED}
    Organisation.add(name="Withheld", is_ours=True, **withheld)
    Person.add(name="Withheld", **withheld)
    Meeting.log(title="Withheld", held_on=date(2018, 1, 1), **withheld)
    gone = Person.add(by=claire, name="Lena Gone")
    Appointment.objects.create(person=gone, organisation=ours, title="Clerk", until=date(2018, 1, 1))
    SavedView.save_as("Twin", by=people["jonas"])
    moved = FollowUp.log(by=claire, title="Moved before", due_on=date(2026, 12, 1))
    moved.set_due(date(2026, 12, 2), by=claire)
    return things | {"moved": moved.pk}


@pytest.fixture(scope="module")
def client(world: dict[str, Any], people: dict[str, User]) -> Client:
    """An administrator, to whom all forms are open."""
    client = Client()
    client.force_login(people["jonas"], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


class Page(NamedTuple):
    """A page with a form: what it sends as it stands, what kind of field each name is, and its tags."""

    path: str
    sent: Sent
    kinds: dict[str, str]
    tags: Counter[str]


# The same fields again.
FURTHER_LINES = re.compile(r"(participants|posts)-[1-9]")
FURTHER = ["/pledges/new/?kind=money", "/pledges/new/?kind=in_kind", "/follow-ups/{needy}/needs/new/?kind=staff",
           "/follow-ups/{needy}/needs/new/?kind=in_kind"]  # fmt: skip


@pytest.fixture(scope="module")
def form_pages(client: Client, world: dict[str, Any]) -> list[Page]:
    found = [read(form) for form in forms(client, world, PAGES)]
    for path in (path.format(**world) for path in FURTHER):
        page = client.get(path)
        sent = as_sent(page)
        found.append(read(TypedForm(path, sent, [*sent], page)))
    return found


def read(form: TypedForm) -> Page:
    path, sent, names, page = form
    tree = Tree(page.text)
    fields = {node.get("name"): node for node in tree.nodes}
    kinds = {name: kind_of(fields[name]) for name in names if name in fields and not FURTHER_LINES.match(name)}
    return Page(path, sent, kinds, tags_on(tree, OF_ONE_FIELD))


def kind_of(node: Node) -> str:
    asks = node.get("hx-get").partition("?")[0].split("/")
    named = next((NAMES[each] for each in reversed(asks) if each in NAMES), "")
    if node.get("type") == "hidden":
        return "version" if node.get("name").endswith("version") else ""
    if named or "read-date" in asks:
        return named or "day"
    if node.get("inputmode"):
        return "number"
    return KINDS.get(node.tag) or KINDS.get(node.get("type"), "")


KINDS = {"select": "choice", "textarea": "text", "text": "line", "email": "email", "url": "url", "password": "password"}


# No field to be seen, nor one of the summary.
UNSEEN = {"version"}


class Refusal(NamedTuple):
    """What is said, line by line, and to which fields; what is wrong with how it is said; and the tags of the page."""

    lines: list[str]
    at_fields: dict[str, list[str]]
    wrong: list[str]
    tags: Counter[str]


def refusal(client: Client, path: str, sent: Sent) -> Refusal:
    signed_in = SimpleCookie(client.cookies)
    with taken_back():
        # What is asked for rather than sent.
        answer = client.get(path, sent) if path.endswith("?") else post(client, path, sent)
    # With a new password comes a new session, which is taken back as well.
    client.cookies = signed_in
    if answer.status_code == HTTPStatus.FOUND:
        return Refusal([f"taken, to {re.sub('[0-9]+', 'KEY', any_link(answer['Location']))}"], {}, [], Counter())
    tree = Tree(answer.content.decode())
    said, summed_up = errors_of(tree), summary_of(tree)
    told = [(name, sentence) for name, sentences in said.items() for sentence in sentences]
    labels: dict[str, list[str]] = {}
    for name, label, sentence in summed_up:
        labels.setdefault(sentence, []).append(label or name or "as a whole")
    lines = [f"{answer.status_code} {tree.title()}", *(f"  {', '.join(at)}: {each}" for each, at in labels.items())]
    in_summary = {(name, sentence) for name, _label, sentence in summed_up if name and name not in UNSEEN}
    wrong = [f"not as in the summary: {each}" for each in {*told} ^ in_summary if each[0] not in UNSEEN]
    wrong += [f"not told to be wrong: {name}" for name in {*said} - UNSEEN if not is_told(tree, name)]
    return Refusal(lines, said, wrong, tags_on(tree, OF_ONE_FIELD))


def any_link(path: str) -> str:
    """That of a contact of a partner is another each time."""
    return re.sub("(?<=/partner/)[^/]+", "LINK", path)


def errors_of(tree: Tree) -> dict[str, list[str]]:
    """What is said at each field, by its name."""
    found: dict[str, list[str]] = {}
    for errors in (node for node in tree.all("ul") if "errorlist" in node.get("class") and node.get("id")):
        field = next((node for node in tree.nodes if errors.get("id") in node.get("aria-describedby")), None)
        name = next((each.get("name") for each in field.within() if each.get("name")), "") if field else "nowhere"
        found.setdefault(name, []).extend(node.words() for node in errors.within() if node.tag == "li")
    return found


def summary_of(tree: Tree) -> list[tuple[str, str, str]]:
    """Each sentence of the summary, with the name of the field that it leads to and the words of that link."""
    found = []
    for line in (node for node in tree.ids["summary"].within() if node.tag == "li") if "summary" in tree.ids else ():
        link = next((node for node in line.within() if node.tag == "a"), None)
        if link is None:
            found.append(("", "", line.words()))
            continue
        led, words = tree.ids.get(link.get("href").removeprefix("#")), link.words()
        sentence = line.words().removeprefix(words).lstrip(": ")
        found.append((led.get("name") if led else "", words if led else f"{words} (leads nowhere)", sentence))
    return found


def is_told(tree: Tree, name: str) -> bool:
    return any(node.get("name") == name and node.get("aria-invalid") == "true" for node in tree.nodes)


LIMIT = re.compile(r"(?:at most|at least|less than or equal to|greater than or equal to|Type) ([\d,]+)")


def edges(page: Page, said: dict[str, list[str]]) -> Iterator[tuple[str, Sent]]:
    """What is just short enough, and what is one longer, as each field itself says how long it may be."""
    most = {name: int(found[1].replace(",", "")) for name, words in said.items() if (found := LIMIT.search(words[0]))}
    for called, more in (("as much as may be", 0), ("one more", 1)):
        typed = {name: filled(page.kinds[name], limit + more) for name, limit in most.items() if name in page.kinds}
        if typed:
            yield called, page.sent | typed


def filled(kind: str, length: int) -> str:
    if kind == "number":
        return str(length)
    start, end = {"url": ("https://a.eu/", ""), "email": ("", "@a.eu")}.get(kind, ("", ""))
    return start + "x" * (length - len(start + end)) + end


def tries(page: Page, client: Client) -> Iterator[tuple[str, Refusal]]:
    for case, typed_into in CASES.items():
        typed = {name: typed_into[kind] for name, kind in page.kinds.items() if kind in typed_into}
        if typed:
            found = refusal(client, page.path, page.sent | typed)
            yield case, found
            for called, sent in edges(page, found.at_fields) if case == "far too much" else ():
                yield called, refusal(client, page.path, sent)


class Tried(NamedTuple):
    """Form by form what was said; what is wrong with how it was; the tags of the pages; and the places that said it."""

    drawn: dict[str, list[str]]
    wrong: dict[str, list[str]]
    tags: dict[str, Counter[str]]
    places: set[str]


@contextmanager
def said_at() -> Iterator[set[str]]:
    """The lines of the code that meanwhile say what is wrong with what was typed."""
    places, say = set[str](), BaseForm.add_error

    def noted(form: Any, field: str | None, error: Any) -> None:
        caller = sys._getframe(1)
        places.add(f"{caller.f_code.co_filename}:{caller.f_lineno}")
        say(form, field, error)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseForm, "add_error", noted)
        yield places


@pytest.fixture(scope="module")
def alone(form_pages: list[Page], client: Client) -> Tried:
    """Each kind of wrong thing typed into each field of its kind."""
    with said_at() as places:
        found = Tried({}, {}, {}, places)
        for page in form_pages:
            for case, said in tries(page, client):
                path = any_link(page.path)
                found.drawn.setdefault(path, []).extend(shortened(case, said.lines))
                found.wrong.update({f"{path} {case}": said.wrong} if said.wrong else {})
                found.tags[path] = found.tags.get(path, Counter()) + (said.tags - page.tags)
    return found


def test_why_each_form_refuses(alone: Tried) -> None:
    assert_drawn("refusals", alone.drawn)
    assert_tags_drawn("tags_of_refusals", alone.tags)
    assert alone.wrong == {}


def shortened(case: str, lines: list[str]) -> list[str]:
    return [re.sub(r"x{20,}", "x…", line) for line in (f"{case}: {lines[0]}", *lines[1:])]


# What one field may hold for itself, but not beside the others; what each leads to is typed into a form as it stands.
TOGETHER: dict[str, list[Sent]] = {
    "/meetings/log/": [
        {"ends_on": "24 May 2018"},
        {"ends_on": "25 May"},
        {"participants-0-title": "Envoy"},
        {"participants-0-organisation": "EU"},
        {"participants-0-role": "guest"},
        {"participants-0-person": "Noor Haddad", "participants-1-person": "noor haddad"},
        {"participants-0-person": "Somebody new", "participants-2-person": "somebody NEW"},
        {"participants-TOTAL_FORMS": ""},
        {"participants-TOTAL_FORMS": "-1"},
        {"participants-TOTAL_FORMS": "3"},
        {"participants-TOTAL_FORMS": "301"},
        {"participants-INITIAL_FORMS": "x"},
        {"starts_at": "9h30"},
        {"starts_at": "24:00"},
        {"readers": ["Noor Haddad", "Zebedee Nobody", "Twin"]},
        {"readers": ["Noor Haddad"] * 100},
        {"readers": ["Noor Haddad"] * 101},
    ],
    "/meetings/series/new/?meeting={meeting}": [
        {"until": "24 May 2018"},
        {"begins_on": "1 May 1955"},
        {"repeats": "rule"},
        {"repeats": "rule", "rule": "FREQ=DAILY;COUNT=2", "until": "1 July 2030"},
        {"repeats": "rule", "rule": "FREQ=DAILY;UNTIL=20000101"},
        {"posts-0-title": "Envoy"},
        {"posts-0-organisation": "EU"},
        {"posts-TOTAL_FORMS": "-1"},
        {"posts-TOTAL_FORMS": "61"},
        {"classification": "restricted"},
    ],
    "/partners/new/": [
        {"name": "European Union"},
        {"name": "TWIN", "parent": "First ministry"},
        {"name": "Twin", "parent": "EU"},
        {"name": "World Customs Organization"},
    ],
    "/partners/{partner}/edit/": [{"parent": "EU"}, {"name": "World Customs Organization"}],
    "/partners/people/new/": [
        {"name": "Gilles de Kerchove"},
        {"name": "gilles DE kerchove", "namesake": "on"},
        {"name": "A", "title": "Envoy"},
        {"name": "A", "organisation": "EU"},
        {"name": "A", "since": "1 May 2018"},
    ],
    "/partners/people/{person}/away/": [
        {"away_since": "5 May 2099", "away_until": "4 May 2099"},
        {"away_until": "4 May 2018"},
        {"away_since": "5 May 2099", "away_until": ""},
        {"away_until": "", "deputy": "Claire Dubois"},
    ],
    "/partners/people/{person}/posts/new/": [
        {"since": "2 May 2018", "until": "1 May 2018"},
        {"since": "2 May 2018", "until": "2 May 2018"},
    ],
    "/mandates/new/": [
        {"title": "Protection of cultural heritage", "symbol": "s/res/2347 (2017)", "kind": "resolution"},
        {"title": "Protection of cultural heritage", "symbol": "S/RES/2347 (2017)", "kind": "decision"},
        {"adopted_on": "2 May 2018", "valid_until": "1 May 2018"},
        {"adopted_on": "2 May 2018", "valid_until": "2 May 2018"},
        {"adopted_on": "May 2018", "valid_until": "30 April 2018"},
        {"paragraphs": "5\n6 Text"},
        {"paragraphs": "5 One\n5 Two"},
    ],
    "/mandates/activities/new/": [
        {"mandates": ""},
        {"when": "25 to 27 November 2026"},
        {"when": "26 November 2026"},
        {"mandates": ["Twin", "S/RES/2347 (2017)"]},
    ],
    "/follow-ups/{follow_up}/event/": [
        {"reply_by": "1 June 2030"},
        {"reply_by": "31 May 2030"},
        {"last_day": "30 May 2030"},
        {"begins": "14:00", "until": "13:00"},
        {"begins": "14:00", "until": "14:00"},
        {"begins": "", "until": "13:00"},
        {"first_day": "May 2030", "begins": "", "until": ""},
        {"first_day": "May 2030", "begins": "14:00", "until": "15:00"},
        {"first_day": "May 2030", "last_day": "31 May 2030", "begins": "", "until": ""},
        {"first_day": "31 March 2030", "begins": "02:30", "until": ""},
        {"first_day": "30 March 2030", "last_day": "31 March 2030", "begins": "02:30", "until": "02:30"},
    ],
    "/follow-ups/{follow_up}/steps/new/": [{"kind": "other", "title": ""}, {"kind": "travel"}, {"number": "1000"}],
    "/follow-ups/{follow_up}/edit/": [
        {"strength": "offered"},
        {"strength": "offered", "reason": "They said so."},
        {"due_on": "2 June 2030"},
        {"due_on": ""},
    ],
    "/follow-ups/{follow_up}/due/": [{"due_on": "1 June 2030"}],
    "/follow-ups/{reported}/confirm/": [{"confirmed_on": "24 November 2026"}, {"confirmed_by": "Lena Gone"}],
    "/follow-ups/{follow_up}/requests/new/": [
        {"due_on": ""}, {"due_on": "24 November 2026"}, {"due_on": "31 May 2030"}, {"due_on": "1 June 2030"},
    ],
    "/follow-ups/requests/{asked}/grant/": [{"answered_by": ""}, {"answered_by": "Claire Dubois"}],
    "/follow-ups/requests/{asked}/refuse/": [{"answered_by": "Gilles de Kerchove", "answer": ""}],
    "/follow-ups/{recommended}/acceptance/": [{"acceptance": "4", "reason": ""}, {"acceptance": "3", "reason": ""}],
    "/follow-ups/{follow_up}/to/waiting/": [
        {"waiting_on": ""}, {"waiting_on": "EU", "review_on": ""}, {"waiting_on": "EU", "review_on": "1 May 2018"},
    ],
    "/follow-ups/{follow_up}/to/dropped/": [{"reason": ""}, {"reason": "x"}],
    "/follow-ups/{follow_up}/to/declined/": [{"reason": ""}],
    "/follow-ups/{follow_up}/to/lapsed/": [{"reason": ""}],
    "/partners/people/{owner}/hand-over/": [{"taker": "Claire Dubois"}, {"taker": "Amina", "on": "25 November 2026"}],
    "/pledges/new/?kind=money": [
        {"donor": "EU", "amount": "12.345", "currency": "EUR"},
        {"donor": "EU", "amount": "12.50", "currency": "JPY"},
        {"donor": "EU", "amount": "9,999,999,999,999"},
        {"donor": "Europ", "amount": "5"},
        {"donor": "Add “Europa” to the directory", "amount": "5"},
        {"donor": "EU", "amount": "5", "made_on": "25 November 2026"},
    ],
    "/pledges/new/?kind=staff": [
        {"donor": "EU", "people": "999", "months": "9,999,999,999"}, {"people": "1000"}, {"people": "0"},
    ],
    "/pledges/new/?kind=in_kind": [{"donor": "EU", "quantity": "3", "what": ""}],
    "/pledges/{pledge}/edit/": [
        {"amount": "1,999"}, {"amount": "2,000"}, {"currency": "USD"}, {"made_on": "27 November 2026"},
        {"stage_since": "24 May 2018"}, {"classification": "restricted"},
    ],
    "/pledges/{pledge}/to/withdrawn/": [{"reason": ""}, {"reason": "So"}],
    "/pledges/{pledge}/to/indicated/": [{"reason": ""}, {"reason": "So"}],
    "/follow-ups/{needy}/needs/{need}/": [{"amount": "1,999"}, {"amount": "2,000"}, {"currency": "USD"}],
    "/follow-ups/{needy}/needs/{need}/allocate/": [
        {"quantity": "3,000"}, {"quantity": "3,000.01"}, {"quantity": "1.001"}, {"pledge": "999"},
    ],
    "/reports/mailed/new/": [
        {"name": "M", "what": "report-unit", "people": "", "addresses": ""},
        {"name": "M", "what": "report-unit", "people": "Twin", "addresses": ""},
        {"name": "M", "what": "report-unit", "people": ["Gilles de Kerchove", "Lena Gone"]},
        {"name": "M", "what": "report-unit", "addresses": "a@b.eu, nobody; c@d.eu"},
        {"name": "M", "what": "report-unit", "addresses": "\n".join(f"a{number}@b.eu" for number in range(50))},
        {"name": "M", "what": "report-unit", "addresses": "\n".join(f"a{number}@b.eu" for number in range(51))},
        {"name": "M", "what": "view-999", "addresses": "a@b.eu"},
    ],
    "/imports/{import}/columns/": [
        {"column_0": ""}, {"column_0": "title", "column_1": "title"}, {"column_0": "owner", "column_1": ""},
    ],
    "/invite/": [
        {"name": "A", "email": "CLAIRE@suivi.example"}, {"name": "Amina Rahman", "email": "a@b.eu"},
        {"name": "A", "email": "a@b.eu", "post": "Clerk"}, {"name": "A", "email": "a@b.eu", "unit": "ENF"},
        {"name": "A", "email": "a@b.eu", "person": "Claire Dubois"}, {"name": "Gilles de Kerchove", "email": "a@b.eu"},
    ],
    "/account/password/": [
        {"oldpassword": "wrong", "password1": "a longer horse", "password2": "a longer horse"},
        {"oldpassword": "correct horse", "password1": "a longer horse", "password2": "another horse"},
        {"oldpassword": "correct horse", "password1": "short", "password2": "short"},
        {"oldpassword": "correct horse", "password1": "123456789012", "password2": "123456789012"},
        {"oldpassword": "correct horse", "password1": "jonas@suivi.example", "password2": "jonas@suivi.example"},
    ],
    "/follow-ups/views/new/?status=active": [
        {"name": "Exchanges"}, {"name": "EXCHANGES "}, {"name": "A", "audience": "unit"},
        {"name": "A", "audience": "unit", "unit": ""},
    ],
    "/follow-ups/views/{view}/edit/": [{"name": "Twin"}, {"name": "TWIN"}],
    "/follow-ups/{moved}/due/": [{"due_on": "3 December 2026"}, {"due_on": "3 December 2026", "reason": "So"}],
    "/mandates/{mandate}/report/?": [
        {"from": "2 May 2018", "until": "1 May 2018"}, {"from": "2 May 2018", "until": "2 May 2018"},
    ],
    "/pledges/unlock/?": [{"amount": "12.3456", "currency": "EUR"}, {"amount": "12.50", "currency": "JPY"}],
    "/follow-ups/views/new/?owner=zebedee": [{"name": "A"}],
    "/records/{record}/edit/": [{"version": "2"}, {"text": "Another."}],
    "/follow-ups/changes/{bulk}/do/": [
        {}, {"status": "waiting"}, {"status": "waiting", "waiting_on": "EU"}, {"status": "declined"},
        {"due_on": "1 June 2030", "shift": "7"}, {"shift": "7"}, {"shift": "x"}, {"due_on": "1 June 2030"},
        {"owner": "Amina Rahman"}, {"owner": "Lena Gone", "note": "So"}, {"empty": ["owner"], "owner": "Amina Rahman"},
        {"empty": ["unit"]}, {"due_on": "soonish"}, {"shift": "x", "note": "So"},
        {"review_on": "1 June 2030", "note": "So"}, {"tag": "Museums", "tag_off": "Museums"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def together(world: dict[str, Any], client: Client) -> Tried:
    with said_at() as places:
        found = Tried({}, {}, {}, places)
        for row, cases in TOGETHER.items():
            path = row.format(**world)
            begins = {} if path.endswith("?") else typed_into(row) | as_sent(client.get(path))
            for case in cases:
                said = refusal(client, path, begins | typed_into(row) | case)
                found.drawn.setdefault(path, []).extend(shortened(told(case), said.lines))
                found.wrong.update({f"{path} {case}": said.wrong} if said.wrong else {})
    return found


def test_why_forms_refuse_what_does_not_go_together(together: Tried) -> None:
    assert_drawn("refused_together", together.drawn)
    assert together.wrong == {}


# Not of what is typed into these forms here, and where the refusal is tested.
UNTYPED = {
    "agendas/forms.py: field, statuses.SENTENCES[field]": "Of what moves on at a meeting: tests/agendas.",
    "agendas/forms.py: 'said', statuses.SENTENCES['evidence']": "Of a rule for closing: tests/agendas.",
    "agendas/forms.py: 'status', _('What is confirmed stays as it is. Do one or the other.')": "Likewise.",
    "follow_ups/action_forms.py: 'reason', statuses.SENTENCES['evidence']": "Likewise: tests/follow_ups/closing.",
    "briefings/forms.py: 'for', refusal % {'name': person}": "Of who may see what: tests/briefings.",
    "change_requests/views.py: None, refusal": "Of what ended meanwhile: tests/change_requests.",
    "circulation/forms.py: 'words', UNCHANGED": "Of a text that goes round: tests/circulation.",
    "circulation/forms.py: None, PLACE_GONE": "Of a text that goes round: tests/circulation.",
    "circulation/views/by_link.py: None, refusal": "Of the day that has passed: tests/circulation.",
    "circulation/views/corrections.py: None, refusal": "Of the day that has passed: tests/circulation.",
    "demo/forms.py: 'password', problem": "In a house with a story alone: tests/demo.",
    "directory/views/invite.py: None, SENTENCE": "Of how often: tests/accounts/test_how_often.py.",
    "imports/views/import_pages.py: form.given, SENTENCES['often']": "Of how often: tests/accounts/test_how_often.py.",
    "imports/views/columns_page.py: None, SENTENCES['often']": "Of how often: tests/accounts/test_how_often.py.",
    "imports/views/columns_page.py: None, SENTENCES[str(refusal)]": "Of files: tests/imports/reading.",
    "partner_links/forms.py: 'by_mail', _('No e-mail of theirs is known. Enter it on their page, or copy the link.')": (
        "In a house that sends mail: tests/partner_links."
    ),
    "partner_links/report_forms.py: 'words', statuses.SENTENCES['evidence']": "Of a rule for closing: likewise.",
    "partner_links/report_forms.py: None, SENTENCES['asked'] % {'said': found.request.said}": "Of requests: likewise.",
    "partner_links/report_forms.py: None, SENTENCES['sent']": "Of what was sent before: likewise.",
    "partner_links/report_forms.py: None, refusal.messages": "Of what changed meanwhile: likewise.",
    "records/documents/text_of_form.py: 'document', refusal": "Of files: tests/records/documents.",
    "records/documents/text_of_form.py: 'text', refusal": "Of files: tests/records/documents.",
    "follow_ups/links/views.py: 'other', refusal": "Of what is linked: tests/follow_ups/links.",
    "suggestions/views/decide.py: None, first_on(proposal, request.user)[1]": (
        "Of what was decided meanwhile: tests/suggestions."
    ),
    "tags/views.py: 'into', refusal": "Of what changed meanwhile: tests/tags.",
    "tags/forms.py: None, refusal": "Of names that are there: tests/tags.",
    "history/editing.py: None, refusal": "Of traces: tests/needs/test_views.py.",
    "notes/forms.py: 'note', sentence % {'names': names}": "Of who may see what: tests/notes.",
    "notes/views.py: None, refusal": "Of what was said before: tests/notes.",
    "notes/views.py: 'note', str(refusal)": "Of a quarter of an hour: tests/notes.",
    "needs/views/unlock.py: None, refusal.messages": "Of what changed meanwhile: tests/needs/test_unlock.py.",
    "mail_answers/views/by_link.py: None, _('This page was not opened by the link of your mail. Press once more.')": (
        "Of a form that is none of ours: tests/mail_answers."
    ),
    "mail_answers/forms.py: 'note', statuses.SENTENCES['evidence']": "Of a rule for closing: tests/mail_answers.",
    "mail_answers/views/by_link.py: None, refused.messages": "Of what ended meanwhile: tests/mail_answers.",
    "mail_answers/views/by_link.py: None, _('It was changed meanwhile: look, then press once more.')": (
        "Of what changed meanwhile: tests/mail_answers."
    ),
    "mail_answers/views/by_link.py: None, _('Something is asked for already, and waits for an answer: %(asked)s.') % "
    "words": "Of what is asked for already: tests/mail_answers.",
}


def test_every_refusal_of_a_form_is_drawn(alone: Tried, together: Tried) -> None:
    """With the field at which it stands."""
    undrawn = {call for path in TRACKER.rglob("*.py") for place, call in adding(path)
               if place not in alone.places | together.places}  # fmt: skip
    print("\n".join(sorted(undrawn)))
    assert sorted(undrawn) == sorted(UNTYPED)


def adding(path: Path) -> list[tuple[str, str]]:
    """Each call that says what is wrong: its line, and its words."""
    text, name = path.read_text(), path.relative_to(TRACKER).as_posix()
    called = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)] if ".add_error(" in text else []
    said = [call for call in called if isinstance(call.func, ast.Attribute) and call.func.attr == "add_error"]
    return [(f"{path}:{call.lineno}", f"{name}: {', '.join(map(ast.unparse, call.args))}") for call in said]


def told(case: Sent) -> str:
    return "; ".join(f"{name} {str(value)[:60]!r}" for name, value in case.items()) or "nothing"


def typed_into(path: str) -> Sent:
    """What the table of addresses types into the page's form."""
    return next((row.typed for row in PAGES.values() if row.path == path and row.typed), {})
