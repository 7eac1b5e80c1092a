"""Follow-ups that come from no meeting: letters, telephone calls, ideas."""

from tracker.demo.story import attached, began, declined, done, follow_up, noted, waits

# fmt: off
UNATTACHED = (
    follow_up(
        "Keep a file of press reports on returned objects", "other", on=-52, by="claire", owner="claire",
        unit="enforcement", then=[noted(-5, "amina", "The Bulletin ran two pages on the mosaic.")],
    ),
    follow_up(
        "Find an expert on textiles", "other", on=-47, by="claire", unit="enforcement",
        detail="Three requests in two months, and nobody in the house who can answer.",
    ),
    follow_up(
        "Portuguese edition of the training material", "document", on=-35, by="amina", unit="capacity",
        conditional=True,
        owner="amina",
        mandates=("work_plan 3",),
    ),
    follow_up(
        "Course for the joint control team at Brussels Airport", "training", on=-43, by="claire", owner="mariam",
        unit="capacity", partner="coordinator", due_on=-13,
        then=[
            began(-32, "claire"),
            attached(
                -14, "claire", "Who came to the course at Brussels Airport.docx",
                "Course for the joint control team\nEighteen officers of six services came on both days.\n"
                "All passed the test at the end: how to recognise, hold and report cultural objects.",
            ),
            done(-14, "claire", "Eighteen officers of six services came on both days, and all passed the test."),
        ],
    ),
    follow_up(
        "Answer the letter of a private collector", "document", on=-30, by="claire", owner="ingrid",
        unit="administration", due_on=-18, then=[began(-24, "claire"), done(-19, "claire")],
    ),
    follow_up(
        "Loan of a scanner for the exhibition", "other", on=-22, by="amina", owner="sipho", unit="communication",
        partner="belgium", strength="offered", then=[declined(-16, "amina", "It needs two technicians and a crane.")],
    ),
    follow_up(
        "Sound out two donors for the pools of trainers", "other", on=-33, by="amina", owner="amina", unit="capacity",
        due_on=-7, mandates=("cohort",), then=[began(-20, "amina"), noted(-6, "claire", "Korea might be a third.")],
    ),
    follow_up(
        "Figures from the hosts of the regional offices", "document", on=-44, by="amina", owner="amina",
        unit="capacity",
        partner="regions", owed_by="partner", due_on=-10, then=[waits(-43, "amina", "regions", 10)],
    ),
    follow_up(
        "Name a contact point for cultural goods in the Coordinator’s office", "other", on=-41, by="claire",
        owner="claire", unit="enforcement", partner="coordinator", owed_by="partner", due_on=-12,
        then=[noted(-9, "claire", "Ms. Brandt has two names and will choose one.")],
    ),
    follow_up(
        "Seat of an observer in the working party on cultural goods", "meeting", on=-39, by="claire", owner="claire",
        unit="enforcement", partner="coordinator", owed_by="partner", strength="offered", due_on=-4,
    ),
    follow_up(
        "Index of Council decisions on security", "document", on=-40, by="claire", owner="noor", unit="cabinet",
        due_on=-5, then=[began(-12, "noor"), noted(-4, "claire", "Needed for the meeting with the Coordinator.")],
    ),
    follow_up(
        "Submit both variants of the French platform to the Committee", "decision", on=-37, by="jean", owner="jonas",
        unit="administration", due_on=-3,
    ),
    follow_up(
        "Renew the certificate of the platform", "other", on=-25, by="jonas", owner="jonas", unit="administration",
        due_on=2, then=[began(-1, "jonas")],
    ),
    follow_up(
        "Update the entry on Suivi in the handbook for newcomers", "document", on=-13, by="jonas", owner="jonas",
        unit="administration", due_on=22,
    ),
    follow_up(
        "Greetings for the jubilee of the regional office", "other", on=-9, by="jean", owner="hana", unit="cabinet",
        partner="rocb_africa", due_on=15,
    ),
)
