"""What the workshop on Iraqi cultural heritage recommended to us, and how we answered each."""

from datetime import date
from typing import Any

from tracker.demo.requests_and_answers import accepted
from tracker.demo.story import began, done, dropped, follow_up
from tracker.follow_ups.choices import Acceptance

RECEIVED, ANSWERED = date(2018, 6, 18), date(2018, 7, 9)
FROM_WORKSHOP: dict[str, Any] = {"on": RECEIVED, "by": "claire", "unit": "enforcement", "partner": "coordinator"}

# fmt: off
RECOMMENDATIONS = (
    follow_up(
        "Recommendation 1: give the training material to museums that ask for it", "recommendation", owner="amina",
        due_on=date(2018, 12, 14), **FROM_WORKSHOP,
        then=[
            accepted(ANSWERED, "amina", Acceptance.ACCEPTED), began(date(2018, 9, 3), "amina"),
            done(date(2018, 12, 7), "amina"),
        ],
    ),
    follow_up(
        "Recommendation 2: keep a list of experts who answer within a day", "recommendation", owner="claire",
        due_on=date(2019, 3, 29), **FROM_WORKSHOP,
        then=[
            accepted(
                ANSWERED, "claire", Acceptance.IN_PART,
                "A list, yes; within a day only on working days, as the experts have other work.",
            ),
            done(date(2019, 3, 22), "claire"),
        ],
    ),
    follow_up(
        "Recommendation 3: tell the next Coordinator what became of these", "recommendation", owner="claire",
        **FROM_WORKSHOP,
        then=[accepted(ANSWERED, "claire", Acceptance.NOTED), done(date(2021, 11, 8), "claire")],
    ),
    follow_up(
        "Recommendation 4: publish all photographs of seized objects", "recommendation", owner="claire",
        **FROM_WORKSHOP,
        then=[
            accepted(
                ANSWERED, "claire", Acceptance.REJECTED, "The photographs are evidence, and belong to our members.",
            ),
            dropped(date(2018, 7, 10), "claire", "It was rejected."),
        ],
    ),
)
