"""What each press on a link says and where it leads, what history tells of links, and for whom they are there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tracker.accounts.models import User
from tracker.follow_ups.links.blocked import blockers, mark_blocked, say_blocked
from tracker.follow_ups.links.sides import Side, history_of_links, known_links, link, linked_to
from tracker.follow_ups.models import FollowUp, Link

Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]


@pytest.fixture
def rows(make_follow_up: Make) -> list[FollowUp]:
    return [make_follow_up(title) for title in ("Draft", "Agree", "Sign", "Print", "Bind", "Send")]


def told(answer: Any) -> tuple[int, str, list[str]]:
    said = [f"{message.tags}: {message}" for message in get_messages(answer.wsgi_request)]
    answer.wsgi_request.session.save()
    return answer.status_code, answer.url, said


def test_links_stand_in_the_order_of_their_sides_and_those_taken_off_are_known(
    rows: list[FollowUp], claire: User, amina: User
) -> None:
    one = rows[0]
    for side, other in zip((Side.LED_TO, Side.SAME, Side.BLOCKS, Side.FOLLOWS, Side.BLOCKED_BY), rows[1:], strict=True):
        link(one, side, other, by=claire)
    again = link(one, Side.BLOCKED_BY, rows[1], by=claire)[0]
    gone = link(one, Side.SAME, rows[1], by=claire)[0]
    gone.remove(by=amina)
    assert [(each.side.value, str(each.other)) for each in linked_to(one, claire)] == [
        ("blocked_by", "Send"), ("blocked_by", "Agree"), ("blocks", "Print"), ("same", "Sign"), ("follows", "Bind"),
        ("led_to", "Agree"),
    ]  # fmt: skip
    known = known_links(one, claire)
    # Those that stand first, then what was taken off.
    assert [str(each.other) for each in known] == ["Agree", "Sign", "Print", "Bind", "Send", "Agree", "Agree"]
    assert [each.link.is_removed for each in known] == [False] * 6 + [True]
    name = f"{rows[1].reference} Agree"
    entries = history_of_links(known, claire)
    said = [
        (str(entry.by), verb, *((line.label, line.before, line.after) for line in lines))
        for entry, verb, lines in entries
    ]
    assert said[:3] == [
        ("Amina Rahman", "took the link off", ("Same as", name, "–")),
        ("Claire Dubois", "linked it", ("Same as", "–", name)),
        ("Claire Dubois", "linked it", ("Blocked by", "–", name)),
    ]
    assert (len(entries), history_of_links([], claire)) == (8, [])
    link(one, Side.SAME, rows[1], by=amina)
    verbs = gone.history.order_by("pk").values_list("verb", "by__name")
    assert [*verbs] == [("linked", claire.name), ("unlinked", amina.name), ("linked", amina.name)]
    gone.remove(by=amina)
    # From the other side.
    assert [(each.side.value, str(each.other)) for each in linked_to(rows[3], claire)] == [("blocked_by", "Draft")]
    assert (str(again), again.get_absolute_url()) == (
        f"{one.reference} · Blocked by {rows[1].reference}", f"/follow-ups/{one.pk}/#links",
    )  # fmt: skip


def test_a_link_of_what_is_hidden_is_there_for_whoever_sees_both(
    rows: list[FollowUp], secret: FollowUp, claire: User, omar: User, mei: User
) -> None:
    """Whichever of the two it is; taken off it is known, and not seen."""
    first, second = (link(rows[0], side, secret, by=claire)[0] for side in (Side.BLOCKED_BY, Side.LED_TO))
    plain = link(rows[0], Side.FOLLOWS, rows[1], by=claire)[0]
    gone = link(rows[0], Side.FOLLOWS, rows[2], by=claire)[0]
    gone.remove(by=claire)
    links = Link.objects.order_by("pk")
    assert [*links.visible_to(omar)] == [plain]
    assert [*links.known_to(omar)] == [plain, gone]
    assert [*links.hidden_from(omar)] == [first, second]
    for user in (claire, mei):
        assert [*links.visible_to(user)] == [first, second, plain]
        assert [*links.hidden_from(user)] == []
    assert [each.is_restricted for each in (first, second, plain)] == [True, True, False]


def test_what_blocks_is_named_as_far_as_it_is_open_and_seen(
    rows: list[FollowUp], secret: FollowUp, claire: User, omar: User
) -> None:
    for other in (rows[3], rows[1], rows[2], secret):
        link(rows[0], Side.BLOCKED_BY, other, by=claire)
    link(rows[0], Side.BLOCKED_BY, rows[4], by=claire)[0].remove(by=claire)
    link(rows[0], Side.FOLLOWS, rows[5], by=claire)
    rows[2].move_to("done", by=claire)
    seen = [rows[1].reference, rows[3].reference]
    for user, names in ((claire, sorted([secret.reference, *seen])), (omar, seen)):
        found = list(FollowUp.objects.filter(pk__in=[rows[0].pk, rows[1].pk]).order_by("pk"))
        mark_blocked(found, user)
        assert [say_blocked(each) for each in found] == [", ".join(names), ""]
        [(said,)] = FollowUp.objects.filter(pk=rows[0].pk).values_list(blockers(user))
        assert sorted(said.split(", ")) == names


def test_each_press_says_what_it_did_and_leads_back(
    rows: list[FollowUp], claire: User, noor: User, sign_in: SignIn
) -> None:
    client, (one, other) = sign_in(claire), rows[:2]
    page, new = one.get_absolute_url(), f"{one.get_absolute_url()}links/new/"
    names = f"{one.reference} and {other.reference}"
    first = told(client.post(new, {"side": "blocks", "other": other.reference}))
    made = Link.objects.get()
    off, again = (f"/follow-ups/links/{made.pk}/{deed}/" for deed in ("take-off", "again"))
    assert first == (302, page, [f"undo:{off} success: {names} are linked."])
    client.get("/partners/")
    assert told(client.post(new, {"side": "blocks", "other": str(other)})) == (
        302, page, [f"success: {names} were linked already."],
    )  # fmt: skip
    client.get("/partners/")
    turned = f"{other.reference} and {one.reference}"
    back = {"Referer": f"http://testserver{page}"}
    assert told(client.post(off)) == (
        302,
        other.get_absolute_url(),
        [f"undo:{again} success: {turned} are no longer linked."],
    )
    client.get("/partners/")
    link(one, Side.BLOCKED_BY, other, by=claire)
    circle = told(client.post(again, headers=back))
    wait = (
        f"warning: {one.reference} waits for {other.reference} already, be it through others: neither could ever start."
    )
    assert circle == (302, back["Referer"], [wait])
    client.get("/partners/")
    Link.objects.exclude(pk=made.pk).delete()
    assert told(client.post(again)) == (302, other.get_absolute_url(), [f"success: {turned} are linked."])
    assert [client.post(place).status_code for place in (again, f"/follow-ups/links/{made.pk}0/take-off/")] == [
        404,
        404,
    ]
    reader = sign_in(noor)
    assert [reader.get(new).status_code, reader.post(new).status_code, reader.post(off).status_code] == [403] * 3
