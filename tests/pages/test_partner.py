from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import CANARY
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Participation
from tracker.pages import partners as partners_page
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
PARTNERS = "/partners/"


@pytest.fixture
def reader(noor: User, sign_in: SignIn) -> Client:
    return sign_in(noor)


def counts(answer: Any, tree: str = "partners") -> dict[str, int]:
    return {str(branch.organisation): branch.count for branch in answer.context[tree]}


def meet(by: User, person: Person, organisation: Organisation, **values: Any) -> Meeting:
    meeting = Meeting.add(by=by, recorder=by, **{"title": "Talks", "held_on": date(2018, 5, 25)} | values)
    Participation.objects.create(meeting=meeting, person=person, organisation=organisation)
    return meeting


def test_ours_stand_apart_from_partners(reader: Client, unit: Organisation, europol: Organisation) -> None:
    answer = reader.get(PARTNERS)
    assert (list(counts(answer)), list(counts(answer, "ours"))) == (["EU", "EUROPOL"], ["WCO", "ENF"])


def test_partners_count_what_is_active_with_them_and_their_parts(
    reader: Client, eu: Organisation, europol: Organisation, make_follow_up: Make, claire: User
) -> None:
    make_follow_up(partner=eu)
    make_follow_up(partner=europol)
    make_follow_up(partner=europol).move_to("done", by=claire)
    assert counts(reader.get(PARTNERS)) == {"EU": 2, "EUROPOL": 1}


def test_units_count_what_is_theirs(reader: Client, unit: Organisation, eu: Organisation, make_follow_up: Make) -> None:
    make_follow_up(unit=unit, partner=eu)
    assert counts(reader.get(PARTNERS), "ours") == {"WCO": 1, "ENF": 1}


def test_a_search_keeps_what_was_found_with_the_way_to_it(
    reader: Client, europol: Organisation, unit: Organisation
) -> None:
    answer = reader.get(PARTNERS, {"q": "POLICE"})
    assert (list(counts(answer)), answer.context["ours"], "<details open>" in answer.text) == (
        ["EU", "EUROPOL"], [], True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"), [("\x00", ["EU"]), ("%", []), ("x" * 9000, []), ("\u202e", ["EU"]), ("  ", ["EU"])]
)
def test_odd_words_find_a_page(words: str, found: list[str], reader: Client, eu: Organisation) -> None:
    page = reader.get(PARTNERS, {"q": words})
    assert (page.status_code, list(counts(page))) == (200, found)


def test_a_large_directory_opens_where_the_reader_wants(reader: Client, eu: Organisation) -> None:
    for number in range(61):
        Organisation.add(by=None, name=f"Part {number}", parent=eu)
    answer = reader.get(PARTNERS)
    assert (list(counts(answer)), "<details open>" in answer.text) == (["EU"], False)
    assert answer.context["sizes"] == {"partners": 62, "ours": 1}


def test_a_branch_is_drawn_when_it_is_opened_and_what_is_beside_it_is_not(
    reader: Client, europol: Organisation, make_follow_up: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partners_page, "OPEN_UP_TO", 1)
    part = Organisation.add(by=None, name="Unit of Europol", parent=europol)
    make_follow_up(partner=part)
    hidden = Organisation.add(by=None, name="Hidden unit", parent=part, classification="restricted")
    asked = {"": ["EU"], europol.parent_id: ["EU", "EUROPOL"], europol.pk: ["EU", "EUROPOL", "Unit of Europol"]}
    asked[hidden.pk] = ["EU"]
    drawn = {key: reader.get(PARTNERS, {"open": key}) for key in asked}
    assert {key: list(counts(answer)) for key, answer in drawn.items()} == asked
    assert {sum(counts(answer).values()) for answer in drawn.values()} == {1, 2, 3}
    assert f'href="{PARTNERS}?open={europol.pk}#parts-{europol.pk}"' in drawn[europol.parent_id].text


def test_an_organisation_is_shown_with_all_that_is_about_it(
    reader: Client, eu: Organisation, europol: Organisation, invitation: FollowUp, coordinator: Person
) -> None:
    Mandate.add(by=None, kind="strategy", title="Mechanism", parties=[eu])
    context = reader.get(eu.get_absolute_url()).context
    assert [str(branch.organisation) for branch in context["parts"]] == ["EUROPOL"]
    assert [post.person for post in context["posts"]] == [coordinator]
    assert [str(mandate) for mandate in context["mandates"]] == ["Mechanism"]
    assert list(context["meetings"]) == [invitation.meeting]
    assert list(context["follow_ups"]) == [invitation]
    assert str(context["active_count"]) == "1"


def test_an_organisation_shows_what_it_is_part_of(reader: Client, eu: Organisation, europol: Organisation) -> None:
    assert list(reader.get(europol.get_absolute_url()).context["ancestors"]) == [eu]


def test_meetings_and_follow_ups_of_the_parts_are_those_of_the_whole(
    reader: Client, claire: User, coordinator: Person, eu: Organisation, europol: Organisation, make_follow_up: Make
) -> None:
    meeting = meet(claire, coordinator, europol)
    follow_up = make_follow_up(partner=europol)
    context = reader.get(eu.get_absolute_url()).context
    assert (list(context["meetings"]), list(context["follow_ups"])) == ([meeting], [follow_up])


def test_follow_ups_stand_by_due_date_and_those_without_one_last(
    reader: Client, eu: Organisation, make_follow_up: Make, today: date
) -> None:
    for title, days in {"undated": None, "later": 9, "late": -1}.items():
        make_follow_up(title, partner=eu, due_on=None if days is None else today + timedelta(days=days))
    context = reader.get(eu.get_absolute_url()).context
    assert [row.title for row in context["follow_ups"]] == ["late", "later", "undated"]
    assert (str(context["active_count"]), str(context["late_count"]), str(context["ended_count"])) == ("3", "1", "0")


def test_long_lists_are_cut_and_lead_to_the_whole(
    reader: Client, claire: User, coordinator: Person, eu: Organisation, make_follow_up: Make
) -> None:
    for number in range(21):
        make_follow_up(str(number), partner=eu)
    for number in range(11):
        meet(claire, coordinator, eu, title=f"No. {number}", held_on=date(2018, 1, 1) + timedelta(days=number))
    answer = reader.get(eu.get_absolute_url())
    assert (len(answer.context["follow_ups"]), len(answer.context["meetings"])) == (20, 10)
    assert answer.context["meetings"][0].title == "No. 10"
    text = answer.content.decode()
    assert f"{reverse('follow_ups:list')}?partner={eu.pk}&amp;status=active" in text
    assert f"{reverse('meetings:list')}?partner={eu.pk}" in text


def test_a_person_is_shown_with_posts_meetings_and_what_they_own(
    reader: Client, visit: Meeting, coordinator: Person, make_follow_up: Make, today: date
) -> None:
    coordinator.appointments.update(until=today - timedelta(days=1))
    follow_up = make_follow_up(owner=coordinator)
    make_follow_up("Somebody else's")
    answer = reader.get(coordinator.get_absolute_url())
    assert [post.is_over for post in answer.context["posts"]] == [True]
    assert (list(answer.context["meetings"]), list(answer.context["follow_ups"])) == ([visit], [follow_up])
    assert f"{reverse('follow_ups:list')}?owner={coordinator.pk}" in answer.content.decode()


@pytest.mark.parametrize("who", ["noor", "omar", "jonas"])
def test_of_restricted_matters_others_find_no_trace(
    who: str, secret: FollowUp, europol: Organisation, claire: User, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    assert secret.meeting is not None
    Participation.objects.create(meeting=secret.meeting, person=claire.person, organisation=europol)
    client = sign_in(request.getfixturevalue(who))
    answer = client.get(europol.get_absolute_url())
    pages: list[HttpResponse] = [client.get(page) for page in (PARTNERS, claire.person.get_absolute_url())] + [answer]
    assert [CANARY in page.content.decode() for page in pages] == [False, False, False]
    assert (str(answer.context["active_count"]), str(answer.context["meetings_count"])) == ("0", "0")
    assert counts(client.get(PARTNERS)) == {"EU": 0, "EUROPOL": 0}


@pytest.mark.parametrize("who", ["claire", "mei"])
def test_who_may_see_restricted_matters_finds_them(
    who: str, secret: FollowUp, europol: Organisation, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(who))
    assert counts(client.get(PARTNERS)) == {"EU": 1, "EUROPOL": 1}
    assert CANARY in client.get(europol.get_absolute_url()).content.decode()


def test_agreements_in_force_with_a_partner_and_its_parts_stand_by_their_end(
    reader: Client, eu: Organisation, europol: Organisation, today: date
) -> None:
    for title, days, parties in (
        ("Without an end", None, [eu]),
        ("Soon", 30, [europol]),
        ("Later", 400, [eu, europol]),
        ("Past", -1, [eu]),
    ):
        until = None if days is None else today + timedelta(days=days)
        Mandate.add(by=None, kind="agreement", title=title, parties=parties, valid_until=until)
    answer = reader.get(eu.get_absolute_url())
    assert [str(each) for each in answer.context["agreements"]] == ["Soon", "Later", "Without an end"]
    assert [str(each) for each in answer.context["mandates"]] == ["Past"]
    assert answer.text.count("ends soon, on") == 1
    listed = reader.get(f"{reverse('mandates:list')}?kind=agreement&in_force=yes&party={eu.pk}")
    assert str(listed.context["count"]) == str(answer.context["agreements_count"]) == "3"


@pytest.fixture
def populate(claire: User, eu: Organisation, coordinator: Person, make_follow_up: Make) -> Callable[[int], None]:
    """So many of everything that a page lists."""

    def filled(number: int) -> None:
        for each in range(number):
            part = Organisation.add(by=None, name=f"Part {each}", parent=eu)
            for kind in ("agreement", "decision"):
                Mandate.add(by=None, kind=kind, title=f"Mandate {each}", parties=[eu])
            meeting = meet(claire, coordinator, part, title=f"Talks {each}")
            record = Record.write(by=claire, text="We agreed.", meeting=meeting)
            passage = Passage.of(record.latest, 0, 2)
            make_follow_up(str(each), partner=part, owner=coordinator, meeting=meeting, passage=passage)
            person = Person.add(by=None, name=f"Person {each}")
            for held in (person, coordinator):
                Appointment.objects.create(person=held, organisation=eu, title=f"Post {each}")

    return filled


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_however_much_they_show(
    number: int,
    amina: User,
    sign_in: SignIn,
    eu: Organisation,
    coordinator: Person,
    populate: Callable[[int], None],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    populate(number)
    client = sign_in(amina)
    pages = {PARTNERS: 6, f"{PARTNERS}?q=part": 7, eu.get_absolute_url(): 28, coordinator.get_absolute_url(): 18}
    for page, queries in pages.items():
        client.get(page)
        with django_assert_num_queries(queries):
            client.get(page)


def test_only_who_may_log_is_told_to_log(reader: Client, eu: Organisation, claire: User, sign_in: SignIn) -> None:
    told = "Log a meeting, and select words in its record."
    assert [told in client.get(eu.get_absolute_url()).text for client in (reader, sign_in(claire))] == [False, True]


@pytest.mark.parametrize(("parts", "is_open"), [(58, True), (59, False)])
def test_a_directory_of_sixty_is_open_and_one_more_closes_it(
    parts: int, is_open: bool, reader: Client, eu: Organisation
) -> None:
    """With these parts stand their whole and ourselves."""
    for number in range(parts):
        Organisation.add(by=None, name=f"Part {number}", parent=eu)
    assert ("<details open>" in reader.get(PARTNERS).text) is is_open


def test_late_active_and_ended_follow_ups_are_counted_apart(
    reader: Client, eu: Organisation, europol: Organisation, make_follow_up: Make, claire: User, today: date
) -> None:
    make_follow_up(partner=europol, due_on=today - timedelta(days=1))
    for owed_by in ("us", "partner"):
        make_follow_up(partner=eu, due_on=today, owed_by=owed_by)
    for days in (1, 30):
        make_follow_up(partner=eu, due_on=today - timedelta(days=days), owed_by="partner")
    for _each in range(4):
        make_follow_up(partner=eu).move_to("done", by=claire)
    page = reader.get(eu.get_absolute_url())
    counts = {name: str(page.context[f"{name}_count"]) for name in ("late", "overdue", "active", "ended")}
    assert counts == {"late": "1", "overdue": "2", "active": "5", "ended": "4"}
    assert "of which 2 overdue" in page.text


def test_a_partner_is_filled_in_where_its_page_leads_to(
    claire: User, sign_in: SignIn, eu: Organisation, coordinator: Person, unit: Organisation, reader: Client
) -> None:
    client = sign_in(claire)
    page = client.get(eu.get_absolute_url()).text
    log, new = f"/meetings/log/?with={eu.pk}", f"/follow-ups/new/?partner={eu.pk}"
    assert [f'href="{address}"' in page for address in (log, new)] == [True, True]
    assert f"/follow-ups/export/pdf/?partner={eu.pk}&amp;status=active" in page
    form = client.get(log).context["form"]
    assert (form["title"].value(), form.rows.forms[0].initial) == (
        "Meeting with EU", {"person": coordinator, "organisation": eu},
    )  # fmt: skip
    assert client.get(new).context["form"]["partner"].value() == eu.label
    assert f"/follow-ups/new/?unit={unit.pk}" in client.get(unit.get_absolute_url()).text
    assert client.get(f"/follow-ups/new/?unit={unit.pk}").context["form"]["unit"].value() == unit.label
    seen = reader.get(eu.get_absolute_url()).text
    assert [each in seen for each in (log, new, "/follow-ups/export/pdf/")] == [False, False, True]


def test_a_link_to_what_one_may_not_know_fills_in_nothing(claire: User, omar: User, sign_in: SignIn) -> None:
    hidden = Organisation.add(by=claire, name="Hidden Bureau", classification="restricted")
    client = sign_in(omar)
    for address in (
        f"/meetings/log/?with={hidden.pk}",
        f"/follow-ups/new/?partner={hidden.pk}",
        "/meetings/log/?with=x",
    ):
        page = client.get(address)
        assert (page.status_code, "Hidden Bureau" in page.text, "Meeting with" in page.text) == (200, False, False)
