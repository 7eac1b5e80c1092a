"""Links of follow-ups: blocked by, same as, follows from; on both pages, for who sees both."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.conftest import Deeds
from tracker.accounts.models import User
from tracker.follow_ups.links.blocked import is_blocked
from tracker.follow_ups.links.named_follow_ups import NamedFollowUps
from tracker.follow_ups.links.sides import Side, link, linked_to
from tracker.follow_ups.models import FollowUp, Link, LinkKind

Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]


@pytest.fixture
def three(make_follow_up: Make) -> list[FollowUp]:
    return [make_follow_up(title) for title in ("Draft the terms", "Agree the terms", "Sign the terms")]


def seen(follow_up: FollowUp, user: User) -> list[tuple[str, str]]:
    return [(each.side, each.other.title) for each in linked_to(follow_up, user)]


def blocked(user: User) -> list[str]:
    return [str(each) for each in FollowUp.objects.visible_to(user).filter(is_blocked(user))]


@pytest.mark.parametrize(("side", "back"), [
    ("blocked_by", "blocks"), ("blocks", "blocked_by"), ("same", "same"), ("follows", "led_to"), ("led_to", "follows"),
])  # fmt: skip
def test_a_link_is_said_from_both_sides(side: str, back: str, three: list[FollowUp], claire: User) -> None:
    link(three[1], side, three[0], by=claire)
    assert [seen(three[1], claire), seen(three[0], claire)] == [
        [(side, "Draft the terms")], [(back, "Agree the terms")]
    ]  # fmt: skip


@pytest.mark.parametrize("spelt", ["upper", "lower"])
def test_another_is_named_by_its_reference_however_it_is_spelt(spelt: str, three: list[FollowUp], claire: User) -> None:
    typed = getattr(three[1].reference, spelt)()
    named = NamedFollowUps(FollowUp.objects.visible_to(claire)).find(f"{typed} {three[1]}")
    assert [each.follow_up for each in named] == [three[1]]


@pytest.mark.parametrize("classification", ["general", "restricted"])
def test_another_is_named_by_its_label(classification: str, make_follow_up: Make, claire: User) -> None:
    """Whatever it is called by now: those that are restricted are numbered by themselves."""
    made = make_follow_up("Agree the terms", classification=classification)
    named = NamedFollowUps(FollowUp.objects.visible_to(claire)).find(f"{made.reference} · Called otherwise before")
    assert [each.follow_up for each in named] == [made]


def test_linked_twice_it_is_one_link(three: list[FollowUp], claire: User) -> None:
    first, entry = link(three[0], Side.SAME, three[1], by=claire)
    again, nothing = link(three[1], Side.SAME, three[0], by=claire)
    assert (first, bool(entry), nothing) == (again, True, None)


def test_taken_off_and_linked_again_it_is_the_same_row(three: list[FollowUp], claire: User) -> None:
    found, _entry = link(three[0], Side.BLOCKS, three[1], by=claire)
    found.remove(by=claire)
    there = seen(three[0], claire)
    link(three[1], Side.BLOCKED_BY, three[0], by=claire)
    assert (there, seen(three[0], claire), Link.objects.count()) == ([], [("blocks", "Agree the terms")], 1)


@pytest.mark.parametrize(("side", "words"), [("blocked_by", "waits for"), ("follows", "follows from")])
def test_no_link_leads_back_in_a_circle(side: str, words: str, three: list[FollowUp], claire: User) -> None:
    link(three[1], side, three[0], by=claire)
    link(three[2], side, three[1], by=claire)
    with pytest.raises(ValidationError, match=words):
        link(three[0], side, three[2], by=claire)


def test_what_came_back_in_between_closes_no_circle(three: list[FollowUp], claire: User) -> None:
    found, _entry = link(three[1], Side.FOLLOWS, three[0], by=claire)
    found.remove(by=claire)
    link(three[0], Side.FOLLOWS, three[1], by=claire)
    with pytest.raises(ValidationError, match="follows from"):
        found.restore(by=claire)


def test_a_follow_up_is_not_linked_to_itself(three: list[FollowUp], claire: User) -> None:
    with pytest.raises(ValidationError, match="cannot be linked to itself"):
        link(three[0], Side.SAME, three[0], by=claire)


@pytest.mark.django_db(transaction=True)
def test_two_halves_of_a_circle_at_once_leave_one(
    make_follow_up: Make, claire: User, amina: User, at_once: Callable[[Deeds], list[object]]
) -> None:
    one, other = make_follow_up("One"), make_follow_up("Other")
    found = at_once([
        lambda: Link.make(LinkKind.BLOCKED_BY, one, other, by=claire),
        lambda: Link.make(LinkKind.BLOCKED_BY, other, one, by=amina),
    ])  # fmt: skip
    assert sorted(type(each).__name__ for each in found) == ["ValidationError", "tuple"]


def test_only_what_is_open_blocks(three: list[FollowUp], claire: User) -> None:
    link(three[1], Side.BLOCKED_BY, three[0], by=claire)
    there = blocked(claire)
    three[0].move_to("done", by=claire)
    assert (there, blocked(claire)) == (["Agree the terms"], [])


def test_what_a_reader_does_not_see_leaves_no_trace(
    three: list[FollowUp], secret: FollowUp, claire: User, omar: User, sign_in: SignIn
) -> None:
    """Neither on the page, nor in the list, nor in a version or a moment of the last update."""

    def world() -> list[object]:
        page = sign_in(omar).get(three[0].get_absolute_url()).text.partition("<main")[2]
        rows = FollowUp.objects.values_list("version", "updated_at").get(pk=three[0].pk)
        return [page.partition("csrfmiddlewaretoken")[0], page.count("<li"), seen(three[0], omar), blocked(omar), rows]

    without = world()
    for side in (Side.BLOCKED_BY, Side.SAME, Side.LED_TO):
        link(three[0], side, secret, by=claire)
    assert (world(), len(seen(three[0], claire)), blocked(claire)) == (without, 3, ["Draft the terms"])


def test_the_history_of_both_tells_of_it(three: list[FollowUp], claire: User, sign_in: SignIn) -> None:
    found, _entry = link(three[1], Side.BLOCKED_BY, three[0], by=claire)
    found.remove(by=claire)
    pages = [sign_in(claire).get(each.get_absolute_url()).text for each in three[:2]]
    assert [(page.count("linked it"), page.count("took the link off")) for page in pages] == [(1, 1), (1, 1)]


def test_it_is_chosen_by_reference_and_taken_off(three: list[FollowUp], claire: User, sign_in: SignIn) -> None:
    client, page = sign_in(claire), three[1].get_absolute_url()
    client.post(f"{page}links/new/", {"side": "blocked_by", "other": three[0].reference})
    there = seen(three[1], claire)
    client.post(f"/follow-ups/links/{Link.objects.get().pk}/take-off/")
    gone = seen(three[1], claire)
    client.post(f"/follow-ups/links/{Link.objects.get().pk}/again/")
    assert (there, gone, seen(three[1], claire)) == ([("blocked_by", "Draft the terms")], [], there)


def test_a_circle_is_refused_on_the_page(three: list[FollowUp], claire: User, sign_in: SignIn) -> None:
    link(three[1], Side.BLOCKED_BY, three[0], by=claire)
    sent = {"side": "blocked_by", "other": three[1].title}
    answer = sign_in(claire).post(f"{three[0].get_absolute_url()}links/new/", sent)
    assert (answer.status_code, "neither could ever start" in answer.text) == (422, True)
