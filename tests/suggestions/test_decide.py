"""Decisions: accepted, dismissed, the same as another; done twice and by two; taken back; what others see of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.house.pages import as_sent
from tests.suggestions.conftest import TEXT
from tracker.accounts.models import User
from tracker.follow_ups.log_from_selection import log_from_words
from tracker.follow_ups.models import FollowUp
from tracker.records.models import Passage, Record
from tracker.records.selected_words import SelectedWords
from tracker.suggestions.accept import accept_open, accept_typed, undo_press
from tracker.suggestions.models import Decision
from tracker.suggestions.proposals import Proposals

Read = Callable[[Record, User], Proposals]
SignIn = Callable[[User], Client]


def standing(record: Record, user: User, read: Read) -> list[str]:
    return [each.settled.state if each.settled else "open" for each in read(record, user).every]


def at(read: Proposals, number: int, deed: str) -> str:
    return f"/suggestions/{deed}/?{read.every[number].words.query}"


def test_what_is_accepted_is_a_follow_up_on_its_words(
    minutes: Record, claire: User, sign_in: SignIn, read: Read
) -> None:
    answer = sign_in(claire).post(at(read(minutes, claire), 0, "accept"), follow=True)
    follow_up, decision = FollowUp.objects.get(), Decision.objects.get()
    assert (follow_up.title, follow_up.owner, follow_up.meeting) == (
        "Send the list of ports to all members by 15 June 2018",
        claire.person,
        minutes.meeting,
    )
    assert (decision.passage, decision.outcome, decision.band, bool(decision.reasons)) == (
        follow_up.passage,
        "accepted",
        "sure",
        True,
    )
    assert answer.request["PATH_INFO"] == f"/records/{minutes.pk}/read/"
    assert standing(minutes, claire, read) == ["follow_up", "open", "open"]


def test_all_that_are_sure_are_accepted_at_one_press_and_undone_at_one(
    minutes: Record, claire: User, sign_in: SignIn, read: Read
) -> None:
    shown = {"version": 1, "start": [each.words.start for each in read(minutes, claire).sure()]}
    answer = sign_in(claire).post(f"/records/{minutes.pk}/accept-sure/", shown, follow=True)
    assert "2 follow-ups are logged." in answer.text
    press = Decision.objects.latest("pk").pk
    FollowUp.objects.earliest("pk").note("Begun", by=claire)
    answer = sign_in(claire).post(f"/suggestions/{press}/undo/", follow=True)
    assert standing(minutes, claire, read) == ["follow_up", "open", "open"]
    assert "stays, as it was changed since" in answer.text


def test_the_focus_goes_on_from_where_one_was_and_stays_on_top_of_a_page_opened_anew(
    minutes: Record, claire: User, sign_in: SignIn, read: Read
) -> None:
    first, second, *_others = [each.words.start for each in read(minutes, claire).sure()]
    client, address = sign_in(claire), f"/records/{minutes.pk}/read/"

    def following(query: str) -> list[int]:
        sheet = client.get(address + query).context["sheet"]
        return [line.proposal.words.start for band in sheet.bands for line in band if line.is_next]

    # The record may begin with what was decided.
    assert [following(query) for query in ("", "?at=nowhere", "?at=0", f"?at={first}")] == [[], [], [first], [second]]


def test_only_what_was_shown_as_sure_is_accepted(minutes: Record, claire: User, sign_in: SignIn, read: Read) -> None:
    start = read(minutes, claire).every[1].words.start
    sign_in(claire).post(f"/records/{minutes.pk}/accept-sure/", {"version": 1, "start": start})
    sign_in(claire).post(f"/records/{minutes.pk}/accept-sure/", {"version": 2, "start": 0})
    assert standing(minutes, claire, read) == ["open", "follow_up", "open"]


def test_every_field_can_be_changed_before(minutes: Record, claire: User, sign_in: SignIn, read: Read) -> None:
    client, address = sign_in(claire), at(read(minutes, claire), 0, "edit")
    typed = as_sent(client.get(address), owner="", due_on="", title="Send it", strength="offered")
    for _press in range(2):
        client.post(address, typed)
    follow_up = FollowUp.objects.get()
    made = (follow_up.title, follow_up.owner, follow_up.due_on, follow_up.strength)
    assert made == ("Send it", None, None, "offered")
    assert Decision.objects.get().follow_up == follow_up


def test_what_was_dismissed_stays_so_when_the_text_is_edited(minutes: Record, claire: User, read: Read) -> None:
    first = read(minutes, claire).every[0]
    rows = [Decision.decide(first.words, first.read, by=claire) for _press in range(2)]
    minutes.refresh_from_db()
    minutes.rewrite(
        TEXT.replace("Minutes", "Minutes of the day").replace("list of ports", "new list of ports"), by=claire
    )
    assert (rows[0], standing(minutes, claire, read)) == (rows[1], ["dismissed", "open", "open"])
    assert Decision.objects.get().passage.exact.startswith("Action: Claire Dubois to send the new list")


def test_what_was_dismissed_is_suggested_again_once_that_is_taken_back(
    minutes: Record, claire: User, amina: User, sign_in: SignIn, read: Read
) -> None:
    sign_in(claire).post(at(read(minutes, claire), 0, "dismiss"))
    sign_in(amina).post(f"/suggestions/{Decision.objects.get().pk}/take-back/")
    assert standing(minutes, claire, read) == ["open", "open", "open"]
    minutes.refresh_from_db()
    assert [entry.verb for entry in minutes.history.all()] == ["reconsidered", "dismissed", "added"]


def test_words_that_mean_a_follow_up_that_exists_make_no_other(
    minutes: Record, claire: User, make_follow_up: Callable[..., FollowUp], sign_in: SignIn, read: Read
) -> None:
    known = make_follow_up("Send the list of ports to all members")
    first = read(minutes, claire).every[0]
    assert first.near == known
    assert first not in read(minutes, claire).to_accept()
    sign_in(claire).post(at(read(minutes, claire), 0, "same"), {"follow_up": known.reference})
    assert (FollowUp.objects.get(), Decision.objects.get().follow_up) == (known, known)
    assert standing(minutes, claire, read) == ["follow_up", "open", "open"]


@pytest.mark.parametrize(("start", "end", "meets"), [(-1, 0, False), (-1, 1, True), (0, 1, True)])
@pytest.mark.parametrize("side", [1, -1])
def test_words_are_of_a_suggestion_where_both_hold_the_same_letter(
    start: int, end: int, meets: bool, side: int, minutes: Record, claire: User, read: Read
) -> None:
    """`start` and `end` count inwards, from its first letter or from its last."""
    found = read(minutes, claire)
    first = found.every[0]
    one, other = (first.words.start + at if side == 1 else first.words.end - at for at in (start, end))
    assert found.on(SelectedWords(minutes.latest, min(one, other), max(one, other))) == (first if meets else None)


def test_a_follow_up_made_by_hand_from_some_of_the_words_settles_them(
    minutes: Record, claire: User, make_follow_up: Callable[..., FollowUp], read: Read
) -> None:
    start = TEXT.index("send the list")
    made = make_follow_up("By hand", passage=Passage.of(minutes.latest, start, start + 13))
    assert standing(minutes, claire, read) == ["follow_up", "open", "open"]
    made.remove(by=claire)
    assert standing(minutes, claire, read) == ["open", "open", "open"]


def test_further_mentions_are_decided_with_the_first(visit: Any, claire: User, read: Read) -> None:
    text = "Action: Anna to send the list of ports to the bank.\n\nAction: Anna to send the list of ports to the bank."
    record = Record.write(by=claire, text=text, meeting=visit, language="en")
    first, again = read(record, claire).every
    assert first.again == [again]
    accept_open([first], by=claire)
    assert standing(record, claire, read) == ["follow_up", "follow_up"]


def test_what_others_may_not_see_stays_suggested_to_them(minutes: Record, claire: User, omar: User, read: Read) -> None:
    (made,) = accept_open([read(minutes, claire).every[0]], by=claire)
    made.follow_up.edit(by=claire, classification="restricted", owner=None)
    assert standing(minutes, claire, read) == ["follow_up", "open", "open"]
    assert standing(minutes, omar, read) == ["open", "open", "open"]
    assert [list(Decision.objects.visible_to(user)) for user in (claire, omar)] == [[made], []]


def test_only_what_everybody_sees_teaches(minutes: Record, claire: User, read: Read) -> None:
    first, second, third = read(minutes, claire).every
    (made,) = accept_open([first], by=claire)
    (undone,) = accept_open([second], by=claire)
    undo_press(undone.press, by=claire)
    dismissed = Decision.decide(third.words, third.read, by=claire)
    assert list(Decision.objects.general()) == [made, dismissed]
    minutes.refresh_from_db()
    minutes.change("edited", by=claire, classification="restricted")
    assert list(Decision.objects.general()) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_the_same_make_one(
    minutes: Record, claire: User, amina: User, at_once: Callable[..., Any], sign_in: SignIn, read: Read
) -> None:
    address = at(read(minutes, claire), 0, "accept")
    clients = [sign_in(user) for user in (claire, amina)]
    answers = at_once([lambda client=client: client.post(address).status_code for client in clients])
    [made] = at_once([lambda: (FollowUp.objects.count(), Decision.objects.count())])
    assert (answers, made) == ([302, 302], (1, 1))


def test_words_on_which_somebody_logged_a_follow_up_by_hand_make_no_second(
    minutes: Record, claire: User, read: Read
) -> None:
    first = read(minutes, claire).every[0]
    log_from_words(first.words, by=claire, title="By hand")
    assert accept_open([first], by=claire) == []
    assert [row.title for row in FollowUp.objects.all()] == ["By hand"]


def test_what_is_typed_over_words_that_somebody_decided_on_makes_nothing(
    minutes: Record, claire: User, amina: User, read: Read
) -> None:
    proposal = read(minutes, claire).every[0]
    accept_open([proposal], by=amina)
    assert accept_typed(proposal, by=claire, **proposal.values) is None
    assert (FollowUp.objects.count(), Decision.objects.count()) == (1, 1)
