"""Whatever is sent to whatever address: a page with a sentence, nothing half done, and never an exception.

The fields are read from the pages themselves, so that a new one is tried without a word here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from http import HTTPStatus
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.house.addresses import PAGES, Row
from tests.house.admin_addresses import ADMIN_PAGES
from tests.house.pages import MACHINERY, as_sent, form_of, text_of
from tracker.accounts.models import User
from tracker.history.models import Entry

pytestmark = pytest.mark.one_database

SignIn = Callable[[User], Client]
Sent = dict[str, Any]
TRACKER = Path(__file__).resolve().parents[2] / "tracker"
FORM = "application/x-www-form-urlencoded"

WORST: dict[str, str | bytes] = {"NUL": "a\0b", "huge key": "9" * 40, "negative": "-1", "year 0": "0000-00-00"}
BAD: dict[str, str | bytes] = {
    "no UTF-8": b"\xff\xfe",
    "lone surrogate": b"\xed\xa0\x80",
    "key past 64 bits": "9223372036854775808",
    "long": "x" * 3000,
    "word": "seven",
    "key of nothing": "999999",
    "year 99999": "99999-12-31",
    "right to left": "\u202eabc",
    "invisible": "\u200b\u2066",
    "Arabic digits": "٣٣",
    "wildcards": "%_\\'\"",
    "markup": "<script>alert(1)</script>",
    "spaces": "   ",
}
# Parameters that no form of a page names.
ASKED = {
    "/follow-ups/": ["sort", "page", "columns", "group", "layout"],
    "/follow-ups/?layout=calendar": ["month", "view", "meetings"],
    "/follow-ups/since/": ["since", "owner", "q"],
    "/follow-ups/arrange/": ["columns", "group", "q"],
    "/follow-ups/changes/{bulk}/": ["status", "waiting_on", "review_on", "due_on", "shift", "owner", "empty", "note"],
    "/meetings/": ["sort", "page"],
    "/meetings/log/": ["with", "mail"],
    "/meetings/{meeting}/": ["notes"],
    "/records/{record}/round/": ["part"],
    "/reports/mailed/new/": ["what"],
    "/imports/{import}/": ["show", "page"],
    "/pledges/": ["sort", "page"],
    "/pledges/new/": ["kind", "donor", "meeting"],
    "/pledges/unlock/": ["amount", "currency", "months", "profile", "things", "goal", "firm_only"],
    "/mandates/": ["sort", "page"],
    "/mandates/activities/": ["page"],
    "/mandates/activities/new/": ["mandate", "paragraph"],
    "/mandates/{mandate}/report/": ["from", "until"],
    "/mandates/{mandate}/report/document/": ["from", "until"],
    "/calendar/": ["month", "whose", "view", "meetings"],
    "/calendar/feed/{feed}.ics": ["whose"],
    "/follow-ups/export/csv/": ["sort", "page", "status", "owner", "logged", "quiet"],
    "/meetings/export/csv/": ["sort", "page", "q", "kind", "year", "partner"],
    "/mandates/export/csv/": ["q", "kind", "in_force", "party"],
    "/mandates/activities/export/csv/": ["mandate", "paragraph", "unit", "done_by", "period"],
    "/partners/export/csv/": ["q"],
    "/pledges/export/csv/": ["donor", "kind", "stage", "meeting"],
    "/follow-ups/since/export/csv/": ["since", "owner", "q"],
    "/reports/": ["period", "by"],
    "/reports/export/csv/": ["period", "by"],
    "/find/": ["q"],
    "/follow-ups/new/kind/": ["title"],
    "/follow-ups/new/near/": ["title"],
    "/palette/": ["q", "at", "opened"],
    "/partners/": ["q", "open"],
    "/partners/people/": ["sort", "page"],
    "/partners/people/export/csv/": ["sort", "q", "unit", "post", "who"],
    "/partners/{partner}/timeline/": ["show", "before"],
    "/partners/{partner}/briefing/": ["meeting", "for", "language"],
    "/partners/{partner}/briefing/file/pdf/": ["meeting", "for", "language"],
    "/commitments/": ["sort", "status", "owner", "partner", "due_from", "carried"],
    "/commitments/document/pdf/": ["sort", "q", "meeting"],
    "/commitments/export/csv/": ["sort", "q", "mandate"],
    "/commitments/public/new/": ["sort", "q", "partner", "desk"],
    "/follow-ups/new/": ["meeting", "record", "within", "next", "partner", "unit"],
    "/follow-ups/new/?record={record}": ["version", "start", "end"],
    "/follow-ups/new/?record={record}&version=1": ["start", "end"],
    "/follow-ups/{follow_up}/due/": ["within", "next"],
    "/partners/new/": ["parent", "ours"],
    "/partners/people/new/": ["organisation"],
    "/read-date/": ["held_on", "prefer", "after", "on", "from", "of", "said"],
    "/read-date/?after=held_on&ends_on=2+June": ["held_on"],
    "/partners/offers/organisations/": ["name"],
    "/partners/offers/units/": ["name"],
    "/partners/offers/people/": ["name"],
    "/meetings/offers/": ["name"],
    "/meetings/zones/": ["name"],
    "/mandates/offers/": ["name"],
    "/mandates/offers/targets/": ["name"],
    "/mandates/offers/paragraphs/": ["name"],
    "/admin/autocomplete/?app_label=directory&model_name=person&field_name=account": ["term", "page"],
    "/admin/autocomplete/?app_label=directory&model_name=organisation&field_name=parent": ["term", "page"],
    "/admin/history/entry/": ["q", "p", "verb", "content_type", "object_id", "at__gte", "o"],
    "/admin/meetings/meeting/": ["q", "p", "kind__exact", "held_on__gte", "held_on__year", "classification__exact"],
    "/admin/follow_ups/followup/": ["q", "status__exact", "due_on__lt", "owner", "meeting", "late"],
    "/admin/records/record/": ["q", "kind__exact"],
    "/admin/accounts/user/": ["q", "role__exact", "is_active__exact"],
    "/admin/directory/person/": ["q", "account__isempty"],
    "/admin/mandates/mandate/": ["q", "adopted_on__gte", "valid_until__isnull"],
}
LISTS = ["/follow-ups/", "/meetings/", "/mandates/", "/mandates/activities/", "/pledges/", "/partners/people/"]
# Answers in which nothing is taken in; with the words that say so.
REFUSALS = {
    HTTPStatus.BAD_REQUEST: re.compile('id="summary"|Suivi could not take this in'),
    HTTPStatus.NOT_FOUND: re.compile("Nothing is here"),
    HTTPStatus.CONFLICT: re.compile("<title>Error: .*autofocus.*What you (wrote|chose)", re.DOTALL),
    # Whoever hears the page hears first that it was refused, and stands at the sentence that says why.
    HTTPStatus.UNPROCESSABLE_ENTITY: re.compile('<title>Error: .*id="summary".* autofocus', re.DOTALL),
    HTTPStatus.TOO_MANY_REQUESTS: re.compile("Too many attempts|Wait"),
}
TAKEN = {HTTPStatus.OK, HTTPStatus.NO_CONTENT, HTTPStatus.FOUND}


def written() -> tuple[int, int]:
    """Every deed writes an entry, but inviting writes an account."""
    return Entry.objects.count(), User.objects.count()


def problem(ask: Callable[[], HttpResponse]) -> str:
    """What is wrong with the answer; empty when all is well. The database stays as it is."""
    with transaction.atomic():
        before = written()
        try:
            response = ask()
        except Exception as error:
            transaction.set_rollback(True)
            return f"{type(error).__name__}: {error}"[:200]
        changed, text = written() != before, text_of(response)
        transaction.set_rollback(True)
    if response.status_code in TAKEN:
        return f"{response.status_code} and something changed" if changed and response.status_code == 200 else ""
    if response.status_code not in REFUSALS:
        return str(response.status_code)
    said = REFUSALS[HTTPStatus(response.status_code)].search(text)
    return "" if said and not changed else f"{response.status_code}{' without a sentence' if not said else ', changed'}"


def problems(asked: Iterator[tuple[str, Callable[[], HttpResponse]]]) -> dict[str, str]:
    return {name: wrong for name, ask in asked if (wrong := problem(ask))}


def post(client: Client, path: str, sent: Sent, **headers: str) -> HttpResponse:
    return client.post(path, urlencode(sent, doseq=True), content_type=FORM, headers=headers or None)


class TypedForm(NamedTuple):
    """What it would send as it stands, the fields that people type into, and the page on which it stands."""

    path: str
    sent: Sent
    names: list[str]
    page: Any


def forms(client: Client, things: dict[str, Any], table: dict[str, Row]) -> Iterator[TypedForm]:
    """The form of each page that has one."""
    for row in table.values():
        path = row.path.format(**things)
        has_form = row.get["jonas"] == 200 and row.post["jonas"] not in (403, 405)
        page = client.get(path) if has_form else None
        form = form_of(page) if page and page.headers.get("Content-Type", "").startswith("text/html") else None
        if page and form:
            names = [name for name in form.names if name not in MACHINERY]
            yield TypedForm(path, as_sent(page, **(row.typed or {})), names, page)
    wished = f"/follow-ups/changes/{things['bulk']}/"
    names = form_of(client.get(wished), "get").names  # type: ignore[union-attr]
    yield TypedForm(f"{wished}do/", {"status": "done"}, names, client.get(f"{wished}do/"))
    several = "/follow-ups/changes/new/"
    yield TypedForm(several, {"query": "", "row": ""}, ["query", "whole", "row"], client.get(several))
    for status in ("waiting", "done", "dropped"):
        path = f"/follow-ups/{things['follow_up']}/to/{status}/"
        page, names = client.get(path), ["waiting_on", "review_on", "reason", "version"]
        yield TypedForm(path, as_sent(page, reason="So"), names, page)


def worst(name: str, number: int) -> tuple[str, Sent]:
    """One of the worst for the field of this number: each kind of field stands in many forms, at many a number."""
    bad, value = list(WORST.items())[number % len(WORST)]
    return f"{name}: {bad}", {name: value}


def nonsense(names: list[str], place: int) -> Iterator[tuple[str, Sent]]:
    """Twice something bad in every field at once; with what it begins turns with the place of the form."""
    bad = list((WORST | BAD).items())
    for turn in (place, place + 2):
        chosen = {name: bad[(turn * 5 + number) % len(bad)] for number, name in enumerate(names)}
        yield f"{turn * 5 % len(bad)}: {[word for word, _ in chosen.values()]}", {n: v for n, (_, v) in chosen.items()}


@pytest.fixture
def client(jonas: User, sign_in: SignIn) -> Client:
    """An administrator: all forms open for them."""
    return sign_in(jonas)


@pytest.fixture(scope="module")
def every_form(things: dict[str, Any], people: dict[str, User]) -> list[TypedForm]:
    """Read once: whatever is sent to them is taken back."""
    client = Client()
    client.force_login(people["jonas"])
    return list(forms(client, things, PAGES | ADMIN_PAGES))


def test_every_field_refuses_what_it_cannot_take(client: Client, every_form: list[TypedForm]) -> None:
    """What stands in many forms by one name, such as a version, meets each of the worst in one of them."""

    def asked() -> Iterator[tuple[str, Callable[[], HttpResponse]]]:
        met: Counter[str] = Counter()
        for path, sent, names, _page in (form for form in every_form if not form.path.startswith("/admin/")):
            for name in (name for name in names if met[name] < len(WORST)):
                bad, value = worst(name, met[name])
                met[name] += 1
                yield f"{path} {bad}", lambda path=path, typed=sent | value: post(client, path, typed)

    assert problems(asked()) == {}


def test_every_form_refuses_nonsense_in_all_its_fields(client: Client, every_form: list[TypedForm]) -> None:
    def asked() -> Iterator[tuple[str, Callable[[], HttpResponse]]]:
        for place, (path, sent, names, _page) in enumerate(every_form):
            for bad, values in nonsense(names, place):
                yield f"{path}: {bad}", lambda path=path, typed=sent | values: post(client, path, typed)
            arrays = sent | {name: ["1", "x", "999999"] for name in names}
            yield f"{path}: arrays", lambda path=path, typed=arrays: post(client, path, typed)
            yield f"{path}: from htmx", lambda path=path: post(client, path, {}, **{"HX-Request": "true"})

    assert problems(asked()) == {}


def test_every_parameter_refuses_what_it_cannot_take(client: Client, things: dict[str, Any]) -> None:
    def asked() -> Iterator[tuple[str, Callable[[], HttpResponse]]]:
        parameters = {path.format(**things): names for path, names in ASKED.items()}
        for path in LISTS:
            form = form_of(client.get(path), "get")
            parameters[path] = [*parameters[path], *(form.names if form else [])]
        for place, (path, names) in enumerate(parameters.items()):
            start = f"{path}{'&' if '?' in path else '?'}"
            tried = [*nonsense(names, place), *(worst(name, number) for number, name in enumerate(names, place))]
            for wrong, query in tried:
                address = start + urlencode(query)
                yield f"{path} {wrong}", lambda address=address: client.get(address)

    assert problems(asked()) == {}


def test_every_parameter_that_the_code_reads_is_tried() -> None:
    """Of two nothing but whether they are there is asked; a person only of administrators (tests/privacy)."""
    read = re.compile(r'(?:request\.GET|query)\.get\("(\w+)"')
    names = {name for path in TRACKER.rglob("*.py") for name in read.findall(path.read_text())}
    assert names - {name for tried in ASKED.values() for name in tried} == {"all", "person", "removed"}


OTHER_HOSTS = [
    "https://evil.example/",
    "//evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
]


@pytest.mark.parametrize("address", OTHER_HOSTS)
def test_nobody_is_led_to_another_host(address: str, client: Client, things: dict[str, Any]) -> None:
    path = f"/follow-ups/{things['follow_up']}/due/"
    led = [
        client.post(path, {"due_on": "", "reason": "So", "next": address})["Location"],
        client.post(f"{path}?next={quote(address)}", {"due_on": "", "reason": "So"})["Location"],
        client.post(path, {"due_on": "", "reason": "So"}, headers={"Referer": address})["Location"],
    ]
    assert led == [f"/follow-ups/{things['follow_up']}/"] * 3
    assert address not in client.get(path, headers={"Referer": address}).content.decode()
    credentials = {"login": "claire@suivi.example", "password": "correct horse"}
    signed_in = Client().post(f"/account/sign-in/?next={quote(address)}", credentials | {"next": address})
    assert (signed_in.status_code, signed_in["Location"]) == (302, "/")


@pytest.mark.parametrize(
    "path", ["/follow-ups/", "/meetings/", "/mandates/", "/find/", "/partners/", "/follow-ups/new/"]
)
def test_two_hundred_parameters_are_as_good_as_none(path: str, client: Client) -> None:
    query = urlencode({f"parameter_{number}": "x" * 50 for number in range(200)})
    assert client.get(f"{path}?{query}").status_code == 200


HOSTILE = ["", "-1", "999999999", "9" * 40, "abc", "1.5", "a\0b"]


@pytest.mark.parametrize(("path", "turn"), [("/meetings/log/", 0), ("/meetings/log/row/", 1)])
def test_a_garbled_list_of_participants_is_asked_for_again(path: str, turn: int, client: Client) -> None:
    """Every second is sent by htmx: each hostile number once as the one and once as the other."""
    meeting = as_sent(client.get("/meetings/log/"), title="Talks", held_on="25 May 2018")

    def asked() -> Iterator[tuple[str, Callable[[], HttpResponse]]]:
        for number, (total, initial) in enumerate([*product(HOSTILE, "0"), *product("3", HOSTILE)], turn):
            headers = {"HX-Request": "true"} if number % 2 else {}
            sent = meeting | {"participants-TOTAL_FORMS": total, "participants-INITIAL_FORMS": initial}
            yield f"{total} {initial} {headers}", lambda sent=sent, headers=headers: post(client, path, sent, **headers)

    assert problems(asked()) == {}


EDITS = [
    "/pledges/{pledge}/edit/",
    "/follow-ups/{follow_up}/edit/",
    "/mandates/activities/{activity}/edit/",
    "/meetings/{meeting}/edit/",
    "/records/{record}/edit/",
]


@pytest.mark.parametrize("path", EDITS)
@pytest.mark.parametrize("version", ["", "0", "-1", "abc", "9" * 40])
def test_an_edit_that_does_not_say_what_it_started_from_changes_nothing(
    path: str, version: str, client: Client, things: dict[str, Any]
) -> None:
    address = path.format(**things)
    sent, before = as_sent(client.get(address), title="Another", text="Another", version=version), written()
    assert (post(client, address, sent).status_code, written()) == (422, before)


BIG = 10 * 1024 * 1024


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/meetings/log/", "text"),
        ("/meetings/log/", "title"),
        ("/meetings/log/", "held_on"),
        ("/meetings/log/", "starts_at"),
        ("/meetings/log/", "participants-0-person"),
        ("/records/{record}/edit/", "text"),
        ("/follow-ups/new/", "owner"),
        ("/follow-ups/{follow_up}/note/", "note"),
        ("/mandates/new/", "paragraphs"),
        ("/mandates/new/", "link"),
        ("/mandates/activities/new/", "when"),
        ("/mandates/activities/new/", "mandates"),
        ("/partners/people/new/", "email"),
        ("/follow-ups/{follow_up}/edit/", "version"),
        ("/follow-ups/{follow_up}/steps/new/", "number"),
    ],
)
def test_ten_megabytes_of_text_are_refused_with_a_sentence(
    path: str, name: str, client: Client, things: dict[str, Any]
) -> None:
    address = path.format(**things)
    assert problem(lambda: post(client, address, as_sent(client.get(address), **{name: "7 words " * (BIG // 8)}))) == ""


def test_more_than_the_house_takes_is_refused_before_it_is_read(client: Client) -> None:
    too_long = post(client, "/meetings/log/", {"text": "x" * (21 * 1024 * 1024)})
    too_many = post(client, "/meetings/log/", {f"field_{number}": "" for number in range(2001)})
    assert [
        (page.status_code, "Suivi could not take this in" in page.content.decode()) for page in (too_long, too_many)
    ] == [
        (400, True),
        (400, True),
    ]


GARBLED_BODIES = [
    (b"\xff\xfe=\xff&%zz=%", FORM),
    (b"{}", "application/json"),
    (b"not a multipart", "multipart/form-data; boundary=x"),
    (b"no boundary", "multipart/form-data"),
    (b"title=x", "application/x-www-form-urlencoded; charset=nonsense"),
    (b"title=x", "nonsense"),
]


@pytest.mark.parametrize(("body", "kind"), GARBLED_BODIES)
def test_a_garbled_body_gets_a_page(body: bytes, kind: str, client: Client) -> None:
    assert problem(lambda: client.generic("POST", "/partners/new/", body, content_type=kind)) == ""


NOWHERE = [
    "/nowhere/",
    "/follow-ups/999999/",
    f"/follow-ups/{'9' * 40}/",
    f"/records/1/{'9' * 40}/",
    "/follow-ups/1/to/nonsense/",
    "/follow-ups/1/to/pending_resources/",
    "/follow-ups/1/steps/999999/",
    "/calendar/feed/nothing.ics",
    "/follow-ups/-1/",
    "/follow-ups/%00/",
    "/%ff/",
    "/meetings/%F0%9F%98%80/",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_not_there_has_a_page_with_a_way_back(path: str, client: Client, things: dict[str, Any]) -> None:
    page = client.get(path)
    assert (page.status_code, "Nothing is here" in page.content.decode()) == (404, True)
    assert '<a class="button" href="/">My desk</a>' in page.content.decode()


@pytest.mark.parametrize("key", ["zzzzzzzzzzzzzzzzzzzz-x", "1-x", "0-set-password", "a-%00", "1-" + "x" * 2000])
def test_a_garbled_link_from_a_mail_gets_a_page(key: str, db: None) -> None:
    assert Client().get(f"/account/password/choose/{key}/", follow=True).status_code == 200


def test_what_is_not_yours_has_a_page_with_a_way_back(noor: User, sign_in: SignIn) -> None:
    page = sign_in(noor).get("/meetings/log/")
    assert (page.status_code, "This is not yours to do" in page.content.decode()) == (403, True)
    assert '<a class="button" href="/">My desk</a>' in page.content.decode()


def test_a_fault_of_ours_has_a_page_with_a_way_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("tracker.pages.find.MOST", "eight")
    page = client.get("/find/?q=visit")
    assert (page.status_code, "Something went wrong on our side" in page.content.decode()) == (500, True)
    assert '<a class="button" href="/">My desk</a>' in page.content.decode()
