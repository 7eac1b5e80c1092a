"""The table of addresses: who gets what answer, for every address there is."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, combinations
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.cache import caches
from django.db import connection
from django.db.models import ForeignKey, Model
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.house.addresses import LOGIN, PAGES, RESTRICTED, Answer, Answers, Row, about_restricted
from tests.house.admin_addresses import ADMIN_PAGES
from tests.house.conftest import Visitor, taken_back
from tests.house.drawings import assert_drawn
from tests.house.going_round import sent_round
from tests.house.matter import asked_about, attached, decided_on, new_names, on_agendas, recommended_by
from tests.house.named import offered_on
from tests.house.pages import Offer, offers_of, sent_from
from tests.house.series_there import restricted_series
from tests.house.tags import assert_tags_drawn, drawn_tags, tags_on
from tests.house.test_drawn import READ as DRAWN
from tests.house.test_drawn import on_any_day
from tests.house.tree import Tree
from tracker.accounts import classification_field
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.restricted_names import naming_columns
from tracker.follow_ups.models import FollowUp, Link, LinkKind
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant

TABLE = PAGES | ADMIN_PAGES

PEOPLE = ("noor", "claire", "amina", "jonas")
# Not offered on any page as things stand here: in mails and by the machinery of forms; after what was done, to take it
# back; of what has been begun, done, removed, paused or put off, or lies on a day off; where words of a record were
# selected; of who nobody knows in the directory; of who signs in, before those who may not merge them; and of what a
# new house has still to do.
MINUTE = re.compile(r"edited at \d\d:\d\d")
# Which mails are still to come hangs on the weekday: tests/house/test_drawn_states.py draws it on a day of its own.
BY_WEEKDAY = {"notifications:today"}
UNOFFERED = {
    *((method, name) for name in ("account_set_password", "who_am_i") for method in ("get", "post")),
    *(
        ("get", name)
        for name in (
            *("calendar_feed", "meetings:edit_row", "records:log_meeting_row", "records:log_meeting_proposals"),
            "records:log_meeting_agenda",
            # Of a meeting that is to come.
            "briefings:meeting",
        )
    ),
    *(
        ("post", name)
        for name in ("account_reset_password_from_key", "account_signup", "first_steps_hide", "test_mail")
    ),
    *(
        ("post", f"follow_ups:{name}")
        for name in ("bulk_do", "bulk_undo", "link_again", "place", "start_at_desk", "view_restore", "wake")
    ),
    *(("post", f"invitations:{name}") for name in ("delivered", "step_undo", "steps_on_working_days")),
    *(("post", name) for name in ("needs:remove", "needs:restore")),
    *(("post", f"{noun}:restore") for noun in ("meetings", "pledges")),
    ("post", "meetings:series_restore"),
    # On the page of what is asked about, and in the message that it was answered.
    ("post", "change_requests:undo"),
    ("post", "change_requests:withdraw"),
    # Offered while somebody types @.
    ("get", "notes:names"),
    *(("post", f"{noun}:undo") for noun in ("meetings", "mandates", "records", "tags")),
    *(("post", f"imports:{name}") for name in ("name_itself", "new_list", "same_list", "stop", "undo")),
    ("post", "briefings:restore"),
    ("post", "commitments:restore"),
    # On the page of a link that was revoked; and of one whose list nobody has asked for yet.
    *(("post", f"partner_links:{name}") for name in ("restore", "show")),
    ("post", "desk_seen"),
    # Asked by machines.
    *(("get", f"health:{name}") for name in ("live", "ready")),
    # Once somebody has left; from a mail; of one that failed, or to somebody to whom mail comes back.
    *(("post", name) for name in ("notifications:join", "owner_mails:leave", "owner_mails:begin")),
    *(("post", name) for name in ("notifications:send_other_again", "directory:mail_arrives")),
    # Before the list was asked for.
    ("post", "partner_links:show"),
    # Once somebody has left.
    ("post", "notifications:join"),
    # Before anybody has; and where nobody has decided that such mails leave.
    *(("post", f"owner_mails:{name}") for name in ("leave", "begin")),
    ("get", "files:thumbnail"),
    ("post", "files:restore"),
    *(("post", f"agendas:{name}") for name in ("take_back", "undo", "point_restore")),
    # Where a next meeting with them is logged; and at the end of one.
    *(("post", f"agendas:{name}") for name in ("point_take", "point_repeat", "record", "record_back")),
    # Of a meeting that changed since it stood in calendars.
    ("post", "calendar_mails:update"),
    *(("post", f"circulation:{name}") for name in ("give_back", "not_agreed", "propose", "restore", "undo")),
    *(("post", f"circulation:{name}_by_link") for name in ("disagree", "propose")),
    *(("post", f"directory:{name}") for name in ("apart_undo", "person_merge_into")),
    *(("post", f"suggestions:{name}") for name in ("accept_sure", "read_through", "read_through_back", "undo")),
    # Of a house that has a model.
    *(("post", f"suggestions:{name}") for name in ("ask_model", "forget_model")),
    *(("post", name) for name in ("activities:restore", "reports:mailed_restore", "reports:mailed_resume")),
}
SignIn = Callable[[User], Client]


def name_of(pattern: URLPattern, namespaces: list[str], route: str) -> str:
    """The name by which an address is reversed; its route when it has none."""
    return ":".join([*namespaces, pattern.name]) if pattern.name else route


def addresses(resolver: URLResolver, namespaces: list[str], route: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            inner = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
            yield from addresses(pattern, inner, here)
        else:
            yield name_of(pattern, namespaces, here)


def answer(response: Any) -> Answer:
    if response.streaming:
        # Read to its end a file is closed.
        b"".join(response)
    if response.status_code not in (301, 302):
        return response.status_code
    match = resolve(response["Location"].split("?")[0])
    return match.view_name


class Seen(NamedTuple):
    """What somebody is answered, and what the page looks for in the memory of the process."""

    answer: Answer
    text: str
    asked: set[str]


def visitors(people: dict[str, User], sign_in: SignIn) -> dict[str, Visitor]:
    """Who may what no database decides: on PostgreSQL one sees what is restricted, one does not."""
    there = people if connection.vendor == "sqlite" else {name: people[name] for name in ("claire", "jonas")}
    return {"stranger": Visitor(Client()), **{name: Visitor(sign_in(user), user) for name, user in there.items()}}


def of_those(found: dict[str, Answers], expected: dict[str, Answers]) -> dict[str, Answers]:
    """What the table expects of those who were there."""
    return {name: {who: answers[who] for who in found[name]} for name, answers in expected.items()}


def each(visitors: dict[str, Visitor], ask: Callable[[Client], HttpResponse]) -> Answers:
    """What each person is answered, as if nobody had asked before."""
    found: Answers = {}
    for name, visitor in visitors.items():
        with taken_back():
            found[name] = answer(ask(visitor.comes_in()))
    return found


def test_every_address_stands_in_the_table_once() -> None:
    assert sorted(addresses(get_resolver(), [])) == sorted(TABLE)


def test_a_path_of_the_table_leads_to_its_address(things: dict[str, Any]) -> None:
    named = [name for name in TABLE if "/" not in name]
    found = [resolve(TABLE[name].path.format(**things).split("?")[0]).view_name for name in named]
    assert found == named


@pytest.fixture(scope="module")
def seen(things: dict[str, Any], people: dict[str, User]) -> dict[str, dict[str, Seen]]:
    """What each person sees at each address of the table, as if nobody had looked before."""
    found, everybody, asked = {}, visitors(people, signed_in), list[str]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(caches["memory"], "get", lambda key, default=None: asked.append(key) or default)
        for name, row in TABLE.items():
            found[name] = {who: look(visitor, row.path.format(**things), asked) for who, visitor in everybody.items()}
    return found


def look(visitor: Visitor, path: str, asked: list[str]) -> Seen:
    asked.clear()
    with taken_back():
        response = visitor.comes_in().get(path)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        text = response.content.decode() if is_page else ""
        return Seen(answer(response), text, {*asked})


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_everybody_who_looks_gets_the_answer_of_the_table(seen: dict[str, dict[str, Seen]]) -> None:
    found = {name: {who: each.answer for who, each in of_each.items()} for name, of_each in seen.items()}
    assert found == of_those(found, {name: row.get for name, row in TABLE.items()})


# Counted over all rows, whoever asks, to choose how they are read: nobody is told.
COUNTED_FOR_ALL = re.compile(r"follow-ups-(unit|partner)-\d+")


@pytest.mark.one_database
def test_what_is_remembered_for_one_person_is_told_to_no_other(seen: dict[str, dict[str, Seen]]) -> None:
    asked = {who: {*chain.from_iterable(seen[name][who].asked for name in PAGES)} for who in PEOPLE}
    own = {who: {key for key in keys if not COUNTED_FOR_ALL.fullmatch(key)} for who, keys in asked.items()}
    assert {who: len(keys) for who, keys in own.items()} == dict.fromkeys(PEOPLE, 2)
    assert {key for one, other in combinations(PEOPLE, 2) for key in own[one] & own[other]} == set()


ID = re.compile(r"""<[^>]*?\sid=["']?([^"'\s>]+)""")


@pytest.mark.one_database
def test_no_page_has_two_things_of_one_name(seen: dict[str, dict[str, Seen]]) -> None:
    """A label, a script or a link that asks for it finds the first."""
    named = {(name, who): Counter(ID.findall(each.text)) for name, of in seen.items() for who, each in of.items()}
    twice = {page: sorted(name for name, count in names.items() if count > 1) for page, names in named.items()}
    assert {page: names for page, names in twice.items() if names} == {}


@pytest.mark.one_database
def test_each_person_is_shown_and_offered_what_is_theirs(
    seen: dict[str, dict[str, Seen]], things: dict[str, Any], today: date
) -> None:
    """Of each page, for whom each part and each deed stands there: a letter of the name, a dot who goes without."""
    pages, called = {}, {str(key): name.upper() for name, key in reversed(things.items())}
    for name in (name for name in PAGES if name not in BY_WEEKDAY):
        offered = {who: offered_on(Tree(each.text), called) for who, each in seen[name].items() if each.answer == 200}
        shown = list(dict.fromkeys(line for lines in offered.values() for line in lines))
        pages[name] = [f"{_letters(line, offered)} {_any_time(line, today)}" for line in shown]
    assert_drawn("persons", {name: lines for name, lines in pages.items() if lines})


@pytest.mark.one_database
def test_what_no_fuller_house_draws_is_marked_up_as_drawn(seen: dict[str, dict[str, Seen]]) -> None:
    """Pages that are not drawn there, to whoever may do most, has not signed in, or may not; and tags that are not."""
    known = {resolve(re.sub(r"{\w+}", "1", path.partition("?")[0])).view_name for _who, path in DRAWN.values()}
    shown = {name: seen[name]["jonas"] for name in PAGES if name not in BY_WEEKDAY}
    shown |= {f"{name} to a stranger": seen[name]["stranger"] for name in PAGES if name not in known}
    shown |= {f"refused to {who}": seen["invite"][who] for who in ("noor", "claire")}
    tags = {name: tags_on(Tree(each.text)) for name, each in shown.items() if isinstance(each.answer, int)}
    elsewhere = drawn_tags("tags") | drawn_tags("tags_crowded")
    for name in known & tags.keys():
        tags[name] = Counter({tag: times for tag, times in tags[name].items() if tag not in elsewhere})
    assert_tags_drawn("tags_of_others", {name: found for name, found in tags.items() if found})


def _any_time(line: str, today: date) -> str:
    """A file that names the day is longer on the tenth."""
    line = on_any_day(MINUTE.sub("edited at", line.replace(f"F-{today.year}-", "F-year-")), today)
    return re.sub(r"\(\d+ bytes\)", "(so many bytes)", line.replace(f"{today:%B %Y}", "this month"))


def _letters(line: str, offered: dict[str, list[str]]) -> str:
    return "".join(who[0] if line in offered.get(who, []) else "." for who in ("stranger", *PEOPLE))


def offered_to(who: str, seen: dict[str, dict[str, Seen]], things: dict[str, Any]) -> dict[Offer, str]:
    """All that the pages of the house offer to somebody, each with a page that does."""
    found: dict[Offer, str] = {}
    for name in PAGES:
        place = PAGES[name].path.format(**things)
        page = seen[name][who]
        for offer in offers_of(place, page.text) if page.answer == 200 else ():
            found.setdefault(offer, place)
    return found


@pytest.mark.one_database
def test_no_page_offers_what_is_refused(
    seen: dict[str, dict[str, Seen]], things: dict[str, Any], people: dict[str, User]
) -> None:
    asked = dict[str, Answer]()
    for who in ("noor", "claire"):
        known = {row.path.format(**things): seen[name][who].answer for name, row in PAGES.items()}
        given = asker(who, signed_in(people[who]), known, asked)
        offered = offered_to(who, seen, things).items()
        assert [(place, offer) for offer, place in offered if given(offer) in (403, 404, 405, 500)] == []


def asker(who: str, client: Client, known: dict[str, Answer], asked: dict[str, Answer]) -> Callable[[Offer], Answer]:
    """What an offer gives: as the table says; else it is asked, a list once for each of its questions.

    Of those who are answered the same at an address, by one of them.
    """

    def given(offer: Offer) -> Answer:
        path, _mark, query = offer.address.partition("?")
        row = PAGES[resolve(path).view_name]
        if offer.method == "post":
            return row.post[who]
        if offer.address in known:
            return known[offer.address]
        alike = row.get["noor"] == row.get["claire"]
        key = f"{'' if alike else who} {path} {sorted(parse_qs(query))}"
        if key not in asked:
            asked[key] = answer(client.get(offer.address))
        return asked[key]

    return given


@pytest.mark.one_database
def test_every_address_is_offered_on_a_page(seen: dict[str, dict[str, Seen]], things: dict[str, Any]) -> None:
    offered = {
        (offer.method, resolve(offer.address.partition("?")[0]).view_name)
        for who in ("stranger", *PEOPLE)
        for offer in offered_to(who, seen, things)
    }
    there = {
        (method, name)
        for name, row in PAGES.items()
        for method, given in (("get", row.get), ("post", row.post))
        if {*given.values()} - {403, 404, 405, LOGIN}
    }
    assert there - offered == UNOFFERED


def test_everybody_who_sends_gets_the_answer_of_the_table(
    seen: dict[str, dict[str, Seen]], things: dict[str, Any], people: dict[str, User], sign_in: SignIn
) -> None:
    """With the form that the page gave to whoever may do most."""
    found, everybody = {}, visitors(people, sign_in)
    for name, row in TABLE.items():
        path = row.path.format(**things)
        sent = {} if row.typed is None else sent_from(seen[name]["jonas"].text, **row.typed)
        found[name] = each(everybody, lambda client, path=path, sent=sent: client.post(path, sent))
    assert found == of_those(found, {name: row.post for name, row in TABLE.items()})


@pytest.mark.one_database
def test_no_address_is_asked_in_another_way(things: dict[str, Any], people: dict[str, User]) -> None:
    """Each view of ours says how it is asked: what it makes of anything else nobody has thought of."""
    client, ours = signed_in(people["jonas"]), {name: row for name, row in PAGES.items() if "account_" not in name}
    answers = {name: client.put(row.path.format(**things)).status_code for name, row in ours.items()}
    assert {name: given for name, given in answers.items() if given != 405} == {}


# What no list is written as. Each list asks of its form before anything else: also where its filter says nothing.
@pytest.mark.one_database
@pytest.mark.parametrize("query", ["", "?due_from=someday&held_from=someday&period=someday"])
def test_a_file_of_another_form_is_not_there(query: str, things: dict[str, Any], people: dict[str, User]) -> None:
    client, files = signed_in(people["amina"]), [row.path for row in PAGES.values() if "/csv/" in row.path]
    assert len(files) > 8
    asked = [path.format(**things).partition("?")[0].replace("/csv/", "/exe/") + query for path in files]
    assert {path: client.get(path).status_code for path in asked} == dict.fromkeys(asked, 404)


@pytest.fixture
def hidden(things: dict[str, Any], secret: FollowUp, claire: User, make_pledge: Callable[..., Any]) -> dict[str, Any]:
    """The same keys, those of whatever may be restricted leading to restricted ones."""
    meeting, passage = secret.meeting, secret.passage
    assert meeting
    assert passage
    noted = secret.note("Asked twice", by=claire)
    reported = FollowUp.log(by=claire, title="Taught them", kind="training", meeting=meeting)
    reported.move_to("done", by=claire)
    gone = FollowUp.log(by=claire, title="Gone", meeting=meeting)
    gone.remove(by=claire)
    pledge = make_pledge(meeting=meeting)
    moved = pledge.move_to("pledged", by=claire)
    withheld = make_pledge(meeting=meeting)
    withheld.remove(by=claire)
    cancelled = Meeting.log(by=claire, title="Cancelled", held_on=meeting.held_on, classification="restricted")
    cancelled.remove(by=claire)
    information = passage.record.mark_information(passage.record.latest, 0, 4, by=claire)
    names = new_names(things, by=claire)
    meeting.change("edited", by=claire, participants=[Participant(names.person, names.organisation)])
    work = {"starts_on": date(2018, 6, 1), "ends_on": date(2018, 6, 1), "classification": "restricted"}
    hidden, gone_too = (Activity.log(by=claire, title="Hidden", **work) for _each in range(2))
    gone_too.remove(by=claire)
    general = FollowUp.objects.get(pk=things["follow_up"])
    linked, unlinked = (Link.make(kind, general, secret, by=claire)[0] for kind in (LinkKind.SAME, LinkKind.FOLLOWS))
    unlinked.remove(by=claire)
    return things | {
        **attached(secret, by=claire),
        **on_agendas(secret, things, claire),
        **restricted_series(claire, names.person, names.organisation),
        "link": linked.pk,
        "unlinked": unlinked.pk,
        "person": names.person.pk,
        "organisation": names.organisation.pk,
        "post": names.post.pk,
        "activity": hidden.pk,
        "removed_activity": gone_too.pk,
        "meeting": meeting.pk,
        "removed_meeting": cancelled.pk,
        "record": passage.record_id,
        "information": information.pk,
        **decided_on(passage.record, 0, by=claire),
        **sent_round(passage.record, to=names.person, by=claire, reader=claire),
        "follow_up": secret.pk,
        "removed_follow_up": gone.pk,
        "last_change": noted.pk if noted else None,
        "note": noted.pk if noted else None,
        "reported": reported.pk,
        "recommended": recommended_by(meeting, claire),
        **asked_about(secret, names.person, claire),
        "needy": secret.pk,
        "pledge": pledge.pk,
        "removed_pledge": withheld.pk,
        "last_pledge_change": moved.pk,
    }


# What is sent about it is refused where it is seen, too, that nothing is written.
@pytest.mark.one_database
def test_what_is_restricted_is_not_there_for_others(
    hidden: dict[str, Any], people: dict[str, User], omar: User, sign_in: SignIn
) -> None:
    others = {name: user for name, user in people.items() if name != "claire"} | {"omar": omar}
    found, expected, everybody = {}, {}, visitors(others, sign_in)
    for name, row in about_restricted(PAGES).items():
        path = row.path.format(**hidden)
        found[name] = each(everybody, lambda client, path=path: client.get(path))
        # A page that only takes says so whatever it is asked about.
        refused = row.get["claire"] == 405
        expected[name] = {"stranger": LOGIN, **dict.fromkeys(others, 405 if refused else 404)}
    assert found == expected


@pytest.mark.one_database
@pytest.mark.parametrize("verb", ["get", "post"])
def test_the_admin_site_tells_nothing_restricted_from_what_never_was(
    verb: str, hidden: dict[str, Any], jonas: User, sign_in: SignIn
) -> None:
    nothing = hidden | dict.fromkeys(RESTRICTED, 999_999)
    client = sign_in(jonas)
    there, nowhere = (
        {
            name: answer(getattr(client, verb)(row.path.format(**keys)))
            for name, row in about_restricted(ADMIN_PAGES).items()
        }
        for keys in (hidden, nothing)
    )
    assert there == nowhere


def served(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, str]]:
    """The namespace of each address that has one, and the package that serves it."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from served(each.url_patterns, each.namespace or namespace)
        elif namespace not in ("", "admin") and each.callback.__module__.startswith("tracker."):
            yield namespace, each.callback.__module__.split(".")[1]


def test_no_package_but_pages_serves_an_address_of_another_noun() -> None:
    found = list(served(get_resolver().url_patterns))
    assert len(found) > 100
    assert {(noun, package) for noun, package in found if package not in (noun, "pages")} == set()


@pytest.fixture(scope="module")
def rows(things: dict[str, Any]) -> dict[str, Model]:
    """What each key of the table of addresses leads to: no two tables have the same keys."""
    keys = {name: key for name, key in things.items() if isinstance(key, int)}
    models = [model for model in apps.get_models() if model._meta.pk.get_internal_type() == "BigAutoField"]
    found = {row.pk: row for model in models for row in model._base_manager.filter(pk__in={*keys.values()})}
    return {name: found[key] for name, key in keys.items() if key in found}


def parts(row: Model) -> Iterator[tuple[str, Any]]:
    """What it names. What is general itself opens the people and places in its columns."""
    opened = {column.name for column in naming_columns(type(row))} if hasattr(row, "restricted_names") else set()
    columns = [column.name for column in row._meta.fields if isinstance(column, ForeignKey)]
    columns += [column.name for column in row._meta.private_fields if isinstance(column, GenericForeignKey)]
    yield from ((name, getattr(row, name)) for name in columns if name not in opened)


def asked_both_ways(client: Client, row: Row, path: str) -> list[int]:
    """What is answered to whoever looks, and to whoever sends nothing."""
    found = []
    for method, of_all in (("get", row.get), ("post", row.post)):
        if of_all["jonas"] not in (404, 405):
            with taken_back():
                response = getattr(client, method)(path)
                answer(response)
                found.append(response.status_code)
    return found


# A card beside which another is put may have left its lane: that is said, and said alike of one that is hidden.
ALIKE_WHERE_GONE = {"follow_ups:place card": [302]}
# A meeting is as open as it says, whatever series it belongs to: these pages tell nothing of that.
OF_THE_MEETING_ALONE = {
    "calendar_mails:invite occurrence.series": [200, 422],
    "calendar_mails:update occurrence.series": [302],
    "calendar_mails:cancel occurrence.series": [302],
}


@pytest.mark.one_database
def test_what_names_something_is_as_closed_as_that(things: dict[str, Any], rows: dict[str, Model], jonas: User) -> None:
    """Whichever of two it is that is restricted: of those in the path, or of those that its row names."""
    client = signed_in(jonas)
    tried, open_still = set[str](), {}
    for name, row in PAGES.items():
        keys = [key for key in rows if f"{{{key}}}" in row.path]
        named = [(key, rows[key]) for key in keys if len(keys) > 1]
        named += [(f"{key}.{column}", part) for key in keys for column, part in parts(rows[key])]
        for said, part in named:
            if hasattr(part, "classification"):
                with taken_back():
                    type(part)._base_manager.filter(pk=part.pk).update(classification=classification_field.RESTRICTED)
                    found = asked_both_ways(client, row, row.path.format(**things))
                tried.add(said)
                open_still |= {f"{name} {said}": found} if {*found} != {404} else {}
    assert open_still == ALIKE_WHERE_GONE | OF_THE_MEETING_ALONE
    assert len(tried) > 20
