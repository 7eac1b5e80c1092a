"""Due dates as said, in tables."""

from collections.abc import Callable
from datetime import date

from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Import, RowOutcome
from tracker.kit.dates.as_said import DateAsSaid
from tracker.meetings.models import Meeting

Brought = Callable[..., Import]
SAID = DateAsSaid(date(2018, 5, 28), date(2018, 6, 3), "the week after his visit")


def outcomes(source: Import) -> list[str]:
    return list(source.lines.order_by("number").values_list("outcome", flat=True))


def test_they_count_from_the_meeting_of_their_row(imported: Brought, visit: Meeting) -> None:
    imported(["Title", "Due", "Meeting"], ["Speak", SAID.words, visit.label], ["Send", "in two weeks", visit.label])
    assert [each.due for each in FollowUp.objects.order_by("id")] == [
        SAID, DateAsSaid(date(2018, 6, 8), date(2018, 6, 8), "in two weeks")
    ]  # fmt: skip


def test_our_own_list_comes_back_without_a_change(
    brought: Brought, make_follow_up: Callable[..., FollowUp], visit: Meeting
) -> None:
    reference = make_follow_up(meeting=visit, due_on=SAID).reference
    heads = ["Ref", "Due", "Due, as said"]
    assert outcomes(brought(heads, [reference, "2018-06-03", str(SAID)])) == [RowOutcome.SAME]
    assert outcomes(brought(heads[:2], [reference, str(SAID)])) == [RowOutcome.SAME]
    assert outcomes(brought(heads[:2], [reference, "2018-06-04"])) == [RowOutcome.CHANGED]
