"""Where forms lead: their "Cancel", what was typed into them before a sign-in, and what is said after a deed.

All of it happens in the hour after midnight, when UTC has still the day before.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.db.models import DateField
from django.utils import timezone

from tests.house import drawings
from tests.house.addresses import PAGES, Answers
from tests.house.conftest import Visitor, taken_back
from tests.house.fields import fields_of
from tests.house.pages import as_sent, controls_of, form_of, offers_of
from tests.house.second import answered_second
from tests.house.test_drawn_at_work import told
from tests.house.test_faults import FULLER
from tests.house.written import every_row, told_of
from tracker.kit.date_formats import format_date
from tracker.kit.templatetags.kit import undo_address
from tracker.privacy.export.held_of import held_of
from tracker.privacy.subject import subject_of

# The other database does not take back the numbers of its rows.
pytestmark = pytest.mark.one_database
TYPED, COME_BACK = "Typed before", "Here is what you typed"
WORDS = re.compile(r"  (?:input|textarea) (?!type=(?:hidden|checkbox|radio|file|password)).*?name=([\w-]+)")


# Columns that hold the day on which something was done.
WRITTEN = {
    *("FollowUp.confirmed_on", "FollowUp.ended_on", "FollowUp.entered_on", "FollowUp.imported_on"),
    "FollowUp.reported_on",
    *("Absence.since", "Silence.since", "Silence.head_on", "Mail.day", "OwnerMail.day"),
    *("Invitation.answered_on", "Pledge.made_on", "Pledge.stage_since", "Step.done_on"),
}
# Whoever has such a link never signs in; the link itself is another one each time.
BY_LINK = ("mail_answers:", "partner_links:")
LINK = re.compile(r"(?<= /)(answer|partner)/[^/]+/")
EDITS = {
    *("follow_ups:edit", "pledges:edit", "activities:edit", "meetings:edit", "mandates:edit", "records:edit"),
    *("directory:organisation_edit", "directory:person_edit", "directory:appointment_new"),
    *("directory:appointment_edit", "invitations:event", "invitations:readout"),
}


class Deed(NamedTuple):
    """`days`: the columns of the house that hold the day on which it was done, and those that hold the day of UTC."""

    name: str
    location: str
    told: list[Any]
    days: tuple[set[str], ...]
    written: list[str]


# Where the house stands it is half past midnight, and tomorrow.
MOMENT, UTC_DAY, DAY = datetime(2026, 11, 24, 23, 30, tzinfo=UTC), date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture(scope="module", autouse=True)
def _after_midnight() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: MOMENT)
        yield


class FormPage(NamedTuple):
    name: str
    path: str
    visitor: Visitor
    response: Any


def who_may(answers: Answers, wanted: Callable[[Any], bool]) -> str:
    return next((who for who in ("jonas", "claire") if wanted(answers[who])), "")


@pytest.fixture(scope="module")
def form_pages(things: dict[str, Any], visitors: dict[str, Visitor]) -> list[FormPage]:
    """Each page with a form, to somebody who may fill it in."""
    found = []
    for name, row in PAGES.items():
        who = who_may(row.get, lambda given: given == 200)
        if who and row.post[who] not in (403, 404, 405):
            with taken_back():
                path = row.path.format(**things)
                found.append(FormPage(name, path, visitors[who], visitors[who].comes_in().get(path)))
    return found


def test_cancel_leads_to_the_page_of_what_the_form_is_about(form_pages: list[FormPage]) -> None:
    lines = []
    for page in form_pages:
        offers = offers_of(page.path, page.response.text)
        lines += [f"{page.name} -> {offer.address}" for offer in offers if offer.words == "Cancel"]
    assert_drawn("cancel", [LINK.sub(r"\1/LINK/", line) for line in lines])


# Namespaces whose pages no fuller house draws; and what is another each time.
TOLD = {
    *("agendas", "calendar_mails", "circulation", "health", "incoming_mail", "mail_answers", "meetings"),
    *("notifications", "owner_mails", "partner_links", "privacy"),
}
ANEW = re.compile(r"(?<=-key value=)\S+|[\w-]{43}(?::[\w-]{43})?|[0-9a-f]{8}-[0-9a-f-]{27}|\d+(?= bytes · )")
MONTHS = "|".join(f"{date(2026, month, 1):%b}" for month in range(1, 13))
FAR = date(2030, 1, 1)
WRITTEN_DAY = re.compile(rf"\b(\d{{1,2}}) ((?:{MONTHS})[a-z]*) (\d{{4}})\b(?:, [0-9:]+)?")
UNLIKE = re.compile(r"B are free$|^SQLite|^\d+\.\d+$|^\[?{")


def test_a_page_that_no_fuller_house_draws_says_what_is_so(
    things: dict[str, Any], visitors: dict[str, Visitor]
) -> None:
    """Of mails, links, series and how Suivi is: to whoever may do most there. Of a file its name."""
    pages = dict[str, list[str]]()
    beside = "/keys/", visitors["jonas"].comes_in().get("/keys/")
    for name, row in PAGES.items():
        who = who_may(row.get, lambda given: given == 200)
        if who and name.partition(":")[0] in TOLD:
            with taken_back():
                place = row.path.format(**things)
                page = visitors[who].comes_in().get(place)
                page.close()
                file = page.headers.get("Content-Disposition")
                said = [file] if file else [line for line in told(place, page, beside) if not UNLIKE.search(line)]
                pages[name] = [_by_now(ANEW.sub("KEY", LINK.sub(r"\1/LINK/", line))) for line in said]
    drawings.assert_drawn("told", pages)


def test_what_is_held_of_a_person(things: dict[str, Any]) -> None:
    """Of somebody with an account, and of a contact: each table, why it holds them, how many rows, and its heads."""
    pages = {}
    for name in ("owner", "person"):
        held = held_of(subject_of(f"#{things[name]}"))
        pages[name] = [f"{each.table} {each.how} {len(each.rows)}: {', '.join(each.heads.values())}" for each in held]
    drawings.assert_drawn("held", pages)


def _by_now(line: str) -> str:
    """Some rows were made when the tests were: the clock that stands still does not reach them.

    So no day after that of the clock is told, but for those of the house, in 2030: one day the tests are made on it.
    """
    return WRITTEN_DAY.sub(lambda found: "now" if DAY < _day_of(*found.groups()) < FAR else found[0], line)


def _day_of(day: str, month: str, year: str) -> date:
    return datetime.strptime(f"{day} {month[:3]} {year}", "%d %b %Y").date()  # noqa: DTZ007


def test_each_field_is_marked_as_what_it_is(form_pages: list[FormPage]) -> None:
    told = {page.name: fields_of(page.response) for page in form_pages}
    drawings.assert_drawn("fields", {name: lines for name, lines in told.items() if lines})


def test_what_was_typed_before_a_sign_in_comes_back_into_its_form(form_pages: list[FormPage], settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    lost, tried = {}, 0
    for page in form_pages:
        names = [found[1] for line in controls_of(page.response) if (found := WORDS.match(line))]
        # What is merged is pressed and not typed; a contact of a partner never signs in.
        apart = ("account_", "directory:organisation_merge", *BY_LINK)
        if not form_of(page.response) or page.name.startswith(apart):
            continue
        with taken_back():
            client = page.visitor.comes_in()
            client.get("/keys/")
            del client.cookies[settings.SESSION_COOKIE_NAME]
            client.post(page.path, as_sent(page.response, **dict.fromkeys(names, TYPED)))
            client.force_login(page.visitor.user, backend=settings.AUTHENTICATION_BACKENDS[0])
            again = client.get(page.path)
        form = form_of(again)
        kept = form.sends if form else {}
        lost[page.name] = [name for name in names if TYPED not in kept.get(name, [])]
        lost[page.name] += [] if COME_BACK in again.text else ["what it says"]
        tried += 1
    assert {name: names for name, names in lost.items() if names} == {}
    assert tried > 35


@pytest.fixture(scope="module")
def deeds(things: dict[str, Any], visitors: dict[str, Visitor]) -> list[Deed]:
    """Each deed of the table of addresses, done by somebody who may."""
    found, before = [], every_row()
    called = {key: name for name, key in reversed(things.items()) if isinstance(key, int)}
    called |= {visitor.user.pk: name for name, visitor in visitors.items() if visitor.user}
    called |= {visitor.user.person.pk: name for name, visitor in visitors.items() if visitor.user}
    for name, row in PAGES.items():
        who = who_may(row.post, lambda given: isinstance(given, str))
        if not who:
            continue
        with taken_back():
            client, path = visitors[who].comes_in(), row.path.format(**things)
            sent = {} if row.typed is None else as_sent(client.get(path), **row.typed | FULLER.get(name, {}))
            response = client.post(path, sent)
            told = list(get_messages(response.wsgi_request))
            days, written = columns_with(DAY, UTC_DAY), told_of(before, every_row(), called, MOMENT)
        found.append(Deed(name, response["Location"], told, days, written))
    return found


def columns_with(*days: date) -> tuple[set[str], ...]:
    """The columns of days, anywhere in the house, that hold each of these."""
    held = {(column, day) for columns, rows in dated_rows() for row in rows
            for column, day in zip(columns, row, strict=True) if day in days}  # fmt: skip
    return tuple({column for column, held_day in held if held_day == day} for day in days)


def dated_rows() -> Iterator[tuple[list[str], Any]]:
    for model in apps.get_models():
        if names := [column.name for column in model._meta.fields if type(column) is DateField]:
            rows = model._base_manager.values_list(*names)
            yield [f"{model.__name__}.{name}" for name in names], rows


def test_a_day_that_is_written_is_that_of_the_house(deeds: list[Deed]) -> None:
    assert {deed.name: deed.days[1] for deed in deeds if deed.days[1]} == {}
    assert set().union(*(deed.days[0] for deed in deeds)) == WRITTEN


def test_each_edit_is_said_with_a_link_and_offers_to_undo_it(deeds: list[Deed]) -> None:
    edits = {deed.name: deed.told for deed in deeds if deed.name in EDITS}
    told = {name: [(undo_address(each) != "", "<a " in each.message) for each in said] for name, said in edits.items()}
    assert told == {name: [(True, True)] for name in EDITS}


def test_each_deed_leads_somewhere_and_says_what_was_done(deeds: list[Deed], today: date) -> None:
    said = []
    for deed in deeds:
        said += [f"{deed.name} -> {deed.location}", *(f"  {each.tags}: {each.message}" for each in deed.told)]
    # Some of it is of the day on which it is done.
    some = {f"F-{today.year}-": "F-year-", format_date(today + timedelta(days=3)): "in 3 days"}
    for now, always in some.items():
        said = [line.replace(now, always) for line in said]
    # Which entry of the whole history it is hangs on all that was done before.
    said = [re.sub(r"/(undo|hand-over)/\d+/", r"/\1/KEY/", line) for line in said]
    # And what a link is signed with is another each time.
    said = [re.sub(r"[\w-]{43}:[\w-]{43}", "KEY", line) for line in said]
    said = [LINK.sub(r"\1/LINK/", line) for line in said]
    assert_drawn("deeds", said)


def test_each_deed_writes_what_is_drawn_and_nothing_else(deeds: list[Deed]) -> None:
    drawings.assert_drawn("written", {deed.name: deed.written for deed in deeds})


def test_whoever_comes_second_is_told_what_stands_there(things: dict[str, Any], visitors: dict[str, Visitor]) -> None:
    """What two would do with one page at once, one after the other: nothing is done twice, nor lost unseen."""
    found = {}
    for name, row in PAGES.items():
        first, second = (who_of(who, row.post) for who in (["claire", "jonas"], ["jonas", "amina", "claire"]))
        # The clock stands still: a mailing that is sent twice has two moments.
        if first and second and not name.startswith(("account_", "reports:mailed_now")):
            with taken_back():
                clients = [visitors[who].comes_in() for who in (first, second)]
                typed = None if row.typed is None else row.typed | FULLER.get(name, {})
                found[name] = [unkeyed(line) for line in answered_second(*clients, row.path.format(**things), typed)]
    drawings.assert_drawn("second", found)


def who_of(names: list[str], answers: Answers) -> str:
    return next((who for who in names if isinstance(answers[who], str)), "")


def unkeyed(line: str) -> str:
    """Without what is another each time."""
    line = re.sub(r"/(undo|hand-over)/\d+/", r"/\1/KEY/", re.sub(r"[\w-]{43}:[\w-]{43}", "KEY", line))
    return LINK.sub(r"\1/LINK/", line)


def assert_drawn(name: str, lines: list[str]) -> None:
    """It is what stands in the folder `drawn`; written there when nothing does."""
    file = Path(__file__).parent / "drawn" / f"{name}.txt"
    if not file.exists():
        file.write_text("\n".join([*lines, ""]))
        pytest.fail(f"{file} is written: read it.")
    assert lines == file.read_text().splitlines()
