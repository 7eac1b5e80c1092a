"""The bench of the daily mails tells what misses a goal, and what it grows is there to be told."""

from datetime import datetime, time, timedelta
from typing import Any

from django.test import override_settings
from django.utils import timezone

from bench.digests_run import Stage, colleagues, problems_of, stages
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.notifications.models import Mail


def stage(**values: Any) -> Stage:
    return Stage(**{"name": "written", "people": 1_000, "each": 300, "queries": 20.0, "milliseconds": 30.0,
                    "megabytes": 1.0, **values})  # fmt: skip


def test_what_misses_a_goal_is_told() -> None:
    assert problems_of([stage(), stage(people=10_000, milliseconds=44.0)]) == []
    large = stage(people=10_000, milliseconds=60.0, queries=30.0, megabytes=70.0)
    assert problems_of([stage(), large]) == [
        "written takes 30.0 queries a person.",
        "written takes 70 MB.",
        "written takes 2.0 times as long a person among 10,000 as among 1,000.",
    ]


@override_settings(MAILERS={"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}})
def test_each_colleague_of_a_grown_house_gets_the_mail_of_their_day(claire: User, today: Any) -> None:
    for number in range(6):
        FollowUp.log(by=claire, title=f"Ours {number}", due_on=today - timedelta(days=30))
    colleagues(6)
    wednesday = today + timedelta(days=(2 - today.weekday()) % 7 or 7)
    found = list(stages(6, 4, timezone.make_aware(datetime.combine(wednesday, time(12)))))
    assert [each.name for each in found] == ["who is due", "what is new", "written", "sent"]
    assert set(Mail.objects.values_list("status", flat=True)) == {"sent"}
