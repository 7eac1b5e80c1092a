"""Where Help leads: by page, the section of the guide that fits it."""

from django.urls import reverse

from tracker.pages.guide.chapters import anchor_in, language_of_reader, read_chapter

# By the name of an address, or the namespace of several: the chapter, and the section by its anchor in English.
HELP = {
    "desk": "officers#start-the-day-at-your-desk",
    "desk_seen": "officers#start-the-day-at-your-desk",
    "who_am_i": "officers#start-the-day-at-your-desk",
    "account_login": "officers#sign-in",
    "account_logout": "officers#sign-in",
    "account_inactive": "officers#sign-in",
    "account_signup": "officers#sign-in",
    "account_change_password": "officers#sign-in",
    "account_set_password": "officers#sign-in",
    "account_reset_password": "officers#sign-in",
    "account_reset_password_done": "officers#sign-in",
    "account_reset_password_from_key": "officers#sign-in",
    "account_reset_password_from_key_done": "officers#sign-in",
    "session_end": "officers#sign-in",
    "sessions_end": "officers#sign-in",
    "preferences": "officers#set-suivi-up-for-yourself",
    "density": "officers#set-suivi-up-for-yourself",
    "calendar_link_make": "officers#set-suivi-up-for-yourself",
    "calendar_link_revoke": "officers#set-suivi-up-for-yourself",
    "records": "officers#log-a-visit-in-two-minutes",
    "meetings": "officers#log-a-visit-in-two-minutes",
    "meetings:meeting": "officers#make-follow-ups-from-the-record",
    "records:add": "officers#make-follow-ups-from-the-record",
    "records:edit": "officers#make-follow-ups-from-the-record",
    "records:version": "officers#make-follow-ups-from-the-record",
    "records:information": "officers#make-follow-ups-from-the-record",
    "records:mark_information": "officers#make-follow-ups-from-the-record",
    "meetings:edit": "officers#restrict-a-meeting",
    "meetings:remove": "officers#undo-and-bring-back",
    "meetings:restore": "officers#undo-and-bring-back",
    "meetings:undo": "officers#undo-and-bring-back",
    "follow_ups": "lists#find-your-way-in-the-list",
    "follow_ups:new": "officers#add-a-follow-up-by-hand",
    "follow_ups:add_to_lane": "officers#add-a-follow-up-by-hand",
    "follow_ups:kind_of_title": "officers#add-a-follow-up-by-hand",
    "follow_ups:follow_up": "officers#say-that-something-is-done",
    "follow_ups:glance": "officers#say-that-something-is-done",
    "follow_ups:edit": "officers#say-that-something-is-done",
    "follow_ups:move": "officers#say-that-something-is-done",
    "follow_ups:note": "officers#say-that-something-is-done",
    "follow_ups:due": "officers#move-a-due-date",
    "follow_ups:owner": "officers#give-a-follow-up-to-somebody-else",
    "follow_ups:hand_over": "officers#hand-over-when-you-leave",
    "follow_ups:hand_over_note": "officers#hand-over-when-you-leave",
    "follow_ups:hand_over_undo": "officers#hand-over-when-you-leave",
    "follow_ups:remove": "officers#undo-and-bring-back",
    "follow_ups:removed": "officers#undo-and-bring-back",
    "follow_ups:restore": "officers#undo-and-bring-back",
    "follow_ups:undo": "officers#undo-and-bring-back",
    "follow_ups:arrange": "lists#choose-columns-and-groups",
    "follow_ups:since": "lists#see-what-changed",
    "follow_ups:since_export": "lists#see-what-changed",
    "follow_ups:views": "lists#keep-a-view",
    "follow_ups:view": "lists#keep-a-view",
    "follow_ups:view_new": "lists#keep-a-view",
    "follow_ups:view_edit": "lists#keep-a-view",
    "follow_ups:view_remove": "lists#keep-a-view",
    "follow_ups:view_restore": "lists#keep-a-view",
    "follow_ups:view_start": "lists#keep-a-view",
    "follow_ups:start_at_desk": "lists#keep-a-view",
    "follow_ups:bulk": "lists#change-many-at-once",
    "follow_ups:bulk_new": "lists#change-many-at-once",
    "follow_ups:bulk_do": "lists#change-many-at-once",
    "follow_ups:bulk_undo": "lists#change-many-at-once",
    "follow_ups:export": "lists#take-a-list-with-you",
    "exports": "lists#take-a-list-with-you",
    "invitations": "officers#follow-an-invitation",
    "needs": "officers#say-what-is-lacking-and-who-offers-it",
    "pledges": "officers#say-what-is-lacking-and-who-offers-it",
    "activities": "officers#show-how-a-mandate-is-implemented",
    "mandates": "officers#show-how-a-mandate-is-implemented",
    "implementation": "officers#show-how-a-mandate-is-implemented",
    "imports": "officers#import-a-spreadsheet",
    "reports": "officers#prepare-the-quarterly-report",
    "reports:mailed": "officers#have-a-report-mailed",
    "directory": "officers#look-up-a-partner-before-a-meeting",
    "directory:people": "administrators#keep-the-directory-tidy",
    "directory:person": "officers#hand-over-when-you-leave",
    "directory:leavers": "administrators#when-a-colleague-leaves",
    "directory:duplicates": "administrators#keep-the-directory-tidy",
    "calendar": "lists#see-it-on-a-board-or-in-a-calendar",
    "calendar_feed": "officers#set-suivi-up-for-yourself",
    "find": "lists#find-and-do-with-ctrl-k",
    "palette": "lists#find-and-do-with-ctrl-k",
    "keys": "lists#find-and-do-with-ctrl-k",
    "read_date": "officers#move-a-due-date",
    "invite": "administrators#invite-a-colleague",
    "invited": "administrators#invite-a-colleague",
    "first_steps_hide": "first-hour#follow-the-first-steps",
    "test_mail": "first-hour#let-mail-leave",
    "demo": "first-hour#leave-the-demo",
    "admin": "administrators#what-the-admin-site-is-for",
    "admin:accounts_securityevent_changelist": "administrators#see-who-signed-in",
}


def help_address(view: str) -> str:
    """The address of the section that fits a page, by the name of its view; the contents where nothing does."""
    place = place_of(view)
    if not place:
        return reverse("guide")
    name, _hash, anchor = place.partition("#")
    language = language_of_reader()
    return f"{read_chapter(name, language).address}#{anchor_in(language, name, anchor)}"


def place_of(view: str) -> str:
    return HELP.get(view) or HELP.get(view.partition(":")[0], "")
