"""What was done is said in one way, which leads to the thing and offers to take it back; or a reason stands here."""

from collections.abc import Iterator
from typing import Any

from tests.house.modules import TRACKER, Function, modules

# The admin site has ways of its own; whoever reads by a link has no session in which a way back could stand.
APART = {"kit/form_responses.py", "accounts/admin.py", "circulation/views/by_link.py", "partner_links/views/by_link.py"}

# A deed by the function that says it: why what it says leads to nothing.
NO_LINK = {
    "is of whoever does it, and has no page": {
        *("accounts/calendar_link_views.revoke", "accounts/views.preferences", "pages/desk.mark_seen"),
        "accounts/calendar_link_views.choose",
        *("accounts/sessions/views.end", "accounts/sessions/views.end_all_others"),
        *("follow_ups/views/saved_views.start_at_desk", "pages/first_steps.hide_first_steps"),
        "notifications/views/bell.mark_read",
    },
    "is out of sight": {
        *(
            "activities/views/actions.remove",
            "meetings/views.remove",
            "meetings/series/views.remove",
            "pages/pledge.remove",
            "imports/views/import_pages.remove",
            "files/views.take_off",
        ),
        *("follow_ups/views/saved_views.remove", "reports/mailing_views.remove", "demo/views._begin"),
        *("briefings/views.remove", "incoming_mail/views/drafts.throw_away"),
    },
    "is a mail": {
        *("incoming_mail/views/quarantine.throw_away", "incoming_mail/views/quarantine.restore"),
        "incoming_mail/views/quarantine.let_mail_in",
        *("owner_mails/views/administration.send_again", "owner_mails/views/administration._say"),
        *("owner_mails/views/administration._say", "owner_mails/views/administration.send_again"),
        *("directory/views/invite._tell", "pages/first_steps.test_mail", "reports/mailing_views.send_now"),
        "notifications/views/administration._asked_again",
    },
    "is work in the background": {"health/views.begin_again"},
    "is an address": {"notifications/views/administration.address_works"},
    "is two": {
        *("directory/merging/views._merged", "directory/merging/views._keep_apart"),
        *("follow_ups/links/views.new", "follow_ups/links/views.unlink", "follow_ups/links/views.link_again"),
        *("directory/merging/undo_views.undo", "tags/views.merge"),
    },
}
# Why what it says offers no undo.
NO_UNDO = {
    # Pressed twice, it does not do again what was taken back; the history of the thing does.
    "is a way back": {
        *("history/undo_page.restore_page", "reports/mailing_views.restore", "reports/mailing_views.resume"),
        *("follow_ups/views/saved_views.restore", "follow_ups/views/saved_views.start_at_desk"),
        *("follow_ups/views/snooze.wake", "follow_ups/views/hand_over.undo", "history/undo_page.undo_page"),
        *("needs/views/needs.restore", "needs/views/needs.take_back", "records/views/information_only.information"),
        *("directory/merging/undo_views.undo", "follow_ups/links/views.link_again", "tags/views.take_apart"),
        *("imports/views/undo.undo", "suggestions/views/decide.undo", "suggestions/views/decide.take_back"),
        *("suggestions/views/read_through.read_through_back", "agendas/views.take_back_save"),
        "pages/meetings/run/page.take_back",
        *("files/views.restore", "briefings/views.restore", "commitments/views/addresses.restore"),
        *("circulation/views/copies.give_back", "circulation/views/copies.not_agreed"),
        *("incoming_mail/views/drafts.restore", "incoming_mail/views/quarantine.restore"),
        "partner_links/views/links.restore",
    },
    "is never removed, as others name it from then on": {
        *("directory/views/organisation_edit.new", "directory/views/person_edit.new", "mandates/views.new"),
        *("directory/views/declassify._open", "directory/views/who_am_i.who_am_i"),
        "needs/views/unlock.save",
    },
    "is of several rows, and has a form of its own to change it again": {
        *("invitations/views/event.event", "invitations/views/event.delivered", "needs/views/needs.edit"),
        *("follow_ups/views/saved_views.edit", "reports/mailing_views.edit", "imports/views/lists.rename"),
    },
    "is gone for good, and said so before": {
        *("accounts/calendar_link_views.revoke", "imports/views/import_pages.remove", "demo/views._begin"),
        *("accounts/sessions/views.end", "accounts/sessions/views.end_all_others"),
        "suggestions/views/learnt.forget_learnt",
    },
    "is what came in, and a thing of the house from then on": {
        *("incoming_mail/views/drafts.record", "incoming_mail/views/quarantine.let_mail_in"),
    },
    "is marked anew with the next mail that comes back": {
        *("directory/views/person_edit.mail_arrives", "notifications/views/administration.address_works"),
    },
    "is begun": {"health/views.begin_again"},
    "is a note, whose words may be mended for a while": {"notes/views.still_on"},
    "is a setting or a mail": {
        *("owner_mails/views/administration._say", "owner_mails/views/administration.send_again"),
        *("notes/views.seen", "accounts/calendar_link_views.choose"),
        *("accounts/views.preferences", "pages/desk.mark_seen", "pages/first_steps.hide_first_steps"),
        *("circulation/views/copies._sent_again", "calendar_mails/views._told"),
        *("owner_mails/views/administration.send_again", "owner_mails/views/administration._say"),
        "notifications/views/bell.mark_read",
        "notifications/views/administration._asked_again",
        *("directory/views/invite._tell", "pages/first_steps.test_mail", "reports/mailing_views.send_now"),
    },
}
# They tell of an edit with both, as far as it was one and is theirs to take back.
EDITS = {"tell_change", "say_done", "_say_done", "_saved", "_save"}


def functions() -> Iterator[tuple[str, Function]]:
    """Those at the top of each file, by the path of the file and their name."""
    for module in modules():
        place = module.path.relative_to(TRACKER).with_suffix("").as_posix()
        yield from ((f"{place}.{function.name}", function) for function in module.tops)


def says() -> Iterator[tuple[str, set[str | None]]]:
    """Each function that says what was done, with what it says beside the words."""
    return ((name, told) for name, function in functions() for told in function.says)


def those_of(reasons: dict[str, Any]) -> set[str]:
    return set().union(*reasons.values())


def test_no_view_says_it_by_itself() -> None:
    said = {path for path in TRACKER.rglob("*.py") if "messages.success(" in path.read_text()}
    assert {path.relative_to(TRACKER).as_posix() for path in said} == APART


def test_what_is_said_leads_to_the_thing() -> None:
    assert {name for name, told in says() if "about" not in told} == those_of(NO_LINK)


def test_what_is_said_can_be_taken_back() -> None:
    assert {name for name, told in says() if "undo" not in told} == those_of(NO_UNDO)


def test_every_edit_of_a_form_is_said_with_the_way_back() -> None:
    edits = {name for name, function in functions() if "edit_page" in function.calls}
    bare = {name for name, function in functions() if not EDITS & function.calls}
    # What is asked for is said with the way to withdraw it: nothing has changed yet.
    assert edits & bare == {"change_requests/views.ask", "needs/views/needs.edit", "reports/mailing_views.edit"}
