"""Who and by when: only what the words say."""

from datetime import date

import pytest

from tracker.reading.read import read
from tracker.reading.scoring import TOLD

FRIDAY = date(2018, 5, 25)


@pytest.mark.parametrize(
    ("text", "owner", "due"),
    [
        ("Action: Anna to send the list by 30 June.", "Anna", "2018-06-30"),
        ("Action: Anna to send the list by 3 March.", "Anna", "2019-03-03"),
        ("Action: Send the list by the end of June 2018 (Anna)", "Anna", "2018-06"),
        ("Action: Anna and Tom to revisit the list next week.", "Anna and Tom", "2018-06-01"),
        ("Action: Revisit the list by the end of the week.", None, "2018-05-25"),
        ("Action: The WCO will send the list, adopted on 3 May 2017.", "The WCO", None),
        ("The Board asked the chair to send the list by Monday.", "the chair", "2018-05-28"),
        ("Action: @anna send the list, which may be considered in full.", "@anna", None),
        ("Action: It was agreed to send the list.", None, None),
    ],
)
def test_owner_and_due_date(text: str, owner: str | None, due: str | None) -> None:
    (one,) = read(text, meeting=FRIDAY).suggestions
    assert (one.owner and one.owner.of(text), one.due and one.due.value) == (owner, due)


def test_without_the_meetings_year_a_date_without_one_stays_empty() -> None:
    (one,) = read("Action: Anna to send the list by 30 June.").suggestions
    assert one.due is None


def test_people_are_present_absent_or_only_mentioned() -> None:
    text = "## Present\n\n- Anna Smith\n- Tom Jones, Jisc\n\n## Apologies\n\n- Mary Major\n\n## Notes\n\n"
    text += "Mr. Hugo Weber wrote."
    assert [(one.name, one.presence) for one in read(text).people] == [
        ("Anna Smith", "present"), ("Tom Jones", "present"), ("Mary Major", "absent"), ("Hugo Weber", "mentioned"),
    ]  # fmt: skip


def test_a_suggestion_says_why_it_stands_there() -> None:
    (one,) = read("Action: Anna to send the list by 30 June.").suggestions
    assert one.reasons[0] == "mark"
    assert set(one.reasons) <= set(TOLD)
