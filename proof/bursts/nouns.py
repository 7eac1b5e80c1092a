"""What is done to every noun: it is made, noted upon, edited, undone, removed and brought back."""

from proof.bursts.checks import (
    once,
    one_row,
    own_edit,
    own_words,
)
from proof.bursts.kind import WORDS, Kind, mine
from tracker.activities.models import Activity
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.history.models import Entry
from tracker.invitations.models import Step
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge
from tracker.records.models import Version
from tracker.reports.models import Mailing

NOTES = [
    Kind("note", "/follow-ups/{follow_up}/note/", own_words(Entry, "note"), {"note": WORDS}),
    mine("the same note", "/follow-ups/{follow_up}/note/", once("follow_up"), {"note": "They called."}),
]
NEW = {
    "follow-up": ("/follow-ups/new/", FollowUp, "title", {}),
    "step": ("/follow-ups/{invited}/steps/new/", Step, "title", {}),
    "pledge": ("/pledges/new/?kind=money", Pledge, "detail", {"donor": "{organisation}", "amount": "5,000"}),
    "meeting": ("/meetings/log/", Meeting, "title", {"held_on": "25 May 2018"}),
    "record": ("/records/meeting/{meeting}/", Version, "text", {}),
    "mandate": ("/mandates/new/", Mandate, "title", {}),
    "activity": ("/mandates/activities/new/", Activity, "title", {"when": "May 2018", "mandates": "{mandate}"}),
    "organisation": ("/partners/new/", Organisation, "name", {}),
    "person": ("/partners/people/new/", Person, "name", {}),
    "post": ("/partners/people/{person}/posts/new/", Appointment, "title", {"organisation": "{organisation}"}),
    "saved view": ("/follow-ups/views/new/?status=active", SavedView, "name", {}),
    "mailing": ("/reports/mailed/new/?what=report-unit", Mailing, "name", {"addresses": "desk@eu.example"}),
}


def ready_for(name: str) -> tuple[str, ...]:
    """A step is one of an event."""
    return ("event",) if name == "step" else ()


ADDED = [
    Kind(f"new {name}", path, own_words(model, column), {**typed, column: WORDS}, ready=ready_for(name))
    for name, (path, model, column, typed) in NEW.items()
]
MADE_ONCE = [
    mine(f"the same new {name}", path, one_row(model), {**typed, column: "Once {number}"}, *ready_for(name))
    for name, (path, model, column, typed) in NEW.items()
]
EDITS = [
    Kind(f"edit of {thing}", path, own_edit(about), {column: WORDS}, ready=ready)
    for thing, path, about, column, ready in (
        ("follow-up", "/follow-ups/{follow_up}/edit/", "follow_up", "detail", ()),
        ("pledge", "/pledges/{pledge}/edit/", "pledge", "detail", ()),
        ("meeting", "/meetings/{meeting}/edit/", "meeting", "place", ()),
        ("mandate", "/mandates/{mandate}/edit/", "mandate", "text", ()),
        ("activity", "/mandates/activities/{activity}/edit/", "activity", "place", ()),
        ("organisation", "/partners/{organisation}/edit/", "organisation", "about", ()),
        ("person", "/partners/people/{person}/edit/", "person", "about", ()),
        ("post", "/partners/posts/{post}/edit/", "person", "title", ("person",)),
        ("event", "/follow-ups/{invited}/event/", "invited", "place", ("event",)),
        ("readout", "/follow-ups/{invited}/event/readout/", "invited", "readout", ("event",)),
        ("step", "/follow-ups/{invited}/steps/{step}/", "invited", "title", ()),
    )
]
EDITS += [
    Kind("edit of record", "/records/{record}/edit/", own_words(Version, "text"), {"text": WORDS}),
    Kind("edit of need", "/follow-ups/{follow_up}/needs/{need}/", once("follow_up"), {"amount": "7,000"}),
    mine("edit of view", "/follow-ups/views/{view}/edit/", one_row(SavedView, rows=0), {"name": "Another {number}"}),
    mine("edit of mailing", "/reports/mailed/{mailing}/edit/", once("mailing"), {"name": "Another {number}"}),
]
NOUNS = {
    "follow-up": ("/follow-ups/", "follow_up", "follow_up_change"), "pledge": ("/pledges/", "pledge", "pledge_change"),
    "meeting": ("/meetings/", "meeting", "meeting_change"), "record": ("/records/", "record", "record_change"),
    "mandate": ("/mandates/", "mandate", "mandate_change"),
    "activity": ("/mandates/activities/", "activity", "activity_change"),
    "organisation": ("/partners/", "organisation", "organisation_change"),
    "person": ("/partners/people/", "person", "person_change"),
}  # fmt: skip
UNDONE = [
    Kind(f"undo of {name}", f"{at}{{{thing}}}/undo/{{{changed}}}/", once(thing))
    for name, (at, thing, changed) in NOUNS.items()
]
REMOVABLE = ("follow-up", "pledge", "meeting", "activity")
REMOVED = [
    Kind(f"removal of {name}", f"{NOUNS[name][0]}{{{NOUNS[name][1]}}}/remove/", once(NOUNS[name][1]), {})
    for name in REMOVABLE
]
RESTORED = [
    Kind(
        f"return of {name}", f"{NOUNS[name][0]}{{removed_{NOUNS[name][1]}}}/restore/", once(f"removed_{NOUNS[name][1]}")
    )
    for name in REMOVABLE
]
