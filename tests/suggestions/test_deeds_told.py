"""What each decision answers, leads to and says: once, twice, and when somebody else was first."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils.html import strip_tags

from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp, Link
from tracker.kit.form_responses import LAST_DEED
from tracker.records.models import Record
from tracker.suggestions.accept import accept_open
from tracker.suggestions.models import Decision, ReadThrough
from tracker.suggestions.proposals import Proposals

Read = Callable[[Record, User], Proposals]
Told = tuple[int, str, list[str], str]


@pytest.fixture
def tell(minutes: Record, claire: User, sign_in: Callable[[User], Client]) -> Callable[..., Told]:
    """How a deed of hers answers: its status, where it leads, its messages, and where it is undone."""
    client = sign_in(claire)

    def said(address: str, sent: dict[str, Any] | None = None) -> Told:
        client.cookies.pop("messages", None)
        answer: Any = client.post(address, sent or {})
        told = [f"{each.level_tag}: {strip_tags(str(each))}" for each in get_messages(answer.wsgi_request)]
        to = answer.headers.get("Location", "").replace(f"/records/{minutes.pk}/read/", "read")
        undo = client.session.get(LAST_DEED, {}).get("undo", "")
        return answer.status_code, to, told, undo

    return said


def at(read: Proposals, number: int, deed: str) -> str:
    return f"/suggestions/{deed}/?{read.every[number].words.query}"


def test_an_accepted_one_is_told_once_and_undone(
    minutes: Record, claire: User, read: Read, tell: Callable[..., Told]
) -> None:
    first = read(minutes, claire)
    start = first.every[0].words.start
    made = tell(at(first, 0, "accept"))
    follow_up, decision = FollowUp.objects.get(), Decision.objects.get()
    undo = f"/suggestions/{decision.pk}/undo/"
    assert made == (302, f"read?at={start}", [f"success: {follow_up.reference} is logged."], undo)
    assert tell(at(first, 0, "accept")) == (302, f"read?at={start}", [], undo)
    assert tell(undo) == (302, "read", ["success: 1 follow-up is taken away again."], "")
    assert tell(undo)[0] == 404


def test_of_those_that_are_sure_what_was_shown_is_accepted_and_what_was_changed_stays(
    minutes: Record, claire: User, amina: User, read: Read, tell: Callable[..., Told]
) -> None:
    starts = [each.words.start for each in read(minutes, claire).to_accept()]
    address = f"/records/{minutes.pk}/accept-sure/"
    changed = "warning: The text was changed meanwhile. Look at what it suggests now."
    for version in ("2", "", "0"):
        assert tell(address, {"version": version, "start": starts}) == (302, "read", [changed], "")
    assert tell(address, {"version": "1"}) == (302, "read", [], "")
    assert tell(address, {"version": "1", "start": ["x", "-1", starts[0] + 1]}) == (302, "read", [], "")
    assert Decision.objects.count() == 0
    made = tell(address, {"version": "1", "start": [*starts, "99999"]})
    undo = f"/suggestions/{Decision.objects.earliest('pk').pk}/undo/"
    assert made == (302, "read", ["success: 2 follow-ups are logged."], undo)
    first, second = FollowUp.objects.order_by("pk")
    assert len({each.press for each in Decision.objects.all()}) == 1
    first.note("Begun", by=amina)
    told = ["success: 1 follow-up is taken away again.", f"warning: {first.reference} stays, as it was changed since."]
    assert tell(undo) == (302, "read", told, "")
    assert tell(undo) == (302, "read", ["success: Nothing was left to take away.", told[1]], "")
    second.refresh_from_db()
    assert second.is_removed


def test_dismissed_and_the_same_are_told_and_taken_back(
    minutes: Record, claire: User, make_follow_up: Callable[..., FollowUp], read: Read, tell: Callable[..., Told]
) -> None:
    known, first = make_follow_up("Known"), read(minutes, claire)
    starts = [each.words.start for each in first.every]
    dismissed = tell(at(first, 1, "dismiss"))
    decision = Decision.objects.get()
    back = f"/suggestions/{decision.pk}/take-back/"
    assert dismissed == (302, f"read?at={starts[1]}", [f"success: Dismissed: {first.every[1].title}"], back)
    # What was dismissed cannot mean another one: the first decision stands.
    assert tell(at(first, 1, "dismiss")) == (
        302,
        f"read?at={starts[1]}",
        [f"success: Dismissed: {first.every[1].title}"],
        back,
    )
    assert tell(back) == (302, "read", ["success: These words are suggested again."], "")
    assert tell(back)[0] == 404
    assert tell(at(first, 0, "same"), {"follow_up": "Nowhere"})[:3] == (422, "", [])
    same = tell(at(first, 0, "same"), {"follow_up": known.reference})
    decision = Decision.objects.get()
    back = f"/suggestions/{decision.pk}/take-back/"
    assert same == (302, f"read?at={starts[0]}", [f"success: These words mean {known.reference}."], back)
    # What means a follow-up is not dismissed by whoever comes after.
    assert tell(at(first, 0, "dismiss")) == (302, f"read?at={starts[0]}", [], back)
    assert (decision.outcome, decision.follow_up, tell(f"/suggestions/{decision.pk}/undo/")[0]) == ("same", known, 404)


def test_whoever_decides_after_somebody_else_reads_what_became_of_the_words(
    minutes: Record, claire: User, amina: User, make_follow_up: Callable[..., FollowUp], read: Read,
    tell: Callable[..., Told],
) -> None:  # fmt: skip
    """Be they dismissed by then, accepted, known as another one, or selected by hand."""
    known, first = make_follow_up("Known"), read(minutes, claire)
    dismissed, accepted, same = first.every[:3]
    Decision.decide(dismissed.words, dismissed.read, by=amina)
    accept_open([accepted], by=amina)
    made = FollowUp.objects.latest("pk")
    Decision.decide(same.words, same.read, by=amina, follow_up=known)
    mean = "info: Amina Rahman was quicker: these words mean "
    told = [
        tell(at(first, number, deed), {"follow_up": made.reference})[2]
        for number in range(3) for deed in ("accept", "same", "dismiss")
    ]  # fmt: skip
    gone = ["info: Amina Rahman was quicker: these words are dismissed."]
    assert told == [
        gone, gone, [f"success: Dismissed: {dismissed.title}"],
        *[[f"{mean}{made.reference}."]] * 3, *[[f"{mean}{known.reference}."]] * 3,
    ]  # fmt: skip
    Decision.objects.filter(follow_up=made).delete()
    assert tell(at(first, 1, "accept"))[2] == [f"{mean}{made.reference}."]


def test_what_was_accepted_is_not_taken_back_as_what_was_dismissed_is(
    minutes: Record, claire: User, amina: User, noor: User, read: Read, tell: Callable[..., Told],
    sign_in: Callable[[User], Client],
) -> None:  # fmt: skip
    (made,) = accept_open([read(minutes, claire).every[0]], by=amina)
    assert tell(f"/suggestions/{made.pk}/take-back/")[0] == 404
    third = read(minutes, claire).every[2]
    dismissed = Decision.decide(third.words, third.read, by=amina)
    ReadThrough.note(Record.objects.get(pk=minutes.pk).latest, by=amina)
    row, reader = ReadThrough.objects.get(), sign_in(noor)
    addresses = [
        f"/suggestions/{made.pk}/undo/", f"/suggestions/{dismissed.pk}/take-back/",
        f"/records/read-through/{row.pk}/take-back/", f"/records/{minutes.pk}/read-through/",
        f"/records/{minutes.pk}/accept-sure/", at(read(minutes, claire), 1, "accept"), at(read(minutes, claire), 1,
        "dismiss"),
        at(read(minutes, claire), 1, "same"), at(read(minutes, claire), 1, "edit"),
    ]  # fmt: skip
    assert [reader.post(address).status_code for address in addresses] == [403] * len(addresses)
    assert (Decision.objects.count(), ReadThrough.objects.count()) == (2, 1)


def test_read_to_its_end_is_told_and_taken_back(minutes: Record, claire: User, tell: Callable[..., Told]) -> None:
    address = f"/records/{minutes.pk}/read-through/"
    read = tell(address)
    back = f"/records/read-through/{ReadThrough.objects.get().pk}/take-back/"
    assert read == (302, "read", ["success: Read to its end."], back)
    assert tell(back) == (302, "read", ["success: What is left of the text is unread again."], "")
    assert tell(back)[0] == 404


def test_what_is_edited_before_is_linked_to_those_it_is_the_same_as(
    minutes: Record, claire: User, make_follow_up: Callable[..., FollowUp], read: Read, tell: Callable[..., Told],
    sign_in: Callable[[User], Client],
) -> None:  # fmt: skip
    others, first = [make_follow_up("One"), make_follow_up("Two")], read(minutes, claire)
    address = at(first, 0, "edit")
    page = sign_in(claire).get(address)
    typed = as_sent(page, title="Send it", same_as=[str(each.pk) for each in others])
    refused = sign_in(claire).post(address, {**typed, "title": ""})
    assert (refused.status_code, refused.context["same_as"], page.context["near"]) == (
        422, [str(each.pk) for each in others], [],
    )  # fmt: skip
    made = tell(address, typed)
    follow_up = Decision.objects.get().follow_up
    assert follow_up
    assert made[:3] == (302, f"read?at={first.every[0].words.start}", [f"success: {follow_up.reference} is logged."])
    linked = {each for link in Link.objects.of(follow_up) for each in (link.first, link.second)}
    assert (follow_up.title, linked) == ("Send it", {follow_up, *others})


def test_of_two_who_edit_the_same_words_the_second_is_told_and_keeps_what_was_typed(
    minutes: Record, claire: User, amina: User, read: Read, sign_in: Callable[[User], Client]
) -> None:
    address = at(read(minutes, claire), 0, "edit")
    hers, theirs = sign_in(claire), sign_in(amina)
    typed = as_sent(hers.get(address), title="Send the long list")
    shorter = as_sent(theirs.get(address), title="Send it")
    assert [theirs.post(address, shorter).status_code for _twice in range(2)] == [302, 302]
    refused = hers.post(address, typed)
    made = Decision.objects.get().follow_up
    assert made
    assert (refused.status_code, FollowUp.objects.count(), made.title) == (422, 1, "Send it")
    page = refused.content.decode()
    assert 'value="Send the long list"' in page
    assert f"Amina Rahman was quicker: these words mean {made.reference}." in page
