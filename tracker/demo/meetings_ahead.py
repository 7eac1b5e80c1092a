"""What stands in the calendar: meetings without a record yet, some with work to do before them."""

from tracker.demo.story import MeetingStory, began, follow_up, given, noted

# fmt: off
AHEAD = (
    MeetingStory(
        title="Planning meeting for the joint operation on parcels", kind="call", on=7, logged=-8, at="10:00",
        by="claire", people=("claire", "tomasz", "katrin", "pieter", "jurgen"),
        follow_ups=[
            follow_up(
                "Paper on the experience of the last operation", "document", owner="tomasz", unit="enforcement",
                partner="europol", due_on=4, then=[began(-4, "claire")],
            ),
        ],
    ),
    MeetingStory(
        title="Annual meeting with DG TAXUD", kind="bilateral", on=13, logged=-15, at="10:00", by="claire",
        place="Brussels", people=("claire", "diego", "jean", "sofia", "benoit"),
        follow_ups=[
            follow_up(
                "Send three items for the agenda", "document", owner="diego", unit="tariff", partner="taxud", due_on=8,
                then=[noted(-6, "claire", "Risk profile, expert group, information exchange.")],
            ),
        ],
    ),
    MeetingStory(
        title="Council, policy segment", kind="council", on=30, lasts=3, logged=-40, by="amina",
        place="WCO Headquarters, Brussels", people=("hana", "amina", "ingrid"),
        follow_ups=[
            follow_up(
                "Speaking points on cultural objects for the Council", "briefing", owner="hana", unit="enforcement",
                due_on=25, mandates=("cultural_objects",), then=[given(-1, "amina", "claire")],
            ),
        ],
    ),
    MeetingStory(
        title="Regional workshop on cultural objects, Bangkok", kind="workshop", on=44, lasts=2, logged=-25, by="jean",
        place="Bangkok", people=("jean", "mariam", "arun", "yuto"),
        follow_ups=[
            follow_up(
                "Programme and list of speakers for Bangkok", "meeting", owner="arun", partner="rocb_asia", due_on=21,
                mandates=("work_plan 2", "japan_fund"),
            ),
        ],
    ),
)
