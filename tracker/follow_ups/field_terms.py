"""What the register of follow-ups says again and again: why a column does not stand somewhere, how rows are named."""

from tracker.lists.field_places import Edited, Exported, Grouped, Imported, InBulk, OnCard, Refused, Reported, Shown

# Of what sorts alike the soonest comes first.
SOONEST = ("due_order",)
LATER = "Suivi writes it down when it happens."
BY_ITSELF = "It follows from other columns, which are changed instead."
OF_ONE = "Each has its own: many cannot become the same."
ON_ITS_PAGE = "The list does not show it, and the file holds what the list shows. Its page does."
SUIVI_GIVES_IT = Refused(Edited, "Suivi gives it, and nobody changes it.")
NOT_MANY = Refused(InBulk, OF_ONE)
NOT_SHOWN = (Refused(Shown, "It says too much, or too seldom something, for a cell."), Refused(Exported, ON_ITS_PAGE))
NO_GROUPS = Refused(Grouped, "Its groups would be as many as its rows, or tell nothing in common.")
NOT_ON_CARD = Refused(OnCard, "A card says what one looks for at a glance; the page says the rest.")
MARKED = Refused(OnCard, "A mark on the card says it where it departs from what is ordinary.")
NO_CUT = Refused(Reported, "A report is cut by what its readers answer for.")
ALONE = (NO_GROUPS, NOT_ON_CARD, NO_CUT)
MARK = (NO_GROUPS, MARKED, NO_CUT)
ONE_BY_ONE = (SUIVI_GIVES_IT, Refused(InBulk, BY_ITSELF), Refused(Imported, LATER))


def named(*relations: str) -> tuple[str, ...]:
    """The columns by which organisations are called: of two, the first that holds something."""
    return tuple(f"{name}__{column}" for name in relations for column in ("short_name", "name"))
