"""For how many days what is held of people is kept; 0 keeps it for good. Sessions end by SESSION_DAYS."""

from tracker.settings.environment import env

# Who signed in, was refused, and was given which rights.
KEEP_SIGN_INS_DAYS = env.int("KEEP_SIGN_INS_DAYS", 400)
# Rows of mails that were sent: of the daily mail, of reports, to owners and partners. Those that came in and were used.
KEEP_MAILS_DAYS = env.int("KEEP_MAILS_DAYS", 0)
# Lines of the bell that were read.
KEEP_NOTIFICATIONS_DAYS = env.int("KEEP_NOTIFICATIONS_DAYS", 0)
# Tables that were imported, row by row: they are not taken back after that.
KEEP_IMPORTS_DAYS = env.int("KEEP_IMPORTS_DAYS", 0)
# Of what was removed, what has no history of its own: mails that came in, drafts from them, briefing notes.
KEEP_REMOVED_DAYS = env.int("KEEP_REMOVED_DAYS", 0)
# People whose account is closed, since they signed in last: they are erased as `erase_person` does by itself.
KEEP_CLOSED_ACCOUNTS_DAYS = env.int("KEEP_CLOSED_ACCOUNTS_DAYS", 0)
