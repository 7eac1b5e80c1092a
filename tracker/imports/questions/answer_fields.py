"""What may be asked of a row, and what may be answered."""

from tracker.imports.models import Answer

# What a row is asked about beside its cells: which follow-up it is.
WHICH = "follow_up"
# Whether what stands under its number is the same matter: that is answered for the list, by its own two buttons.
NUMBER = "key"
OF_ROW, OF_CELL = (Answer.SAME, Answer.OTHER), (Answer.MINE, Answer.THEIRS)
