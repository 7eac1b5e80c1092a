"""The columns that a row of the list, and a line, show: whole rows of six tables take longer to read than to find."""

# What a row of the list shows, and what the rights to change it hang on.
ROW = (
    *("reference", "title", "kind", "strength", "status", "owed_by", "version", "classification", "recorder"),
    *("due_on", "due_begins", "due_words", "reply_due_on", "event_on", "review_on", "updated_at"),
    *("reported_on", "confirmed_on", "owner__name", "owner__account"),
    *("partner__name", "partner__short_name", "meeting__title", "meeting__classification"),
)
# What a line shows besides, such as one on the desk.
LINE = ("ended_on", "ended_before", "waiting_on__name", "waiting_on__short_name")
# Of which a row may have several.
SEVERAL = {"tags", "implementations"}
