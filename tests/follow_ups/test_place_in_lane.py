"""Cards stand in a lane of the board as somebody put them, for everybody who sees the board."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tests.conftest import Deeds
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp, PlaceInLane, place_in_lane
from tracker.history.models import Entry

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
Cards = dict[str, FollowUp]


@pytest.fixture
def cards(make_follow_up: Make, today: date) -> Cards:
    """Five that are open, in the order of their due dates; the third is restricted."""
    made: Cards = {}
    for number, name in enumerate("ABCDE"):
        more = {"classification": "restricted"} if name == "C" else {}
        made[name] = make_follow_up(name, due_on=today + timedelta(days=number), **more)
    return made


def lane(client: Client, query: str = "", status: str = "open") -> str:
    lanes = client.get(f"/follow-ups/?layout=board&{query}").context["lanes"]
    return "".join(card.follow_up.title for each in lanes if each.status == status for card in each.cards())


def order() -> str:
    return "".join(PlaceInLane.arranged(FollowUp.objects.filter(status="open")).values_list("title", flat=True))


def put(client: Client, card: FollowUp, **said: FollowUp) -> Any:
    return client.post(f"/follow-ups/{card.pk}/place/", {name: each.pk for name, each in said.items()})


def told(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.mark.parametrize(
    ("card", "side", "beside", "stands"),
    [
        ("D", "before", "A", "DABCE"),
        ("D", "after", "A", "ADBCE"),
        ("A", "after", "D", "BCDAE"),
        ("A", "after", "E", "BCDEA"),
        ("A", "before", "E", "BCDAE"),
        ("B", "after", "A", "ABCDE"),
        ("E", "before", "D", "ABCED"),
    ],
)
def test_a_card_is_put_before_or_after_another_and_no_other_moves(
    cards: Cards, claire: User, sign_in: SignIn, card: str, side: str, beside: str, stands: str
) -> None:
    client = sign_in(claire)
    put(client, cards[card], **{side: cards[beside]})
    assert lane(client) == stands


def test_everybody_sees_it_so_and_whoever_may_not_see_a_card_in_between_sees_the_others_so(
    cards: Cards, claire: User, omar: User, noor: User, sign_in: SignIn
) -> None:
    put(sign_in(claire), cards["E"], before=cards["C"])
    put(sign_in(omar), cards["A"], after=cards["B"])
    assert [lane(sign_in(user)) for user in (claire, omar, noor)] == ["BAECD", "BAED", "BAED"]


def test_what_is_new_follows_on_what_was_put_and_another_order_puts_nothing(
    cards: Cards, make_follow_up: Make, claire: User, sign_in: SignIn, today: date
) -> None:
    client = sign_in(claire)
    put(client, cards["B"], before=cards["A"])
    make_follow_up("N", due_on=today - timedelta(days=9))
    assert (lane(client), lane(client, "sort=due"), lane(client, "sort=-title")) == ("BANCDE", "NABCDE", "NEDCBA")
    page = client.get("/follow-ups/?layout=board&sort=due").text
    assert ("/place/" in page, "As put by hand" in page) == (False, True)


def test_it_is_no_update_and_no_history_tells_it(cards: Cards, claire: User, sign_in: SignIn) -> None:
    before = [*FollowUp.objects.order_by("pk").values_list("version", "updated_at")], Entry.objects.count()
    put(sign_in(claire), cards["B"], before=cards["A"])
    assert ([*FollowUp.objects.order_by("pk").values_list("version", "updated_at")], Entry.objects.count()) == before


def test_what_moves_on_stands_behind_what_was_put_there_and_finds_its_place_when_it_is_back(
    cards: Cards, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    put(client, cards["D"], before=cards["A"])
    cards["D"].move_to("in_progress", by=claire)
    assert (lane(client), lane(client, status="in_progress")) == ("ABCE", "D")
    cards["A"].move_to("in_progress", by=claire)
    put(client, cards["D"], after=cards["A"])
    assert lane(client, status="in_progress") == "AD"
    cards["D"].move_to("open", by=claire)
    assert lane(client) == "DBCE"


def test_the_message_takes_it_back(cards: Cards, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    form = {"before": cards["A"].pk, "stood_after": cards["C"].pk, "stood_before": cards["E"].pk}
    answer = client.post(f"/follow-ups/{cards['D'].pk}/place/", form)
    tags = [message.extra_tags for message in get_messages(answer.wsgi_request)]
    assert tags == [f"undo-here:/follow-ups/{cards['D'].pk}/place/?after={cards['C'].pk}&before={cards['E'].pk}"]
    client.post(tags[0].partition(":")[2])
    assert lane(client) == "ABCDE"


def test_beside_what_has_left_the_lane_or_is_hidden_nothing_is_put(
    cards: Cards, claire: User, omar: User, sign_in: SignIn
) -> None:
    client = sign_in(omar)
    cards["A"].move_to("done", by=claire)
    for beside in ("A", "C"):
        answer = put(client, cards["D"], after=cards[beside])
        assert told(answer)[-1].startswith(f"{cards['D'].reference} stays where it was")
    assert (PlaceInLane.objects.count(), lane(client)) == (0, "BDE")
    put(client, cards["D"], after=cards["A"], before=cards["B"])
    assert lane(client) == "DBE"


def test_who_may_not_move_a_card_on_puts_it_nowhere(cards: Cards, noor: User, sign_in: SignIn) -> None:
    page = sign_in(noor).get("/follow-ups/?layout=board").text
    assert ("/place/" in page, put(sign_in(noor), cards["B"], before=cards["A"]).status_code) == (False, 403)


def test_a_card_is_put_beside_another_of_its_lane_only(cards: Cards, claire: User) -> None:
    cards["A"].move_to("done", by=claire)
    for other in ("A", "B"):
        with pytest.raises(ValueError, match="another one of its lane"):
            PlaceInLane.put(cards["B"], beside=cards[other], after=True)


def test_too_many_at_once_are_not_laid_out_and_it_says_so(
    cards: Cards, claire: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place_in_lane, "MOST", 3)
    client = sign_in(claire)
    answer = put(client, cards["A"], after=cards["D"])
    assert (told(answer), PlaceInLane.objects.count()) == (
        ["Too many stand before it. Put what matters to the top of the lane first."], 0,
    )  # fmt: skip
    put(client, cards["D"], before=cards["A"])
    assert lane(client) == "DABCE"


def test_between_two_that_stand_close_there_is_always_room(cards: Cards) -> None:
    PlaceInLane.put(cards["E"], beside=cards["A"], after=True)
    for _each in range(60):
        PlaceInLane.put(cards["D"], beside=cards["A"], after=True)
        PlaceInLane.put(cards["E"], beside=cards["A"], after=True)
    assert order() == "AED"


@pytest.mark.parametrize("status", ["open", "done"])
def test_a_lane_of_two_thousand_is_arranged_in_few_questions(
    make_follow_up: Make, status: str, django_assert_max_num_queries: Any
) -> None:
    first = make_follow_up("0")
    values = {"recorder": first.recorder, "status": status, "ended_on": None if status == "open" else "2030-01-01"}
    rows = [FollowUp(title=str(number), reference=f"F-{number}", **values) for number in range(1, 2_001)]
    FollowUp.objects.bulk_create(rows)
    with django_assert_max_num_queries(17):
        PlaceInLane.put(FollowUp.objects.get(title="7"), beside=FollowUp.objects.get(title="1990"), after=True)
    found = PlaceInLane.arranged(FollowUp.objects.filter(status=status)).values_list("title", flat=True)
    assert [*found][-2:] == ["1990", "7"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_laid_out", [False, True])
def test_of_two_at_once_both_put_their_card(cards: Cards, at_once: Callable[[Deeds], Any], is_laid_out: bool) -> None:
    if is_laid_out:
        PlaceInLane.put(cards["B"], beside=cards["A"], after=True)
    at_once([lambda name=name: PlaceInLane.put(cards[name], beside=cards["A"], after=True) for name in "DE"])
    assert at_once([lambda: order()[:3]])[0] in ("ADE", "AED")
