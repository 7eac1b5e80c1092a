"""The Coordinator after the visit of 2018: what was agreed there is taken up again, until it is done."""

from datetime import date

from tracker.demo.requests_and_answers import asked, refused
from tracker.demo.story import AgendaStory, MeetingStory, PointStory, follow_up, waits

TRAINING = "Extend the training material to other regions"
EXCHANGE = "Information exchange with EU institutions"
COURSE = "Course for the joint control team at Brussels Airport"
AREAS = "Turn the further areas for cooperation into practical action"

# fmt: off
FIRST_EXCHANGE = MeetingStory(
    title="Exchange of views with the EU Counter-Terrorism Coordinator", kind="bilateral", on=date(2019, 6, 14),
    logged=date(2019, 6, 14), by="claire", place="Brussels", people=("claire", "kerchove"),
    agenda=(
        AgendaStory(TRAINING, "West Africa is next. The Coordinator will mention the material in his next report."),
        AgendaStory(EXCHANGE, "Neither side has money for it this year. It stays on the list."),
        AgendaStory(AREAS, "Nothing is ready for practical action yet."),
    ),
)

SECOND_EXCHANGE = MeetingStory(
    title="Call with the EU Counter-Terrorism Coordinator", kind="call", on=date(2020, 5, 14),
    logged=date(2020, 5, 14), by="claire", people=("claire", "kerchove"),
    agenda=(
        AgendaStory(TRAINING, "The courses go on at a distance."),
        AgendaStory(EXCHANGE, "The budget of the Union from 2021 on may hold a line for it."),
        AgendaStory(AREAS),
    ),
)

COORDINATOR = MeetingStory(
    title="Preparatory call with the Office of the EU Counter-Terrorism Coordinator", kind="call", on=-5, logged=-2,
    at="16:00", by="claire", text="coordinator_call", people=("claire", "hana", "helena"), record="note",
    agenda=(
        AgendaStory(TRAINING, "Only Asia/Pacific is left. The Office would show the edition to two delegations."),
        AgendaStory(COURSE, "Two of the Office sat in, and want the same for the port of Antwerp.", confirms=True),
        AgendaStory(EXCHANGE, "Before money is asked for again, one page should say what is missing."),
        AgendaStory(AREAS),
    ),
    follow_ups=[
        follow_up(
            "Write one page on what information exchange lacks", "briefing", owner="claire", unit="enforcement",
            partner="coordinator", due_on=9, quote="asked for one page on what is missing",
            mandates=("counter_terrorism",),
            then=[asked(-1, "claire", 16, "Two of the four units send their figures only next week.")],
        ),
        follow_up(
            "Send a proposal for the agenda to the Coordinator’s office", "document", owner="claire", due_on=4,
            unit="enforcement", partner="coordinator",
            quote="the Secretariat would send a proposal for the agenda this week",
            then=[
                asked(-2, "claire", 11, "Ms. Kobayashi is away until then."),
                refused(-1, "claire", "helena", "By telephone: the Coordinator fixes his week on the fifth day."),
            ],
        ),
        follow_up(
            "Suggest three dates for the meeting", "meeting", owner="helena", partner="coordinator", due_on=7,
            owed_by="partner", quote="The Coordinator’s office will suggest three dates",
            then=[waits(-1, "claire", "coordinator", 8)],
        ),
    ],
)

NEXT = MeetingStory(
    title="Annual review with the EU Counter-Terrorism Coordinator", kind="bilateral", on=47, logged=-1, at="10:00",
    by="claire", place="Brussels", people=("hana", "claire", "helena"),
    agenda=(AgendaStory(AREAS),),
    points=(
        PointStory("Training material for the last region", "claire", 20, TRAINING),
        PointStory("What information exchange lacks", "claire", 25, EXCHANGE),
        PointStory("How the two offices keep in touch", "helena", 10),
    ),
)
