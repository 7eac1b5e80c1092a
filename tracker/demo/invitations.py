"""Invitations that came by letter, or that the Secretariat sent: one in each state."""

from tracker.demo.events import answered, delivered, entered, reads_out, speaks, ticked
from tracker.demo.story import began, done, follow_up, lapsed, noted

# fmt: off
INVITATIONS = (
    # No answer yet, and a few days to give one.
    follow_up(
        "Speak at the INTERPOL conference on works of art", "invitation", on=-6, by="claire", owner="claire",
        unit="enforcement", partner="interpol", mandates=("cultural_objects",),
        then=[
            entered(
                -6, "claire", "Conference on stolen works of art", 24, last=25, place="Lyon", organiser="interpol",
                role="speaker", reply_by=3,
            ),
            noted(-2, "amina", "They would like the seizure figures of last year."),
        ],
    ),
    # The day to reply by has passed: late.
    follow_up(
        "Sit on the UNESCO panel on online sales", "invitation", on=-16, by="claire", owner="claire",
        unit="enforcement", partner="unesco", mandates=("unscr_2347",),
        then=[
            entered(
                -16, "claire", "Panel: objects for sale online", 18, at="14:30", until="16:00", zone="Europe/Paris",
                place="Paris", organiser="unesco", role="panellist", reply_by=-3,
            ),
        ],
    ),
    # Tentative, and by video link.
    follow_up(
        "Chair the session on containers at the UNODC meeting", "invitation", on=-19, by="amina", owner="amina",
        unit="capacity", partner="unodc",
        then=[
            entered(
                -19, "amina", "Container control: meeting of the steering group", 10, at="10:00", until="12:30",
                zone="Europe/Vienna", link="https://www.unodc.org/", organiser="unodc", role="chair", reply_by=-8,
            ),
            answered(-9, "amina", "tentative", "It falls on the day of the budget committee."),
        ],
    ),
    # Declined: never shown as done.
    follow_up(
        "Address the assembly of museum directors", "invitation", on=-28, by="jean", owner="jean",
        unit="facilitation", partner="icom",
        then=[
            entered(
                -28, "jean", "Assembly of museum directors", 33, last=35, place="Prague", organiser="icom",
                role="speaker", reply_by=-14,
            ),
            answered(-17, "jean", "declined", "Nobody is free that week. ICOM gets the film instead."),
        ],
    ),
    # Over since yesterday or before the weekend: delivered or lapsed?
    follow_up(
        "Present the risk profile to the Italian customs academy", "invitation", on=-40, by="claire", owner="claire",
        unit="enforcement", partner="italy", mandates=("work_plan 1",),
        then=[
            entered(
                -40, "claire", "Course for investigators", -2, at="09:30", until="11:00", zone="Europe/Rome",
                place="Rome", organiser="italy", role="speaker", reply_by=-26,
            ),
            answered(-34, "claire", "accepted"), speaks(-33, "claire", "tomasz"),
            ticked(-20, "claire", "travel"), ticked(-9, "claire", "text"),
        ],
    ),
    # Accepted, far away, half prepared.
    follow_up(
        "Open the seminar on express consignments in Tokyo", "invitation", on=-24, by="jean", owner="jean",
        unit="facilitation", partner="japan", mandates=("japan_fund",),
        then=[
            entered(
                -24, "jean", "Seminar on express consignments", 16, last=17, at="09:00", until="17:00",
                zone="Asia/Tokyo", place="Tokyo", organiser="japan", role="speaker", reply_by=-12, speaker="hana",
            ),
            answered(-15, "jean", "accepted"), began(-15, "jean"), ticked(-4, "jean", "travel"),
        ],
    ),
    # Issued by us: we wait for their answer.
    follow_up(
        "Invite the Kenya Revenue Authority to open the exhibition", "invitation", on=-11, by="amina", owner="amina",
        unit="capacity", partner="kenya",
        then=[
            entered(
                -11, "amina", "Exhibition: seized and returned", 31, at="18:00", place="WCO Headquarters, Brussels",
                direction="issued", organiser="wco", role="speaker", reply_by=7, speaker="grace",
            ),
        ],
    ),
    # Delivered, with its readout.
    follow_up(
        "Take part in the forum of postal operators", "invitation", on=-75, by="jean", owner="jean",
        unit="facilitation", partner="upu",
        then=[
            entered(
                -75, "jean", "Forum of postal operators", -50, place="Bern", organiser="upu", role="participant",
                reply_by=-64,
            ),
            answered(-66, "jean", "accepted"), speaks(-65, "jean", "jean"), ticked(-62, "jean", "travel"),
            delivered(-49, "jean"),
            reads_out(-46, "jean", "Advance data is there for nine parcels in ten. The rest comes from eleven posts."),
            done(-46, "jean"),
        ],
    ),
    # Overtaken: the event was called off.
    follow_up(
        "Observe the exercise of the Dutch customs", "invitation", on=-60, by="claire", owner="tomasz",
        unit="enforcement", partner="netherlands",
        then=[
            entered(
                -60, "claire", "Exercise in the port", -31, place="Rotterdam", organiser="netherlands",
                role="observer", reply_by=-45,
            ),
            answered(-47, "claire", "accepted"),
            lapsed(-30, "claire", "Called off because of the storm."),
        ],
    ),
)
