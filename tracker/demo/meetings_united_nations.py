"""United Nations bodies and INTERPOL; the consultation with INTERPOL is restricted."""

from tracker.demo.story import MeetingStory, began, dated, declined, done, dropped, follow_up, lapsed, noted, waits

# fmt: off
UNESCO = MeetingStory(
    title="Call with UNESCO on the dialogue with the art market", kind="call", on=-214, logged=-211, at="15:30",
    by="claire", text="unesco", people=("claire", "rosa"), record="note",
    follow_ups=[
        follow_up(
            "Speak at the dialogue with the art market", "invitation", owner="claire", unit="enforcement",
            partner="unesco", quote="a formal invitation to speak at the dialogue with the art market", due_on=-110,
            mandates=("unscr_2347 9",),
            then=[
                waits(-210, "claire", "unesco", -150), noted(-149, "claire", "No date yet; the venue has changed."),
                lapsed(-105, "claire", "The dialogue was held without an opening session."),
            ],
        ),
        follow_up(
            "Reply to UNESCO on the glossary of object types", "document", owner="claire", unit="enforcement",
            partner="unesco", due_on=-80,
            quote="The Secretariat will reply on the glossary of object types, item by item",
            then=[
                began(-150, "claire"), dated(-82, "claire", -45),
                dated(-46, "claire", -16, "Half of the 140 changes done."),
                noted(-7, "amina", "Ms. Meireles called: the printer waits for us."),
            ],
        ),
        follow_up(
            "Co-sign the statement on online sales", "decision", owner="ingrid", unit="administration",
            partner="unesco",
            strength="exploratory", due_on=-180, quote="whether the WCO wished to co-sign a statement on online sales",
            then=[began(-200, "claire"),
                  declined(-182, "claire", "The text goes beyond the mandate of the Secretariat.")],
        ),
    ],
)

UNODC = MeetingStory(
    title="Meeting with UNODC on container control", kind="bilateral", on=-143, logged=-140, at="11:00", by="jean",
    place="Vienna", text="unodc", people=("jean", "daniel"),
    follow_ups=[
        follow_up(
            "Half-day on cultural objects in the basic course", "training", owner="mariam", unit="capacity", due_on=-5,
            partner="unodc", mandates=("containers", "unscr_2347 8"),
            quote="will add a half-day on cultural objects to the basic course for port control units",
            then=[began(-100, "jean"), dated(-40, "jean", 26)],
        ),
        follow_up(
            "Keep a common calendar of missions", "information_exchange", owner="daniel", partner="unodc",
            owed_by="partner", due_on=-120, quote="A common calendar will be kept by UNODC", mandates=("containers",),
            then=[done(-118, "jean")],
        ),
        follow_up(
            "Find out what a reprint of the collection of seals costs", "other", owner="jean", unit="facilitation",
            partner="unodc", due_on=-8, quote="will see what a reprint costs",
            then=[dated(-50, "jean", -8)],
        ),
        follow_up(
            "Test the half-day in Mombasa", "training", owner="grace", partner="kenya", owed_by="partner", due_on=62,
            quote="UNODC will test it in Mombasa", mandates=("containers",),
        ),
    ],
)

INTERPOL = MeetingStory(
    title="Consultation with INTERPOL on urgent notices", kind="bilateral", on=-262, logged=-261, by="claire",
    place="Lyon", text="interpol", people=("claire", "wen"), classification="restricted", readers=("tomasz",),
    follow_ups=[
        follow_up(
            "Name a contact for urgent notices", "decision", owner="claire", unit="enforcement", partner="interpol",
            due_on=-240, quote="A contact for urgent notices will be named", then=[done(-242, "claire")],
        ),
        follow_up(
            "Description of the fields that officers may see", "document", owner="claire", unit="enforcement",
            partner="interpol", owed_by="partner", due_on=-200,
            quote="INTERPOL will provide a description of the fields",
            then=[
                waits(-241, "claire", "interpol", -201),
                noted(-199, "claire", "Asked again; a new version of the form is being made."),
                began(-91, "claire"), waits(-90, "claire", "interpol", 16),
            ],
        ),
        follow_up(
            "Test an urgent notice with one Member", "other", owner="tomasz", unit="enforcement", partner="interpol",
            on=-230, then=[dropped(-91, "claire", "No test before the fields are described.")],
        ),
    ],
)

POSTAL = MeetingStory(
    title="Seminar with postal operators", kind="workshop", on=-21, logged=-18, at="13:00", by="jean", text="postal",
    place="Online", people=("jean", "nadia", "ingrid", "minji"),
    follow_ups=[
        follow_up(
            "Prepare the renewal of the arrangement on advance data", "document", owner="jean", unit="facilitation",
            partner="upu", due_on=11, quote="will prepare the renewal of the arrangement",
            mandates=("postal_arrangement",), then=[began(-10, "jean")],
        ),
        follow_up(
            "Legal opinion on one clause of the arrangement", "document", owner="ingrid", unit="administration",
            partner="upu", due_on=-3, quote="consult the legal adviser on one clause",
        ),
        follow_up(
            "List of telling words in declarations", "cooperation_area", owner="jean", unit="facilitation",
            partner="upu",
            strength="offered", quote="ready to draft a list of telling words in declarations",
            mandates=("work_plan 1",),
        ),
        follow_up(
            "Joint leaflet for collectors", "document", unit="communication", partner="upu", strength="exploratory",
            quote="A joint leaflet for collectors was proposed",
        ),
    ],
)
