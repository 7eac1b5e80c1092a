"""The records of a meeting side by side: of those that somebody may see, with what comes from each."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.conftest import CANARY
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]


def test_each_stands_with_its_classification_and_what_comes_from_it(
    communique: Record, invitation: FollowUp, claire: User, noor: User, sign_in: SignIn
) -> None:
    meeting = communique.meeting
    Record.write(by=claire, text="Agreed minutes.", meeting=meeting, kind="minutes")
    note = Record.write(by=claire, text=f"Of {CANARY}.", meeting=meeting, kind="note", classification=RESTRICTED)
    FollowUp.log(by=claire, title=f"Ask {CANARY}", meeting=meeting, passage=Passage.of(note.latest, 0, 5))
    own, theirs = (sign_in(user).get(f"/meetings/{meeting.pk}/records/") for user in (claire, noor))
    columns = [
        (each.record.get_kind_display(), each.classification, [row.title for row in each.follow_ups])
        for each in own.context["columns"]
    ]
    assert columns == [
        ("Communiqué", "General", [invitation.title]), ("Minutes", "General", []),
        ("Note", "Restricted", [f"Ask {CANARY}"]),
    ]  # fmt: skip
    shown = theirs.text.partition("<main")[2].partition("</main>")[0]
    assert (len(theirs.context["columns"]), CANARY in theirs.text, "Note" in shown) == (2, False, False)


def test_it_asks_the_same_of_the_database_however_many_there_are(
    communique: Record, claire: User, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    client, path = sign_in(claire), f"/meetings/{communique.meeting_id}/records/"
    client.get(path)
    with django_assert_num_queries(6):
        client.get(path)
    for kind in ("note", "minutes"):
        Record.write(by=claire, text="More.", meeting=communique.meeting, kind=kind)
    with django_assert_num_queries(6):
        client.get(path)
