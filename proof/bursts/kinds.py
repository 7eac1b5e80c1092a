"""The deeds that several do at the same moment, and what must be true afterwards."""

from allauth.usersessions.models import UserSession

from proof.bursts.checks import (
    as_many,
    once,
    one_of_their_passwords,
    one_row,
    within_the_pledge,
)
from proof.bursts.kind import WORDS, Kind, Who, mine
from proof.bursts.nouns import ADDED, EDITS, MADE_ONCE, NOTES, REMOVED, RESTORED, UNDONE
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.models import User
from tracker.accounts.security_event import Kind as EventKind
from tracker.accounts.security_event import SecurityEvent
from tracker.demo.cast import PASSWORD
from tracker.directory.merging.models import KeptApart, Merge
from tracker.follow_ups.models import SavedView, Snooze
from tracker.needs.models import Need
from tracker.records.models import InformationOnly

FOLLOW_UPS = [
    Kind("move on", "/follow-ups/{follow_up}/to/in_progress/", once("follow_up"), {}),
    Kind("done", "/follow-ups/{follow_up}/to/done/", once("follow_up"), {}),
    Kind("due date", "/follow-ups/{follow_up}/due/", once("follow_up"), {"due_on": "1 June 2030"}),
    Kind("owner", "/follow-ups/{follow_up}/owner/", once("follow_up"), {"owner": "Claire Dubois"}),
    mine("snooze", "/follow-ups/{follow_up}/snooze/", one_row(Snooze), {"until": "in 3 days"}),
    mine("wake", "/follow-ups/{follow_up}/wake/", one_row(Snooze, rows=-1), None, "snoozed"),
    Kind("answer", "/follow-ups/{invited}/event/answer/accepted/", once("invited"), ready=("event",)),
    Kind("delivered", "/follow-ups/{invited}/event/delivered/", once("invited"), ready=("event",)),
    Kind("step done", "/follow-ups/{invited}/steps/{step}/done/", once("invited")),
    Kind("step not done", "/follow-ups/{invited}/steps/{step_done}/undone/", once("invited"), ready=("step_done",)),
    Kind("removal of step", "/follow-ups/{invited}/steps/{step}/remove/", once("invited")),
    Kind(
        "hand-over", "/partners/people/{giver}/hand-over/", once("owned"), {"taker": "Claire Dubois"}, ready=("owned",)
    ),
    Kind(
        "undo of hand-over", "/partners/people/{giver}/hand-over/{handover}/undo/", once("owned"), ready=("handover",)
    ),
    mine("bulk change", "/follow-ups/changes/{bulk}/do/", once("follow_up"), {"status": "in_progress"}, "bulk"),
    mine("undo of bulk change", "/follow-ups/changes/{bulk_done}/undo/", once("follow_up"), None, "bulk_done"),
]
NEEDS, ALLOCATIONS = "/follow-ups/{follow_up}/needs/", "/follow-ups/{follow_up}/allocations/"
RESOURCES = [
    Kind("new need", f"{NEEDS}new/", as_many(Need), {"amount": "5,000"}),
    Kind("removal of need", f"{NEEDS}{{need}}/remove/", once("follow_up"), ready=("need",)),
    Kind(
        "return of need",
        "/follow-ups/{follow_up}/needs/{removed_need}/restore/",
        once("follow_up"),
        ready=("removed_need",),
    ),
    Kind(
        "the same pledge",
        f"{NEEDS}{{need}}/allocate/?pledge={{pledge}}",
        within_the_pledge,
        {"pledge": "{pledge}", "quantity": "1,500"},
    ),
    Kind(
        "take back",
        "/follow-ups/{follow_up}/allocations/{allocation}/take-back/",
        once("follow_up"),
        ready=("allocation",),
    ),
    Kind("stage of pledge", "/pledges/{pledge}/to/pledged/", once("pledge"), {}),
]
OTHERS = [
    Kind("information only", "/records/information/?record={record}&start=0&end=10", one_row(InformationOnly)),
    Kind("merge", "/partners/people/{twin}/merge/{person}/", one_row(Merge), {}),
    Kind("taken apart", "/partners/merges/{merged}/undo/", once("twin")),
    Kind("kept apart", "/partners/people/{twin}/merge/{person}/apart/", one_row(KeptApart)),
    mine("removal of view", "/follow-ups/views/{view}/remove/", one_row(SavedView, rows=-1, removed_at=None)),
    mine("return of view", "/follow-ups/views/{removed_view}/restore/", one_row(SavedView, removed_at=None)),
    mine("pause of mailing", "/reports/mailed/{mailing}/pause/", once("mailing")),
    mine("mailing goes on", "/reports/mailed/{paused}/resume/", once("paused")),
    mine("removal of mailing", "/reports/mailed/{mailing}/remove/", once("mailing")),
    mine("return of mailing", "/reports/mailed/{removed_mailing}/restore/", once("removed_mailing")),
    mine("calendar link", "/account/calendar-link/make/", one_row(CalendarLink)),
    mine("preferences", "/account/preferences/", one_row(User, rows=0), {}),
    Kind("invitation", "/invite/", one_row(User), {"name": "New {number}", "email": "new{number}@suivi.example"}),
    mine("end of sessions", "/account/sessions/end/", one_row(UserSession, rows=0)),
]
SIGN_IN, LOGIN = "/account/sign-in/", {"login": "{email}", "password": PASSWORD}
WRONG = LOGIN | {"password": "nonsense"}
TRIED = one_row(SecurityEvent, rows=5, kind=EventKind.REFUSED)
CHOSEN = {"oldpassword": PASSWORD, "password1": WORDS, "password2": WORDS}
ENTRANCE = [
    # Before the others fill what one address may ask of the entrance in a minute.
    Kind("new password", "/account/password/", one_of_their_passwords, CHOSEN, Who.NEWCOMER, ("newcomer",)),
    Kind("sign-in", SIGN_IN, as_many(UserSession), LOGIN, Who.STRANGER, ("newcomer",)),
    Kind("wrong password", SIGN_IN, TRIED, WRONG, Who.STRANGER, ("newcomer",), is_refused=True),
]
KINDS = [
    *ENTRANCE,
    *NOTES,
    *ADDED,
    *MADE_ONCE,
    *EDITS,
    *UNDONE,
    *REMOVED,
    *RESTORED,
    *FOLLOW_UPS,
    *RESOURCES,
    *OTHERS,
]
