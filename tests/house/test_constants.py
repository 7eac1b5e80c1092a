"""What the house has fixed once: its bounds, how long it waits and keeps, the patterns by which it reads, its columns.

The first three stand in `drawn/constants.txt`, file by file: nothing else tells whether the hundredth is the last to be
shown. What the registers say of each column stands in `drawn/columns.txt`.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time, timedelta
from decimal import Decimal
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from tests.house.drawings import assert_drawn
from tracker.lists.field_places import Place
from tracker.lists.field_register import Column, Register

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).resolve().parents[2]
# `database_url` counts the cores of the machine; `anymail_urls` needs an extra.
APART = {"anymail_urls.py", "demo", "migrations", "formats", "settings", "database_url.py"}
NUMBERS = (int, float, Decimal, timedelta, date, time, range)


def test_what_is_fixed_is_as_drawn() -> None:
    files = [path for path in sorted((ROOT / "tracker").rglob("*.py")) if not APART & {*path.parts}]
    assert_drawn("constants", {name: lines for path in files if (lines := fixed_in(path)) for name in [module(path)]})


def test_what_registers_say_of_columns_is_as_drawn() -> None:
    modules = [import_module(module(path)) for path in sorted((ROOT / "tracker").rglob("field_register.py"))]
    registers = {
        f"{each.__name__}.{name}": value
        for each in modules
        for name, value in vars(each).items()
        if isinstance(value, Register)
    }
    drawn = {name: list(chain.from_iterable(map(lines_of, register))) for name, register in registers.items()}
    assert_drawn("columns", drawn)


def lines_of(column: Column) -> list[str]:
    """What it is called, and where it stands with what is said of it there."""
    return [f"{column.name}: {column.label}", *(f"  {said_of(place)}" for place in column.said.values()
                                                if isinstance(place, Place))]  # fmt: skip


def said_of(place: Place) -> str:
    said = ((each.name, getattr(place, each.name)) for each in fields(place))
    plain = [f"{name}={plainly(value)}" for name, value in said if value and not callable(value)]
    return " ".join([type(place).__name__, *plain])


def plainly(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def fixed_in(path: Path) -> list[str]:
    """Each name in capitals at the top of the file that stands for numbers or patterns."""
    names = [name for node in ast.parse(path.read_text()).body for name in assigned(node) if name.isupper()]
    held = vars(import_module(module(path))) if names else {}
    return [f"{name} = {told(held[name])}" for name in names if is_fixed(held[name])]


def assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]


def is_fixed(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value) and all(map(is_fixed, value.values()))
    if isinstance(value, (tuple, list, set, frozenset)):
        return bool(value) and all(map(is_fixed, value))
    return isinstance(value, (*NUMBERS, re.Pattern))


def told(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {told(each)}" for key, each in value.items())
    if isinstance(value, (set, frozenset)):
        return ", ".join(sorted(map(told, value)))
    if isinstance(value, (tuple, list)):
        return ", ".join(map(told, value))
    return printable(f"/{value.pattern}/{value.flags:x}") if isinstance(value, re.Pattern) else str(value)


def printable(pattern: str) -> str:
    return "".join(each if " " <= each <= "~" or "¡" <= each <= "ÿ" else ascii(each)[1:-1] for each in pattern)
