"""EUROPOL: a call, a working lunch, and the liaison meeting whose minutes were corrected."""

from tracker.demo.story import (
    MeetingStory,
    Rewrite,
    began,
    dated,
    done,
    dropped,
    follow_up,
    given,
    mentioned,
    noted,
    waits,
)
from tracker.follow_ups.choices import Progress

# fmt: off
CALL = MeetingStory(
    title="Liaison call with EUROPOL", kind="call", on=-512, logged=-509, at="10:00", by="claire", text="europol_call",
    people=("claire", "tomasz", "katrin"),
    follow_ups=[
        follow_up(
            "Send the updated list of contact points", "document", owner="claire", unit="enforcement", due_on=-498,
            partner="europol", quote="the Secretariat would send an updated list of contact points",
            mandates=("europol_mechanism",),
            then=[began(-505, "claire"), done(-497, "claire", "Sent with 162 names.")],
        ),
        follow_up(
            "Propose two analysts for the course on open sources", "training", owner="tomasz", unit="enforcement",
            partner="europol", due_on=-470, quote="offered two places for analysts at EUROPOL’s course on open sources",
            strength="offered",
            then=[
                waits(-490, "claire", "europol", -472),
                dropped(-466, "claire", "EUROPOL postponed the course without a new date."),
            ],
        ),
        follow_up(
            "Raise the size limit for seizure photographs", "information_exchange", owner="katrin", partner="europol",
            owed_by="partner", quote="EUROPOL will look into the size limits of its mail gateway", due_on=-480,
            then=[done(-476, "claire", "The limit is 40 MB now.")],
        ),
    ],
)

LUNCH = MeetingStory(
    title="Working lunch with EUROPOL", kind="bilateral", on=-400, logged=-398, by="claire", text="europol_lunch",
    place="The Hague", people=("claire", "tomasz", "pieter", "katrin"), record="note",
    follow_ups=[
        follow_up(
            "Send the MENA curriculum to EUROPOL", "document", owner="mariam", unit="capacity", partner="europol",
            due_on=-379, quote="agreed to send EUROPOL the MENA curriculum, in English and French",
            mandates=("unscr_2347 8", "europol_mechanism"),
            then=[began(-391, "amina"), dated(-381, "amina", -366), done(-368, "amina", "Both languages sent.")],
        ),
        follow_up(
            "Draft the one-page card for small airports", "document", owner="claire", unit="enforcement",
            partner="europol", due_on=-360, quote="will prepare a first draft of the card", mandates=("work_plan 3",),
            then=[
                began(-378, "claire"),
                noted(-364, "jean", "Three questions are enough: what is it, where from, who packed it?"),
                done(-361, "claire"),
            ],
        ),
        follow_up(
            "Obtain the legal view on sharing seizure photographs", "document", owner="claire", unit="enforcement",
            partner="europol", owed_by="partner", due_on=-330,
            quote="EUROPOL undertook to provide a short legal view on sharing seizure photographs",
            then=[
                waits(-396, "claire", "europol", -332),
                noted(-331, "claire", "Asked again by telephone. The question has changed hands."),
                noted(-32, "claire", "In The Hague they promised an answer within six weeks."),
                began(-31, "claire"),
                waits(-30, "claire", "europol", 12),
            ],
        ),
        follow_up(
            "Agree on a common calendar of operations", "cooperation_area", owner="claire", unit="enforcement",
            partner="europol", strength="exploratory", quote="a first exchange on a common calendar of operations",
            mandates=("europol_mechanism",),
            then=[dropped(-29, "claire", "Overtaken by the joint operation: its planning meeting sets the dates.")],
        ),
    ],
)

LIAISON = MeetingStory(
    title="EUROPOL liaison meeting", kind="bilateral", on=-33, logged=-30, at="09:30", by="claire", place="The Hague",
    text="europol_liaison", people=("claire", "tomasz", "jean", "katrin", "pieter"),
    rewrites=[
        Rewrite(
            -24, "jean", "EUROPOL withdrew its request for pictures and gave the number of indicators.",
            [
                ("Eleven of the fourteen were confirmed", "Eleven of the fourteen indicators were confirmed"),
                (" EUROPOL asked for the pictures in print quality.", " It will be used in a third one."),
            ],
        ),
    ],
    follow_ups=[
        follow_up(
            "Send the revised list of risk indicators to EUROPOL", "document", owner="claire", unit="enforcement",
            partner="europol", due_on=-9, quote="will send the revised list of indicators to EUROPOL",
            mandates=("work_plan 1", "europol_mechanism"),
            then=[
                began(-20, "claire"),
                noted(-4, "jean", "Mr. van Aalst asked for it twice. The notes on the sources can follow later."),
            ],
        ),
        follow_up(
            "Invite Members of four regions to the joint operation", "invitation", owner="tomasz", unit="enforcement",
            partner="europol", due_on=16, mandates=("work_plan", "europol_mechanism"),
            quote="the Secretariat will invite Members of four regions to take part",
            then=[
                began(-12, "claire"), noted(-3, "claire", "Letters for two regions are out.", Progress.ON_TRACK),
                mentioned(-2, "jean", "@Claire Dubois, je peux écrire aux deux autres régions, en français.", "claire"),
            ],
        ),
        follow_up(
            "Draft the operational plan for parcels and express consignments", "document", owner="pieter",
            partner="europol", owed_by="partner", due_on=19, quote="EUROPOL will draft the operational plan",
            then=[waits(-19, "claire", "europol", 9)],
        ),
        follow_up(
            "Hold the planning meeting for the joint operation", "meeting", owner="claire", unit="enforcement",
            partner="europol", due_on=24, quote="A planning meeting is to be held",
            then=[noted(-8, "claire", "Room for thirty, with video.")],
        ),
        follow_up(
            "Second an analyst to EUROPOL for three months", "cooperation_area", owner="amina", unit="enforcement",
            partner="europol", strength="offered", conditional=True,
            quote="EUROPOL offered to host one analyst from the Secretariat for three months",
            then=[given(-27, "amina", "hana"), noted(-26, "amina", "For Cabinet to decide: it needs a replacement.")],
        ),
        follow_up(
            "Send the pictures of the curriculum in print quality", "document", owner="mariam", unit="capacity",
            partner="europol", due_on=21, quote="EUROPOL asked for the pictures in print quality",
        ),
    ],
)
