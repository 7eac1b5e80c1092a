"""Which signs stand behind the words of a record that is read, what is next, and in which band a suggestion stands."""

from types import SimpleNamespace
from typing import Any

import pytest

from tracker.activities.models import Activity
from tracker.follow_ups.models import FollowUp
from tracker.pages.record_reading.marks import marks_of, number
from tracker.pages.record_reading.page import RecordReading

pytestmark = pytest.mark.one_database


def proposed(start: int, *, sure: bool = True, settled: Any = None, again: tuple[Any, ...] = ()) -> Any:
    words = SimpleNamespace(start=start, end=start + 3)
    return SimpleNamespace(
        key=f"suggestion-{start}", words=words, is_sure=sure, settled=settled, is_open=settled is None,
        title=f"Title {start}", again=list(again), person=None,
    )  # fmt: skip


def settled(state: str, start: int, row: Any = None) -> Any:
    return SimpleNamespace(state=state, start=start, end=start + 3, row=row, is_dismissed=state == "dismissed")


def proposals(*first: Any, settled: tuple[Any, ...] = ()) -> Any:
    every = [each for one in first for each in (one, *one.again)]
    opened = [each for each in first if each.is_open]
    return SimpleNamespace(first=list(first), every=every, settled=list(settled), open=lambda: iter(opened))


def reading(found: Any, at: int = -1) -> RecordReading:
    made = RecordReading(None, None, at)  # type: ignore[arg-type]
    vars(made)["proposals"] = found
    return made


TAKEN, GONE, TOLD = settled("follow_up", 30), settled("dismissed", 40), settled("information", 50)


def test_what_is_sure_or_became_something_is_numbered_and_the_rest_asks() -> None:
    found = proposals(
        proposed(0), proposed(10, sure=False), proposed(20), proposed(30, sure=False, settled=TAKEN),
        proposed(40, sure=False, settled=GONE), proposed(45, settled=GONE), proposed(50, sure=False, settled=TOLD),
        proposed(60),
    )  # fmt: skip
    assert [*number(found).values()] == ["1", "?", "2", "3", "?", "4", "?", "5"]
    assert number(proposals()) == {}


def test_every_mark_leads_to_its_suggestion_or_to_what_became_of_the_words() -> None:
    """Words that were dismissed, or are information only, have no sign; what a hand made of others has a tick."""
    follow_up, activity = FollowUp(pk=7, title="Write"), Activity(pk=8, title="Course")
    hand, work = settled("follow_up", 70, follow_up), settled("follow_up", 80, activity)
    found = proposals(
        proposed(0, again=(proposed(5), proposed(8, settled=GONE))), proposed(10, sure=False),
        proposed(30, settled=TAKEN, again=(proposed(35, settled=TAKEN),)), proposed(40, settled=GONE),
        settled=(TAKEN, GONE, TOLD, hand, work),
    )  # fmt: skip
    assert [tuple(getattr(each, name) for name in each.__slots__) for each in marks_of(found)] == [
        ("suggestion-0", "suggestion-0", "sure", "1", "Suggestion 1: Title 0", 0, 3),
        ("suggestion-0-5", "suggestion-0", "sure", "1", "Suggestion 1: Title 0", 5, 8),
        ("suggestion-10", "suggestion-10", "perhaps", "?", "Suggestion ?: Title 10", 10, 13),
        ("suggestion-30", "suggestion-30", "taken", "2", "Follow-up 2: Title 30", 30, 33),
        ("suggestion-30-35", "suggestion-30", "taken", "2", "Follow-up 2: Title 30", 35, 38),
        ("follow-up-7-70", "made-7", "taken", "✓", "Follow-up: Write", 70, 73),
        ("activity-8-80", "made-8", "taken", "✓", "Activity: Course", 80, 83),
    ]


@pytest.mark.parametrize(
    ("at", "following"),
    [(-1, 10), (0, 10), (9, 10), (10, 20), (19, 20), (20, 10), (99, 10)],
)
def test_next_is_the_first_open_one_behind_the_last_decision_and_of_these_a_sure_one(at: int, following: int) -> None:
    rows = [proposed(0, settled=TAKEN), proposed(5, sure=False), proposed(10), proposed(20), proposed(30, settled=GONE)]
    shown = reading(proposals(*rows), at)
    found = shown.next
    assert found is not None
    assert found.words.start == following
    assert [(line.proposal.words.start, line.sign, line.is_next) for line in shown.sure] == [
        (0, "1", False), (10, "2", at >= 0 and following == 10), (20, "3", at >= 0 and following == 20),
    ]  # fmt: skip
    assert [(line.proposal.words.start, line.sign, line.is_next) for line in shown.perhaps] == [(5, "?", False)]


def test_without_a_sure_one_the_next_perhaps_is_next_and_without_any_none() -> None:
    perhaps = [proposed(5, sure=False), proposed(15, sure=False), proposed(25, sure=False, settled=TAKEN)]
    nexts = [reading(proposals(*perhaps), at).next for at in (-1, 5, 15)]
    assert [each and each.words.start for each in nexts] == [5, 15, 5]
    shown = reading(proposals(*perhaps, proposed(40, sure=False, settled=GONE), proposed(60, settled=TOLD)))
    assert [len(shown.sure), len(shown.perhaps), shown.perhaps_open] == [0, 3, 2]
    assert reading(proposals(proposed(0, settled=TAKEN))).next is None


def test_what_a_hand_made_and_what_was_dismissed_stand_in_the_order_of_the_text() -> None:
    rows = [settled("follow_up", start) for start in (90, 70, 80)]
    gone = [settled("dismissed", start) for start in (60, 20)]
    for each in gone:
        each.decision = SimpleNamespace(passage=SimpleNamespace(start=each.start))
    for each in (*rows, TAKEN, TOLD):
        each.decision = None
    shown = reading(proposals(proposed(30, settled=TAKEN), settled=(*rows, TAKEN, *gone, TOLD)))
    assert [each.start for each in shown.by_hand] == [70, 80, 90]
    assert [each.passage.start for each in shown.dismissed] == [20, 60]
