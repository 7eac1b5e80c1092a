"""Changing many follow-ups at once: through their verbs, once each, and taken back where nobody changed them since."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import CANARY
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.bulk import preview
from tracker.follow_ups.bulk.bulk_edit import BulkEdit, Refusal
from tracker.follow_ups.bulk.tasks import FORGET
from tracker.follow_ups.models import BulkChange, FollowUp, bulk_change
from tracker.follow_ups.models.bulk_change import BulkRow
from tracker.history.tracked_model import Stale

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
NEW = "/follow-ups/changes/new/"


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def chosen(client: Client, rows: list[FollowUp]) -> str:
    answer = client.post(NEW, {"row": [row.pk for row in rows]})
    assert answer.status_code == 302
    return str(answer.url)


def chosen_by(user: User, rows: list[FollowUp]) -> BulkChange:
    return BulkChange.choose([(row.pk, row.version) for row in rows], by=user)


def done(client: Client, rows: list[FollowUp], **typed: Any) -> BulkChange:
    place = chosen(client, rows)
    answer = client.post(f"{place}do/", typed)
    assert (answer.status_code, answer.url) == (302, place)
    return BulkChange.objects.latest("pk")


def outcomes(change: BulkChange) -> list[tuple[str, str]]:
    return list(change.rows.values_list("outcome", "why"))


def fresh(row: FollowUp) -> FollowUp:
    return FollowUp.objects.get(pk=row.pk)


def verbs(row: FollowUp) -> list[str]:
    return list(row.history.order_by("id").values_list("verb", flat=True))


def test_those_ticked_are_changed_in_one_entry_each(
    make_follow_up: Make, europol: Organisation, unit: Organisation, claire: User, client: Client, today: date
) -> None:
    rows = [make_follow_up(title, due_on=today) for title in ("One", "Two", "Three")]
    typed = {"partner": "EUROPOL", "unit": "ENF", "kind": "training", "strength": "offered", "due_on": "1 June 2030"}
    change = done(client, rows[:2], **typed, owner="Claire Dubois", note="As agreed")
    assert outcomes(change) == [("changed", "")] * 2
    for row in map(fresh, rows[:2]):
        assert (row.partner, row.unit, row.owner, row.kind, row.strength, row.due_on) == (
            europol, unit, claire.person, "training", "offered", date(2030, 6, 1)
        )  # fmt: skip
        assert (verbs(row), row.history.latest("pk").note) == (["added", "edited"], "As agreed")
    assert verbs(rows[2]) == ["added"]


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        ({"status": "done"}, "moved"),
        ({"status": "dropped", "note": "No money"}, "moved"),
        ({"status": "in_progress", "owner": "Claire Dubois", "shift": "7"}, "moved"),
        ({"shift": "-7"}, "dated"),
        ({"due_on": "1 June 2030"}, "dated"),
        ({"owner": "Claire Dubois"}, "given"),
        ({"owner": "Claire Dubois", "note": "She knows them"}, "edited"),
        ({"note": "They called"}, "noted"),
        ({"empty": ["due_on"]}, "dated"),
    ],
)
def test_each_is_changed_by_the_verb_that_one_alone_would_be(
    typed: dict[str, Any], verb: str, make_follow_up: Make, client: Client, today: date
) -> None:
    row = make_follow_up(due_on=today)
    done(client, [row], **typed)
    assert verbs(row) == ["added", verb]


def test_due_dates_are_shifted_each_from_its_own(make_follow_up: Make, client: Client, today: date) -> None:
    rows = [make_follow_up(due_on=today), make_follow_up(due_on=today + timedelta(days=3)), make_follow_up()]
    change = done(client, rows, shift="14")
    assert [fresh(row).due_on for row in rows] == [today + timedelta(days=14), today + timedelta(days=17), None]
    assert sorted(outcomes(change)) == [("changed", ""), ("changed", ""), ("left", "undated")]


def test_each_waits_on_its_own_partner_when_none_is_named(
    make_follow_up: Make, eu: Organisation, europol: Organisation, client: Client
) -> None:
    rows = [make_follow_up(partner=eu), make_follow_up(partner=europol), make_follow_up()]
    change = done(client, rows, status="waiting", review_on="1 June 2030")
    assert [fresh(row).waiting_on for row in rows] == [eu, europol, None]
    assert outcomes(change)[2] == ("left", "partner")


def test_all_wait_on_the_one_that_is_named(
    make_follow_up: Make, eu: Organisation, europol: Organisation, client: Client
) -> None:
    rows = [make_follow_up(partner=eu), make_follow_up(partner=europol), make_follow_up()]
    done(client, rows, status="waiting", waiting_on="EUROPOL", review_on="1 June 2030")
    assert [(fresh(row).waiting_on, fresh(row).review_on) for row in rows] == [(europol, date(2030, 6, 1))] * 3


def test_all_that_fit_are_chosen_and_no_others(
    make_follow_up: Make, europol: Organisation, secret: FollowUp, omar: User, sign_in: SignIn
) -> None:
    fitting = [make_follow_up(partner=europol), make_follow_up(partner=europol)]
    make_follow_up()
    client = sign_in(omar)
    client.post(NEW, {"query": f"partner={europol.pk}&sort=title", "whole": "on"})
    change = BulkChange.objects.get()
    assert sorted(change.rows.values_list("follow_up", flat=True)) == [row.pk for row in fitting]
    assert secret.partner == europol


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"row": ["0", "x", "9" * 40, "-1"]},
        {"whole": "on", "query": "status=asleep"},
        {"whole": "on", "query": "kind=training"},
    ],
)
def test_nothing_chosen_is_said_on_the_list(sent: dict[str, Any], make_follow_up: Make, client: Client) -> None:
    make_follow_up()
    answer = client.post(NEW, sent, follow=True)
    assert "Tick the follow-ups that you want to change first." in answer.content.decode()
    assert BulkChange.objects.count() == 0


def test_too_many_are_refused_with_a_sentence(
    make_follow_up: Make, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _each in range(3):
        make_follow_up()
    monkeypatch.setattr("tracker.follow_ups.views.bulk.MOST", 2)
    answer = client.post(NEW, {"whole": "on"}, follow=True)
    assert "These are more than 2. Narrow the list down first." in answer.content.decode()


def test_what_is_restricted_cannot_be_ticked(secret: FollowUp, omar: User, sign_in: SignIn) -> None:
    sign_in(omar).post(NEW, {"row": [secret.pk]})
    assert BulkChange.objects.count() == 0


def test_what_became_restricted_meanwhile_is_left_alone_and_not_named(
    make_follow_up: Make, claire: User, omar: User, sign_in: SignIn
) -> None:
    row, client = make_follow_up(f"Send {CANARY}"), sign_in(omar)
    place = chosen(client, [row, make_follow_up()])
    row.edit(by=claire, classification="restricted")
    pages = [client.get(place), client.get(place, {"status": "done"})]
    client.post(f"{place}do/", {"status": "done"})
    assert [CANARY in page.content.decode() for page in [*pages, client.get(place)]] == [False] * 3
    assert "1 is no longer there for you." in pages[1].content.decode()
    assert sorted(outcomes(BulkChange.objects.get())) == [("changed", ""), ("left", "gone")]


def test_whoever_may_not_change_one_is_refused_it_and_told(
    make_follow_up: Make, noor: User, amina: User, sign_in: SignIn
) -> None:
    own, others = make_follow_up("Own", owner=noor.person), make_follow_up("Another's", owner=amina.person)
    client = sign_in(noor)
    place = chosen(client, [own, others])
    page = client.get(place, {"status": "done"})
    assert [(row.follow_up, row.why) for row in page.context["preview"].rows] == [
        (own, ""),
        (others, Refusal.RIGHT.label),
    ]
    client.post(f"{place}do/", {"status": "done", "kind": "training"})
    assert [(row.status, row.kind) for row in map(fresh, (own, others))] == [("done", "other"), ("open", "other")]


def test_an_officer_gives_no_owner_to_what_another_has(
    make_follow_up: Make, amina: User, omar: User, sign_in: SignIn
) -> None:
    rows = [make_follow_up(), make_follow_up(owner=amina.person)]
    change = done(sign_in(omar), rows, owner=omar.person.label)
    assert outcomes(change) == [("changed", ""), ("left", "right")]


def test_what_somebody_changed_meanwhile_is_left_alone_where_it_is_the_same_thing(
    make_follow_up: Make, claire: User, amina: User, client: Client
) -> None:
    same, other = make_follow_up("Same"), make_follow_up("Other")
    place = chosen(client, [same, other])
    fresh(same).edit(by=amina, kind="document")
    fresh(other).edit(by=amina, title="Other words")
    assert [row.why for row in client.get(place, {"kind": "training"}).context["preview"].rows] == [
        Refusal.OVERTAKEN.label, "",
    ]  # fmt: skip
    client.post(f"{place}do/", {"kind": "training"})
    assert [fresh(row).kind for row in (same, other)] == ["document", "training"]


def test_a_wish_comes_back_as_it_was_stored(europol: Organisation, claire: User) -> None:
    bulk_edit = BulkEdit("waiting", europol, date(2030, 6, 1), 3, {"owner": claire.person, "due_on": None}, "So")
    assert BulkEdit.read(bulk_edit.stored()) == bulk_edit


REFUSED: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({}, {"status": "open"}, Refusal.SAME),
    ({}, {"status": "lapsed"}, Refusal.TRANSITION),
    ({"ended": True}, {"status": "open"}, Refusal.REASON),
    ({"ended": True}, {"status": "in_progress"}, Refusal.TRANSITION),
    ({"ended": True, "due": 1}, {"shift": 3}, Refusal.ENDED),
    ({}, {"shift": 3}, Refusal.UNDATED),
    ({"due": 1, "moved": True}, {"shift": 3}, Refusal.MOVED),
    ({"due": 1, "moved": True}, {"shift": 3, "note": "They asked"}, ""),
    ({"due": 80_000}, {"shift": 0, "columns": {"due_on": date(2201, 1, 1)}}, Refusal.FAR),
    ({}, {"columns": {"strength": "agreed"}}, Refusal.SAME),
    ({}, {"columns": {"strength": "offered"}}, Refusal.REASON),
    ({}, {"columns": {"strength": "offered"}, "note": "They wavered"}, ""),
    ({"due": 1}, {"shift": 3, "columns": {"strength": "offered"}}, Refusal.REASON),
    ({"ended": True}, {"columns": {"strength": "offered"}}, Refusal.REASON),
    ({}, {"note": "They called"}, ""),
]


@pytest.mark.parametrize(("stands", "asked", "why"), REFUSED)
def test_why_one_refuses(
    stands: dict[str, Any], asked: dict[str, Any], why: str, make_follow_up: Make, claire: User, today: date
) -> None:
    row = make_follow_up(due_on=date.fromordinal(min(date(2200, 1, 1).toordinal(), today.toordinal() + stands["due"]))
                         if "due" in stands else None)  # fmt: skip
    if stands.get("moved"):
        row.set_due(today, by=claire)
    if stands.get("ended"):
        row.move_to("done", by=claire)
    assert BulkEdit(**asked).refusal(row, row.version, claire) == why


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"status": "dropped"}, "Say why, in a few words."),
        ({"status": "waiting"}, "Say until when you wait"),
        ({"due_on": "1 June 2030", "shift": "3"}, "Choose one: a due date for all, or a shift."),
        ({"owner": "Claire Dubois", "empty": ["owner"]}, "Choose one: fill it in, or make it empty."),
        ({"shift": "99999"}, "Type 3660 or less."),
        ({"owner": "Nobody"}, "Nothing is called “Nobody”"),
        ({"status": "pending_resources"}, "Select a valid choice"),
        ({"kind": ""}, "Say what to change first"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence_and_changes_nothing(
    typed: dict[str, Any], sentence: str, make_follow_up: Make, client: Client
) -> None:
    row = make_follow_up()
    place = chosen(client, [row])
    looked, sent = client.get(place, typed), client.post(f"{place}do/", typed)
    assert (looked.status_code, sent.status_code, fresh(row).version) == (200, 422, 1)
    assert [sentence in page.content.decode() for page in (looked, sent)] == [True, True]


def test_nothing_sent_at_all_is_answered_with_a_sentence(make_follow_up: Make, client: Client) -> None:
    answer = client.post(f"{chosen(client, [make_follow_up()])}do/")
    assert (answer.status_code, "Say what to change first" in answer.content.decode()) == (422, True)


def test_the_look_says_what_each_becomes(make_follow_up: Make, claire: User, client: Client, today: date) -> None:
    rows = [make_follow_up("Free"), make_follow_up("Conditional")]
    for row in rows:
        row.move_to("waiting", by=claire, waiting_on=claire.person.appointments.get().organisation, review_on=today)
    rows[1].edit(by=claire, conditional=True)
    page = client.get(chosen(client, rows), {"status": "in_progress"})
    told = [((row.lines[0].before, row.lines[0].after), row.holds_up) for row in page.context["preview"].rows]
    assert told == [(("Waiting on partner", "In progress"), False), (("Waiting on partner", "In progress"), True)]
    assert "Would be changed: 2. Left alone: 0." in page.content.decode()


@pytest.mark.parametrize(
    ("most", "button", "shown"),
    [
        (3, "Change 3 follow-ups", ""),
        (2, "Change up to 3 follow-ups", "The first 2 are shown. The other 1 are looked at in the same way"),
    ],
)
def test_a_look_at_more_than_it_shows_says_how_many_are_left(
    most: int, button: str, shown: str, make_follow_up: Make, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "AT_A_TIME", most)
    rows = [make_follow_up(f"Letter {number}") for number in range(3)]
    text = " ".join(client.get(chosen(client, rows), {"status": "in_progress"}).text.split())
    assert re.findall('id="do"> (.*?) </button>', text) == [button]
    assert ("The first" in text, shown in text) == (bool(shown), True)


@pytest.mark.parametrize("number", [1, 3])
def test_a_look_takes_as_many_queries_however_many_are_chosen(
    number: int, make_follow_up: Make, client: Client, django_assert_num_queries: Any
) -> None:
    place = chosen(client, [make_follow_up() for _each in range(number)])
    client.get(place)
    with django_assert_num_queries(8):
        client.get(place, {"status": "in_progress"})


def test_sent_twice_it_is_done_once(make_follow_up: Make, client: Client) -> None:
    row = make_follow_up()
    change = done(client, [row], note="They called")
    client.post(f"{change.get_absolute_url()}do/", {"note": "They called"})
    client.post(f"{change.get_absolute_url()}do/", {"status": "done"})
    assert verbs(row) == ["added", "noted"]
    assert change.start(BulkEdit(status="done")) is False


def test_many_are_changed_some_at_a_time_and_taken_back_alike(
    make_follow_up: Make, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_change, "AT_A_TIME", 2)
    rows = [make_follow_up(str(number)) for number in range(5)]
    place = chosen(client, rows)
    seen = []
    for deed in ("do", "do", "do", "undo", "undo", "undo"):
        client.post(f"{place}{deed}/", {"status": "done"})
        page = client.get(place)
        seen.append((sum(fresh(row).status == "done" for row in rows), "<progress" in page.content.decode()))
    assert seen == [(2, True), (4, True), (5, False), (3, True), (1, True), (0, False)]
    assert outcomes(BulkChange.objects.get()) == [("undone", "")] * 5


def test_what_is_stopped_half_way_is_taken_back_and_the_rest_let_be(
    make_follow_up: Make, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_change, "AT_A_TIME", 2)
    rows = [make_follow_up(str(number)) for number in range(3)]
    change = done(client, rows, status="done")
    client.post(f"{change.get_absolute_url()}undo/")
    client.post(f"{change.get_absolute_url()}do/")
    assert outcomes(change) == [("undone", ""), ("undone", ""), ("left", "stopped")]
    assert [fresh(row).status for row in rows] == ["open"] * 3


def test_what_changed_since_is_not_taken_back_and_is_named(make_follow_up: Make, amina: User, client: Client) -> None:
    rows = [make_follow_up("One"), make_follow_up("Two")]
    change = done(client, rows, kind="training")
    fresh(rows[0]).edit(by=amina, kind="document")
    client.post(f"{change.get_absolute_url()}undo/")
    client.post(f"{change.get_absolute_url()}undo/")
    page = client.get(change.get_absolute_url())
    assert [(fresh(row).kind, verbs(row)[-1]) for row in rows] == [("document", "edited"), ("other", "undid")]
    assert [(str(why), names) for why, names in page.context["left"]] == [(Refusal.SINCE.label, [rows[0]])]
    assert "1 taken back, 1 left alone" in " ".join(page.content.decode().split())


def test_the_page_counts_apart_what_was_changed_taken_back_and_left(
    make_follow_up: Make, amina: User, client: Client, today: date
) -> None:
    rows = [*(make_follow_up(str(number), due_on=today) for number in range(4)), make_follow_up("Undated")]
    change = done(client, rows, shift="1")

    def heading() -> str:
        (found,) = re.findall(r"<h1>(.*?)</h1>", client.get(change.get_absolute_url()).text, re.DOTALL)
        return " ".join(found.split())

    said = [heading()]
    fresh(rows[0]).edit(by=amina, kind="document")
    client.post(f"{change.get_absolute_url()}undo/")
    said.append(heading())
    assert said == ["4 changed, 1 left alone", "3 taken back, 1 left alone"]
    assert 'id="undo-all"' not in client.get(change.get_absolute_url()).text


def test_a_note_is_not_taken_back(make_follow_up: Make, client: Client) -> None:
    change = done(client, [make_follow_up()], note="They called")
    client.post(f"{change.get_absolute_url()}undo/")
    page = client.get(change.get_absolute_url()).content.decode()
    assert ("undo-all" in page, "they cannot be taken back" in page, outcomes(change)) == (
        False, True, [("changed", "")],
    )  # fmt: skip


def test_who_is_quicker_by_milliseconds_is_not_overwritten(
    make_follow_up: Make, claire: User, amina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make_follow_up()
    change = chosen_by(claire, [row])
    change.start(BulkEdit(status="done"))
    first = BulkEdit.apply

    def late(self: BulkEdit, follow_up: FollowUp, *, by: User) -> Any:
        monkeypatch.setattr(BulkEdit, "apply", first)
        fresh(row).move_to("in_progress", by=amina)
        raise Stale

    monkeypatch.setattr(BulkEdit, "apply", late)
    change.go_on()
    assert (fresh(row).status, outcomes(change)) == ("in_progress", [("left", "overtaken")])


def test_it_is_nobody_elses(make_follow_up: Make, amina: User, claire: User, sign_in: SignIn) -> None:
    place = chosen_by(claire, [make_follow_up()]).get_absolute_url()
    client = sign_in(amina)
    answers = [client.get(place), client.post(f"{place}do/"), client.post(f"{place}undo/")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_list_offers_ticks_to_who_may_change_something(
    make_follow_up: Make, noor: User, claire: User, sign_in: SignIn
) -> None:
    row = make_follow_up()
    seen = [f'name="row" value="{row.pk}"' in sign_in(user).get("/follow-ups/").content.decode()
            for user in (claire, noor)]  # fmt: skip
    own = make_follow_up(owner=noor.person)
    page = sign_in(noor).get("/follow-ups/").content.decode()
    assert (seen, page.count('name="row"'), f'name="row" value="{own.pk}"' in page) == ([True, False], 1, True)


def test_the_way_back_leads_to_the_same_list(make_follow_up: Make, client: Client) -> None:
    query = urlencode({"status": "active", "sort": "-due"})
    answer = client.post(NEW, {"row": [make_follow_up().pk], "query": query})
    assert client.get(answer.url).context["list"] == f"/follow-ups/?{query}"


def heading(page: Any) -> str:
    return " ".join(page.text.split("<h1>")[1].split("</h1>")[0].split())


def test_the_page_counts_those_changed_and_those_left_each_by_themselves(
    make_follow_up: Make, claire: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [make_follow_up(str(number)) for number in range(5)]
    for row in rows[:3]:
        row.move_to("done", by=claire)
    change = done(client, rows, status="done")
    page = client.get(change.get_absolute_url())
    assert (heading(page), page.context["further"]) == ("2 changed, 3 left alone", 0)
    monkeypatch.setattr("tracker.follow_ups.views.bulk.MOST_NAMED", 1)
    page = client.get(change.get_absolute_url())
    assert ("And 2 more were left alone." in page.text, page.context["further"]) == (True, 2)


def test_the_page_counts_those_taken_back_and_those_kept_each_by_themselves(
    make_follow_up: Make, amina: User, client: Client
) -> None:
    rows = [make_follow_up(str(number)) for number in range(3)]
    change = done(client, rows, kind="training")
    fresh(rows[0]).edit(by=amina, kind="document")
    client.post(f"{change.get_absolute_url()}undo/")
    page = client.get(change.get_absolute_url())
    assert (heading(page), page.context["further"]) == ("2 taken back, 1 left alone", 0)


@pytest.mark.parametrize(("number", "refused"), [(2, False), (3, True)])
@pytest.mark.parametrize("whole", [True, False])
def test_as_many_as_allowed_are_chosen_and_one_more_is_too_many(
    number: int, refused: bool, whole: bool, make_follow_up: Make, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [make_follow_up() for _each in range(number)]
    monkeypatch.setattr("tracker.follow_ups.views.bulk.MOST", 2)
    answer = client.post(NEW, {"whole": "on"} if whole else {"row": [row.pk for row in rows]})
    assert (answer.url == "/follow-ups/", BulkChange.objects.count()) == (refused, 0 if refused else 1)


@pytest.mark.parametrize("lost", [Refusal.GONE, Refusal.RIGHT])
def test_what_is_out_of_reach_meanwhile_is_not_taken_back(
    lost: str, make_follow_up: Make, claire: User, noor: User, sign_in: SignIn
) -> None:
    row = make_follow_up(owner=noor.person)
    change = done(sign_in(noor), [row], status="done")
    fresh(row).give_to(claire.person, by=claire)
    if lost == Refusal.GONE:
        fresh(row).edit(by=claire, classification="restricted")
    sign_in(noor).post(f"{change.get_absolute_url()}undo/")
    assert (fresh(row).status, outcomes(change)) == ("done", [("kept", lost)])


def test_what_nobody_started_within_a_day_is_forgotten(make_follow_up: Make, claire: User, amina: User) -> None:
    rows = [make_follow_up()]
    old, begun, anothers, recent = (chosen_by(user, rows) for user in (claire, claire, amina, claire))
    begun.start(BulkEdit(status="done"))
    hours = timezone.now() - timedelta(hours=25)
    BulkChange.objects.exclude(pk=recent.pk).update(made_at=hours)
    BulkChange.objects.filter(pk=recent.pk).update(made_at=hours + timedelta(hours=2))
    FORGET.task.call()
    assert list(BulkChange.objects.order_by("pk")) == [begun, recent]
    assert (FORGET.every, old.pk < anothers.pk) == (timedelta(days=1), True)


def test_of_what_one_person_chose_and_never_started_the_five_newest_stay(
    make_follow_up: Make, claire: User, amina: User
) -> None:
    rows = [make_follow_up()]
    anothers, begun = chosen_by(amina, rows), chosen_by(claire, rows)
    begun.start(BulkEdit(status="done"))
    newest = [chosen_by(claire, rows) for _choice in range(7)][-5:]
    assert list(BulkChange.objects.order_by("pk")) == [anothers, begun, *newest]
    assert BulkRow.objects.count() == 7


@pytest.mark.parametrize("closed", [False, True])
def test_what_one_gave_out_of_ones_own_sight_is_taken_back_unless_it_was_closed_since(
    closed: bool, secret: FollowUp, omar: User, mei: User, sign_in: SignIn
) -> None:
    secret.give_to(omar.person, by=mei)
    change = done(sign_in(omar), [secret], owner="Mei Tanaka")
    if closed:
        fresh(secret).meeting.change("edited", by=mei, readers=[mei.person])  # type: ignore[union-attr]
    sign_in(omar).post(f"{change.get_absolute_url()}undo/")
    kept = ("Mei Tanaka", [("kept", Refusal.GONE)])
    assert (str(fresh(secret).owner), outcomes(change)) == (kept if closed else ("Omar Diallo", [("undone", "")]))


def test_a_name_that_only_some_know_is_given_to_what_is_restricted_alone(
    make_follow_up: Make, claire: User, client: Client
) -> None:
    office = Organisation.add(by=claire, name=f"Bureau of {CANARY}", classification="restricted")
    rows = [make_follow_up(), make_follow_up(classification="restricted")]
    assert outcomes(done(client, rows, partner=office.label)) == [("left", "name"), ("changed", "")]
    office.refresh_from_db()
    assert office.is_restricted


def test_the_page_names_nobody_who_was_hidden_from_its_owner_since(
    make_follow_up: Make, claire: User, mei: User, client: Client
) -> None:
    office = Organisation.add(by=mei, name="Bureau", classification="restricted")
    row = make_follow_up(classification="restricted", partner=office)
    change = done(client, [make_follow_up(classification="restricted")], partner=office.label)
    told = client.get(change.get_absolute_url()).text
    for each in FollowUp.objects.filter(partner=office):
        each.edit(by=mei, partner=None)
    office.change("edited", by=mei, name=CANARY)
    now = client.get(change.get_absolute_url()).text
    assert ("Bureau" in told, CANARY in now, "<b>…</b>" in now, row.recorder) == (True, False, True, claire)
