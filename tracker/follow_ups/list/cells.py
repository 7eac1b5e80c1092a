"""The cells of the list that are changed where they stand, each at an address of its own."""

from collections import defaultdict

from tracker.accounts.models import User
from tracker.accounts.permissions import Gate
from tracker.follow_ups.field_register import COLUMNS, LISTED
from tracker.follow_ups.models import FollowUp
from tracker.lists.field_places import Edited

# Nobody reads or writes so much in a cell.
LONG = ("detail", "mandates")
CELLS = [name for name in COLUMNS.at(Edited) if name in LISTED and name not in LONG]


def _by_gate() -> dict[Gate, list[str]]:
    """Asked for every row: a gate that several columns share is asked once."""
    found = defaultdict(list)
    for name, said in COLUMNS.at(Edited).items():
        if name in CELLS:
            found[FollowUp.GATES.get(said.name or name, FollowUp.GATES[""])].append(name)
    return dict(found)


BY_GATE = _by_gate()


def open_cells(user: User, follow_up: FollowUp) -> tuple[str, ...]:
    """The columns that `user` may change in its row: what ended keeps its due date, what quotes words its meeting."""
    fixed = {"due": not follow_up.is_active, "meeting": follow_up.record_classification is not None}
    open_to = [names for gate, names in BY_GATE.items() if gate(user, follow_up)]
    return tuple(name for names in open_to for name in names if not fixed.get(name))
