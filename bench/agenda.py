"""python -m bench.agenda: the page of a meeting to come with a partner with whom 50,000 follow-ups are open."""

import statistics
import sys
import time
from datetime import timedelta

from bench.scratch import scratch_house

OPEN, TIMES, LIMIT = 50_000, 10, 1.0


def main() -> int:
    with scratch_house():
        # Django is set up by now.
        from django.conf import settings  # noqa: PLC0415
        from django.core.management import call_command  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415
        from django.utils import timezone  # noqa: PLC0415

        from tracker.accounts.models import User  # noqa: PLC0415
        from tracker.directory.models import Organisation, Person  # noqa: PLC0415
        from tracker.follow_ups.models import FollowUp  # noqa: PLC0415
        from tracker.meetings.models import Meeting  # noqa: PLC0415
        from tracker.meetings.participant_values import Participant  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        today, by = timezone.localdate(), User.objects.create_user("claire@suivi.example", "x", name="Claire")
        User.objects.update(role="officer")
        partner, person = Organisation.add(by=None, name="European Union"), Person.add(by=None, name="Ada Byron")
        rows = [
            FollowUp(
                reference=f"F-2026-{number}", title=f"Paper {number}", partner=partner if number % 2 else None,
                recorder=by, owed_by="partner" if number % 3 else "us", due_on=today + timedelta(days=number % 900),
                status="pending_resources" if number % 5 == 0 else "open",
            )
            for number in range(2 * OPEN)
        ]  # fmt: skip
        FollowUp.objects.bulk_create(rows, batch_size=1_000)
        meeting = Meeting.log(
            by=by, title="Next", held_on=today + timedelta(days=30), participants=[Participant(person, partner)]
        )
        client, took = Client(HTTP_HOST="localhost"), []
        client.force_login(by, backend=settings.AUTHENTICATION_BACKENDS[0])
        # The first to ask waits for templates to be read.
        client.get(meeting.get_absolute_url())
        for _time in range(TIMES):
            start = time.process_time()
            assert client.get(meeting.get_absolute_url()).status_code == 200
            took.append(time.process_time() - start)
    print(f"{OPEN:,} open with one partner: median {statistics.median(took):.3f} s, slowest {max(took):.3f} s")
    return 0 if max(took) < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
