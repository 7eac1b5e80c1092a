"""Internal meetings; the one on missions is restricted."""

from tracker.demo.story import MeetingStory, began, dated, done, dropped, follow_up, noted

# fmt: off
RETREAT = MeetingStory(
    title="Planning day of the Enforcement Sub-Directorate", kind="internal", on=-540, logged=-539, by="claire",
    text="retreat", people=("claire", "tomasz", "jean"), record="note",
    follow_ups=[
        follow_up(
            "Clear the shared drive", "other", owner="tomasz", unit="enforcement", due_on=-500,
            quote="The shared drive will be cleared",
            then=[dated(-502, "claire", -440), began(-450, "claire"), done(-441, "claire")],
        ),
        follow_up(
            "Rewrite the standard letter to new contact points", "document", owner="claire", unit="enforcement",
            quote="out of date and will be rewritten", then=[began(-525, "claire"), done(-514, "claire")],
        ),
        follow_up(
            "Team page on the intranet", "other", unit="enforcement", quote="A team page on the intranet was suggested",
            strength="exploratory", then=[dropped(-430, "claire", "Nobody asked for it again.")],
        ),
    ],
)

CURRICULUM = MeetingStory(
    title="Review of the training curriculum", kind="internal", on=-166, logged=-165, by="amina", text="curriculum",
    people=("amina", "mariam", "claire"), record="note",
    follow_ups=[
        follow_up(
            "Make one master edition of the curriculum", "training", owner="mariam", unit="capacity", due_on=-60,
            quote="to make one master edition in English", mandates=("work_plan 3", "unscr_2347"),
            then=[began(-155, "amina"), dated(-63, "amina", -35),
                  done(-36, "amina", "The master edition is with the translators since Monday.")],
        ),
        follow_up(
            "Add exercises from the Senegalese case", "training", owner="mariam", unit="capacity", partner="senegal",
            quote="those from the Senegalese case will be added when the file arrives", due_on=17,
            then=[began(-70, "amina")],
        ),
        follow_up(
            "Take out the unit on metal detectors", "training", owner="mariam", unit="capacity", due_on=-140,
            quote="The unit on metal detectors will be taken out", then=[done(-141, "amina")],
        ),
    ],
)

MISSIONS = MeetingStory(
    title="Safety of staff on mission", kind="internal", on=-46, logged=-45, by="amina", text="missions", record="note",
    people=("amina", "ingrid", "jonas"), classification="restricted", readers=("hana",),
    follow_ups=[
        follow_up(
            "Shorten the itinerary form to one page", "document", owner="ingrid", unit="administration", due_on=-20,
            quote="it will be shortened to one page", then=[done(-23, "amina")],
        ),
        follow_up(
            "Prepare the tender for the assistance company", "decision", owner="ingrid", unit="administration",
            due_on=10, quote="A tender will be prepared", then=[began(-18, "amina")],
        ),
        follow_up(
            "First-aid training for those who travel often", "training", unit="administration",
            quote="First-aid training for those who travel often was agreed",
        ),
    ],
)

COORDINATION = MeetingStory(
    title="Coordination meeting of the directorates", kind="internal", on=-6, logged=-3, at="09:00", by="claire",
    text="coordination", people=("hana", "claire", "amina", "jonas", "sipho"), record="decisions",
    follow_ups=[
        follow_up(
            "Update the mission calendar", "document", owner="claire", unit="enforcement", due_on=2,
            quote="will update the mission calendar this week and send it round",
        ),
        follow_up(
            "Send the titles of papers for the Council", "document", owner="noor", unit="cabinet", due_on=4,
            quote="Each directorate will send the titles of its papers now",
            then=[began(-2, "noor"), noted(-1, "amina", "Capacity Building: three titles.")],
        ),
        follow_up(
            "Decide on the insurance of the exhibition", "decision", owner="ingrid", unit="administration", due_on=13,
            partner="italy", quote="A decision is needed on the insurance before the loan contract is signed",
        ),
        follow_up(
            "Decide on the renewal of two agreements", "decision", owner="amina", unit="cabinet", due_on=3,
            quote="Both need a decision on renewal", mandates=("japan_fund", "postal_arrangement"),
        ),
    ],
)
