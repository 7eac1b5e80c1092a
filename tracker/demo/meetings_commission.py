"""The European Commission's directorates-general."""

from tracker.demo.events import answered, entered, speaks
from tracker.demo.story import MeetingStory, began, dated, done, follow_up, noted, waits

# fmt: off
TAXUD = MeetingStory(
    title="Annual meeting with DG TAXUD", kind="bilateral", on=-318, logged=-315, at="10:00", by="claire", text="taxud",
    place="WCO Headquarters, Brussels", people=("claire", "diego", "jean", "sofia", "benoit", "helena_again"),
    follow_ups=[
        follow_up(
            "Comment on the draft risk profile for cultural goods", "document", owner="claire", unit="enforcement",
            partner="taxud", due_on=-290, quote="asked for comments on the draft risk profile within four weeks",
            mandates=("taxud_mechanism", "work_plan 1"),
            then=[
                began(-305, "claire"), noted(-292, "claire", "First round sent. A second is to follow."),
                waits(-288, "claire", "taxud", -130), noted(-128, "claire", "Consultation of Member States goes on."),
                began(-127, "claire"), dated(-127, "claire", None), waits(-126, "claire", "taxud", -1),
            ],
        ),
        follow_up(
            "Demonstrate the import licence system to Members", "briefing", owner="benoit", partner="taxud",
            owed_by="partner", strength="offered", due_on=-120,
            quote="prepared to demonstrate the system to interested Members",
            then=[done(-119, "claire", "Shown at the margins of the Enforcement Committee.")],
        ),
        follow_up(
            "Answer on the classification of antiques", "document", owner="diego", unit="tariff", partner="taxud",
            owed_by="partner", due_on=-260, quote="The Commission will give a written answer",
            then=[waits(-300, "claire", "taxud", -262),
                  done(-255, "claire", "No doubt is left: the committee is spared.")],
        ),
        follow_up(
            "Nominate two experts for the risk management group", "decision", owner="claire", unit="enforcement",
            partner="taxud", due_on=-250, quote="Two experts are to be nominated",
            mandates=("taxud_mechanism",),
            then=[
                dated(-252, "claire", -160), dated(-163, "claire", -40, "The group has not been set up yet."),
                dated(-42, "claire", 4, "First meeting of the group announced: names are needed now."),
                began(-7, "claire"),
            ],
        ),
        follow_up(
            "Try an exchange of strategic analyses on one subject", "cooperation_area", owner="hana", partner="taxud",
            unit="cabinet", strength="exploratory", conditional=True, mandates=("counter_terrorism",),
            quote="a regular exchange of strategic analyses between the WCO and the institutions",
        ),
        follow_up(
            "Attend the next annual meeting in Brussels", "invitation", owner="claire", unit="enforcement", due_on=12,
            partner="taxud", quote="at the invitation of the Commission",
            then=[
                entered(
                    -16, "claire", "Annual meeting with DG TAXUD", 13, at="10:00", place="Brussels", organiser="taxud",
                    role="participant", reply_by=-10,
                ),
                answered(-15, "claire", "accepted"),
                noted(-15, "claire", "Accepted for three. Papers are due a week before."),
                speaks(-14, "claire", "diego"),
            ],
        ),
    ],
)

DEVCO = MeetingStory(
    title="Programme review with DG DEVCO", kind="bilateral", on=-97, logged=-94, at="15:00", by="amina", text="devco",
    place="Rue de la Loi, Brussels", people=("amina", "mariam", "aoife"), record="note",
    follow_ups=[
        follow_up(
            "Order the audit for the final report", "document", owner="mariam", unit="capacity", partner="devco",
            due_on=-14, quote="The Secretariat will order the audit in good time", mandates=("devco_mechanism",),
            then=[began(-40, "amina"), dated(-17, "amina", 27, "The auditor is free next month only.")],
        ),
        follow_up(
            "Write a concept note on a second phase", "document", owner="amina", unit="capacity", partner="devco",
            due_on=6, quote="a concept note of five pages on a second phase of the programme", conditional=True,
            mandates=("devco_mechanism", "security_programme"),
        ),
        follow_up(
            "Comment on the terms of reference of the evaluation", "document", owner="amina", unit="capacity",
            partner="devco", due_on=-70, quote="The Secretariat will comment on the terms of reference",
            then=[began(-80, "amina"), done(-71, "amina")],
        ),
    ],
)
