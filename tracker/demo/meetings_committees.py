"""Sessions of committees and of the Council. The second Enforcement session's minutes were corrected."""

from tracker.demo.story import MeetingStory, Rewrite, began, dated, done, edited, follow_up, noted, reopened, waits

# fmt: off
ENFORCEMENT_FIRST = MeetingStory(
    title="Enforcement Committee, 47th session", kind="committee", on=-455, lasts=3, logged=-449, by="claire",
    place="WCO Headquarters, Brussels", text="enforcement_first",
    people=("claire", "tomasz", "sander", "chiara", "els"),
    follow_ups=[
        follow_up(
            "Publish the work plan on cultural objects", "document", owner="claire", unit="enforcement", due_on=-440,
            quote="asked the Secretariat to publish it on the Members’ website", mandates=("work_plan",),
            then=[done(-441, "claire")],
        ),
        follow_up(
            "Make one list of risk indicators out of four", "decision", owner="claire", unit="enforcement",
            due_on=-150, mandates=("work_plan 1",),
            quote="to keep one list of risk indicators in place of the four lists now in use",
            then=[began(-420, "claire"), noted(-260, "claire", "Italy and Jordan have read it."), done(-135, "claire")],
        ),
        follow_up(
            "Collect examples of forged provenance papers", "training", owner="claire", unit="enforcement",
            quote="asked to collect examples of forged provenance papers", mandates=("work_plan 3",),
            then=[began(-300, "claire"), noted(-6, "jean", "The seminar with the post brought three more examples.")],
        ),
        follow_up(
            "Write to the Members that reported no seizure", "document", owner="tomasz", unit="enforcement",
            due_on=-400,
            quote="will write to the Members that reported nothing, and ask what would help them",
            then=[began(-430, "claire"), dated(-404, "claire", -370), done(-372, "claire", "71 letters, 40 answers.")],
        ),
        follow_up(
            "Second analyst for the cultural objects desk", "other", owner="claire", unit="enforcement",
            conditional=True, quote="a second analyst is needed if the work plan is to be kept",
            mandates=("work_plan",),
            then=[noted(-205, "claire", "Japan has the job description and made no promise.")],
        ),
        follow_up(
            "Report on what became of each decision", "document", owner="claire", unit="enforcement", due_on=-125,
            quote="asked for a report on what became of each of its decisions", mandates=("work_plan 4",),
            then=[began(-150, "claire"), done(-124, "claire")],
        ),
    ],
)

CAPACITY = MeetingStory(
    title="Capacity Building Committee, 11th session", kind="committee", on=-372, lasts=2, logged=-367, by="amina",
    place="WCO Headquarters, Brussels", text="capacity", people=("amina", "mariam", "grace", "arun", "adama", "minji"),
    record="decisions",
    follow_ups=[
        follow_up(
            "Run the accreditation of trainers in two regions", "decision", owner="mariam", unit="capacity", due_on=55,
            quote="Regions name candidates; the Secretariat runs the accreditation", mandates=("cohort",),
            then=[began(-340, "amina"), noted(-55, "amina", "Seven accredited, five to go.")],
        ),
        follow_up(
            "Translate the training material into Arabic and Portuguese", "document", owner="mariam", unit="capacity",
            conditional=True, quote="have the material translated into Arabic and Portuguese",
            mandates=("work_plan 3",),
            then=[edited(-130, "amina", "Arabic is paid for; Portuguese is taken up on its own.", conditional=False,
                         due_on=20), began(-128, "amina")],
        ),
        follow_up(
            "Proposal for a distance learning module", "training", owner="amina", unit="capacity", partner="korea",
            due_on=-330, quote="will make a proposal with a calendar and a budget",
            then=[
                began(-355, "amina"), done(-332, "amina"),
                reopened(-290, "amina", "Korea asks for a smaller first step."),
                dated(-289, "amina", -230), done(-231, "amina", "Accepted with six lessons."),
            ],
        ),
        follow_up(
            "Ask participants after six months what they use", "other", owner="mariam", unit="capacity", due_on=-180,
            quote="will write to the participants of the last three courses six months after the event",
            then=[began(-200, "amina"), dated(-183, "amina", -150), done(-152, "amina")],
        ),
        follow_up(
            "Lend a designer for the module", "other", owner="minji", partner="korea", owed_by="partner",
            strength="offered", quote="Korea is prepared to lend a designer",
            then=[waits(-229, "amina", "korea", -190), done(-188, "amina")],
        ),
    ],
)

COUNCIL = MeetingStory(
    title="Council, policy segment", kind="council", on=-290, lasts=3, logged=-284, by="amina", text="council",
    place="WCO Headquarters, Brussels", people=("hana", "amina", "ingrid", "els", "chiara"), record="decisions",
    follow_ups=[
        follow_up(
            "Adapt the standard letters to the principles for seizure data", "decision", owner="ingrid",
            unit="administration", due_on=-200, mandates=("data_charter",),
            quote="put the principles for the use of seizure data into practice",
            then=[began(-270, "amina"), dated(-205, "amina", -170), done(-168, "amina")],
        ),
        follow_up(
            "First overview of cooperation mechanisms", "document", owner="noor", unit="cabinet", due_on=10,
            quote="prepare the first overview of cooperation mechanisms",
            then=[
                began(-60, "noor"), noted(-9, "noor", "One has lapsed, one ends soon. The draft is with Cabinet."),
            ],
        ),
        follow_up(
            "Review the staffing of the regional offices", "decision", owner="amina", unit="capacity",
            partner="regions",
            conditional=True, quote="to review the staffing of the regional offices together with their hosts",
        ),
        follow_up(
            "Exhibition of recovered objects at Headquarters", "other", owner="sipho", unit="communication",
            partner="italy", due_on=-40, quote="a small exhibition of recovered objects at Headquarters",
            then=[
                began(-220, "amina"), dated(-75, "amina", 35, "The loan contract takes longer."),
                noted(-7, "amina", "The contract waits for the insurance."),
            ],
        ),
    ],
)

ENFORCEMENT_SECOND = MeetingStory(
    title="Enforcement Committee, 48th session", kind="committee", on=-120, lasts=3, logged=-115, by="claire",
    place="WCO Headquarters, Brussels", text="enforcement_second",
    people=("claire", "tomasz", "sander", "grace", "fadi", "yuto"),
    rewrites=[
        Rewrite(
            -104, "claire", "Figures of attendance, and the wish of Kenya on the working group.",
            [
                ("opened the session.",
                 "opened the session. Delegates of 97 administrations and 14 observers took part."),
                ("limited to twelve months and open to all Members",
                 "limited to eighteen months and open to all Members"),
            ],
        ),
    ],
    follow_ups=[
        follow_up(
            "Draft terms of reference for the data working group", "document", owner="claire", unit="enforcement",
            due_on=-60, mandates=("data_charter", "work_plan 4"),
            quote="will draft terms of reference for a data working group, limited to twelve months and open to all "
                  "Members",
            then=[
                began(-90, "claire"), dated(-65, "claire", -25), dated(-27, "claire", 3, "Kenya was heard first."),
                noted(-1, "jean", "The part on access rights is ready to be pasted in."),
            ],
        ),
        follow_up(
            "Second edition of the list of indicators", "document", owner="tomasz", unit="enforcement", due_on=230,
            quote="the Secretariat issues a new edition every year", mandates=("work_plan 1",),
        ),
        follow_up(
            "Present the operational plan to the regional intelligence liaison offices", "briefing", owner="tomasz",
            unit="enforcement", partner="rilo_europe", due_on=38,
            quote="will present the operational plan to the heads of the regional intelligence liaison offices",
        ),
        follow_up(
            "Write up the case of the mosaic", "document", owner="claire", unit="enforcement", partner="lebanon",
            quote="to write up the case of the mosaic as an example of good practice",
            then=[waits(-100, "claire", "lebanon", -50), noted(-49, "claire", "Lebanon agrees."), began(-49, "claire")],
        ),
        follow_up(
            "Circulate the summary of the session’s decisions", "document", owner="claire", unit="enforcement",
            quote="will circulate a summary of the decisions within three weeks", due_on=-96,
            then=[
                began(-108, "claire"), done(-95, "claire"),
                reopened(-28, "jean", "Decision 5 was summarised before the minutes were corrected."),
                dated(-28, "jean", -4),
            ],
        ),
    ],
)
