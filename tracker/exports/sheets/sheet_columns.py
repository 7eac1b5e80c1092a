"""The columns of a register in a file: what each says of a row."""

from collections.abc import Callable
from typing import Any

from tracker.exports.sheets.sheet import Column as Head
from tracker.exports.sheets.sheet import Row
from tracker.lists.field_places import Exported
from tracker.lists.field_register import Register


def heads_of(register: Register) -> list[Head]:
    exported = register.at(Exported).items()
    return [Head(register[name].label, wide=said.wide, is_number=said.is_number) for name, said in exported]


def cells_of(register: Register) -> Callable[[Any], Row]:
    """What they say of a row, each as its `cell` says or in its words."""
    tellers = [said.cell or register[name].tell for name, said in register.at(Exported).items()]
    return lambda row: [tell(row) for tell in tellers]
