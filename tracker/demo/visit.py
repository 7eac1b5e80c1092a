"""The visit of 25 May 2018 and what it led to: the record is the communiqué, word for word."""

from datetime import date

from tracker.demo.events import answered, delivered, entered, reads_out, speaks, ticked
from tracker.demo.requests_and_answers import asked, granted
from tracker.demo.story import (
    MeetingStory,
    activity,
    answered_note,
    attached,
    began,
    dated,
    done,
    follow_up,
    mentioned,
    noted,
    watched,
)
from tracker.follow_ups.choices import Progress
from tracker.kit.dates.as_said import DateAsSaid

WEEK_AFTER = DateAsSaid(date(2018, 5, 28), date(2018, 6, 3), "the week after his visit")

# fmt: off
VISIT = MeetingStory(
    title="Visit of the EU Counter-Terrorism Coordinator", kind="visit", on=date(2018, 5, 25), logged=date(2018, 5, 28),
    by="claire", place="WCO Headquarters, Brussels", people=("mikuriya host", "kerchove guest_head"), text="visit_2018",
    record="communique",
    follow_ups=[
        follow_up(
            "Speak at the Workshop on Protecting Iraqi Cultural Heritage and Fighting Terrorism", "invitation",
            quote="the EU Coordinator invited the WCO to speak at the Workshop on Protecting Iraqi Cultural Heritage "
                  "and Fighting Terrorism to be held in Brussels the week after his visit",
            owner="claire", unit="enforcement", partner="coordinator", due_on=WEEK_AFTER, strength="offered",
            mandates=("cultural_objects",),
            then=[
                entered(
                    date(2018, 5, 28), "claire",
                    "Workshop on Protecting Iraqi Cultural Heritage and Fighting Terrorism", WEEK_AFTER.first,
                    last=WEEK_AFTER.last, days_said=WEEK_AFTER.words, place="Brussels",
                    organiser="coordinator", reply_by=date(2018, 5, 30),
                ),
                answered(date(2018, 5, 29), "claire", "accepted"), speaks(date(2018, 5, 29), "claire", "claire"),
                ticked(date(2018, 5, 29), "claire", "travel"), ticked(date(2018, 5, 30), "claire", "text"),
                delivered(date(2018, 5, 31), "claire"),
                reads_out(
                    date(2018, 6, 4), "claire",
                    "The role of Customs is in the conclusions. Three delegations asked for the training material.",
                ),
                attached(
                    date(2018, 6, 4), "claire", "Speaking notes, Iraqi cultural heritage.docx",
                    "Speaking notes\nCustoms officers are the first to hold a stolen object in their hands.\n"
                    "What they recognise, they can stop: the training material is there, and can be had.",
                ),
                done(date(2018, 6, 4), "claire"),
            ],
        ),
        follow_up(
            "Extend the training material to other regions", "training",
            quote="further development of the training material to boost the operational capacities of officers on "
                  "the ground in other regions",
            owner="amina", unit="capacity", partner="eu", due_on=date(2018, 9, 30),
            mandates=("unscr_2347 20", "cultural_objects"),
            then=[
                began(date(2018, 6, 4), "amina"),
                dated(date(2018, 9, 17), "amina", date(2019, 3, 29),
                      "The courses for the second region start in March."),
                dated(date(2019, 3, 22), "amina", None, "The material grows region by region; each has its own date."),
                asked(-370, "amina", 58, "Asia/Pacific is the last region: its edition closes the work."),
                granted(-366, "claire", "helena", "By telephone: the Coordinator would rather have it whole."),
                noted(-12, "amina", "Units 1 to 4 of the edition for Asia/Pacific are ready.", Progress.ON_TRACK),
                noted(-5, "amina", "Units 1 to 4 are with the translators, unit 5 waits for its pictures.",
                      Progress.AT_RISK),
                watched(-5, "noor"), watched(-4, "claire"),
                mentioned(-3, "claire", "@Amina Rahman The Coordinator’s office asks what unit 5 still lacks. What "
                          "may I tell them? Their page: https://www.consilium.europa.eu/", "amina"),
                answered_note(-2, "amina", "That the museum sends the pictures by the end of the month."),
            ],
        ),
        follow_up(
            "Information exchange with EU institutions", "cooperation_area", strength="exploratory", conditional=True,
            quote="possible cooperation between the WCO and the EU institutions to enhance information exchange",
            owner="claire", unit="enforcement", partner="eu", mandates=("counter_terrorism",),
        ),
        follow_up(
            "Turn the further areas for cooperation into practical action", "cooperation_area", strength="exploratory",
            conditional=True, owner="claire", unit="compliance", partner="eu", mandates=("security_programme",),
            quote="several areas for further cooperation were identified and these will hopefully translate into "
                  "practical action once financial and human resources are made available",
        ),
    ],
    activities=[
        activity(
            "Training curriculum for Customs officers in the Middle East and North Africa, developed and rolled out",
            quote="development and rollout of a tailored training curriculum for Customs officers in the Middle East "
                  "and North Africa (MENA) region in 2017",
            on=date(2017, 1, 1), until=date(2017, 12, 31), logged=date(2018, 5, 28), by="claire", unit="capacity",
            mandates=("unscr_2347 20", "cultural_objects"),
            detail="Tailored to the region: how to recognise, hold and report cultural objects. The material that "
                   "other regions get grew out of it.",
        ),
    ],
    information=(
        "WCO Secretary General Kunio Mikuriya welcomed", "Mr. de Kerchove expressed particular appreciation",
        "Such training activities directly contribute", "The WCO Secretary General introduced", "He stressed",
        "Dr. Mikuriya also briefed",
    ),
)
