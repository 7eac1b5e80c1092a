"""FRONTEX and the Regional Intelligence Liaison Office: short calls with short minutes."""

from tracker.demo.story import MeetingStory, began, dated, done, follow_up, reopened, waits

# fmt: off
FIRST = MeetingStory(
    title="FRONTEX coordination call", kind="call", on=-345, logged=-342, at="14:00", by="jean", text="frontex_first",
    people=("jean", "claire", "marek"),
    follow_ups=[
        follow_up(
            "Brief the new liaison officers of FRONTEX", "briefing", owner="tomasz", unit="enforcement", due_on=-300,
            partner="frontex", quote="will brief the new liaison officers on the work of the regional intelligence "
                                     "liaison offices",
            mandates=("frontex_mechanism",), then=[began(-320, "jean"), done(-302, "jean", "By video, 14 present.")],
        ),
        follow_up(
            "Exchange calendars of joint activities", "information_exchange", owner="marek", partner="frontex",
            owed_by="partner", due_on=-310, quote="agreed to exchange their calendars of joint activities twice a year",
            mandates=("frontex_mechanism",),
            then=[
                waits(-340, "jean", "frontex", -312), done(-309, "jean"),
                reopened(-120, "jean", "Twice a year was agreed: the second calendar has not come."),
                waits(-119, "jean", "frontex", -60),
                done(-64, "jean", "Received, with four activities at land borders."),
            ],
        ),
        follow_up(
            "Comment on the handbook for border guards, chapter on Customs controls", "document", owner="jean",
            unit="facilitation", partner="frontex", due_on=-325, quote="Mr. Laurent will collect comments",
            then=[
                began(-338, "jean"), dated(-327, "jean", -318, "Two directorates asked for another week."),
                done(-319, "jean", "Eleven comments sent."),
            ],
        ),
    ],
)

SECOND = MeetingStory(
    title="FRONTEX coordination call", kind="call", on=-12, logged=-9, at="14:00", by="claire", text="frontex_second",
    people=("claire", "jean", "marek"),
    follow_ups=[
        follow_up(
            "Brief the Secretary General before the FRONTEX call", "briefing", owner="claire", unit="enforcement",
            partner="frontex", due_on=4, mandates=("frontex_mechanism",),
            quote="The Secretariat will brief the Secretary General before the call, on one page",
            then=[began(-6, "claire"), dated(-2, "amina", 1, "Cabinet would like the page early.")],
        ),
        follow_up(
            "Send an observer to the instructors’ seminar", "invitation", owner="jean", unit="facilitation", due_on=30,
            partner="frontex", strength="offered",
            quote="would welcome an observer from the Secretariat at its instructors’ seminar",
            then=[waits(-9, "claire", "frontex", 8)],
        ),
        follow_up(
            "Pass the printed handbook on to the regional offices", "document", owner="jean", unit="facilitation",
            partner="frontex", due_on=3, quote="will send twenty copies for the regional offices",
            then=[began(-1, "jean")],
        ),
    ],
)

RILO = MeetingStory(
    title="Call with the Regional Intelligence Liaison Office, Western Europe", kind="call", on=-76, logged=-73,
    at="11:00", by="claire", text="rilo", people=("claire", "tomasz", "jurgen"), record="note",
    follow_ups=[
        follow_up(
            "First monthly digest of alerts", "information_exchange", owner="jurgen", partner="rilo_europe", due_on=-45,
            owed_by="partner", quote="will send a monthly digest of alerts in place of single messages",
            then=[done(-44, "claire", "Four pages, clear and short.")],
        ),
        follow_up(
            "Include Western Europe in the demonstration of maps", "training", owner="tomasz", unit="enforcement",
            partner="rilo_europe", due_on=33, quote="The Secretariat will include them in the demonstration",
        ),
    ],
)
