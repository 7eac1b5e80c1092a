"""What the house has fixed once: its bounds, how long it waits and keeps, the patterns by which it reads, its columns.

The first three stand in `drawn/constants.txt`, file by file: nothing else tells whether the hundredth is the last to be
shown. Words that are fixed in a list or a table stand in `drawn/words.txt`: of several nothing else tells of each. What
the registers say of each column stands in `drawn/columns.txt`.
"""

import ast
import re
import sys
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time, timedelta
from decimal import Decimal
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.utils.functional import Promise

from tests.house.drawings import assert_drawn
from tracker.lists.field_places import Place
from tracker.lists.field_register import Column, Register

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).resolve().parents[2]
# `database_url` counts the cores of the machine; `anymail_urls` needs an extra.
APART = {"anymail_urls.py", "demo", "migrations", "formats", "settings", "database_url.py"}
# What a constant is written as, or gathered by.
WRITTEN = (ast.Constant, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.BinOp)
GATHERED = {"dict", "frozenset", "set", "tuple"}
NUMBERS = (int, float, Decimal, timedelta, date, time, range)


def test_what_is_fixed_is_as_drawn() -> None:
    files = [path for path in sorted((ROOT / "tracker").rglob("*.py")) if not APART & {*path.parts}]
    assert_drawn("constants", {name: lines for path in files if (lines := fixed_in(path)) for name in [module(path)]})


def test_words_that_are_fixed_are_as_drawn() -> None:
    files = [path for path in sorted((ROOT / "tracker").rglob("*.py")) if not APART & {*path.parts}]
    assert_drawn("words", {name: lines for path in files if (lines := worded_in(path)) for name in [module(path)]})


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


def worded_in(path: Path) -> list[str]:
    """Each name in capitals at the top of the file that is written there as words, or as words among other things."""
    body = [node for node in ast.parse(path.read_text()).body if is_written_there(getattr(node, "value", None))]
    names = [name for node in body for name in assigned(node) if name.lstrip("_").isupper()]
    held = vars(import_module(module(path))) if names else {}
    there = [name for name in dict.fromkeys(names) if is_worded(held[name]) and not is_fixed(held[name])]
    return [f"{name}{line}" for name in there for line in lines_of_words(held[name])]


def is_written_there(value: Any) -> bool:
    """Rather than found out when the house starts."""
    calls = [node.func for node in ast.walk(value) if isinstance(node, ast.Call)] if value else []
    if not all(called(each) in GATHERED | {"_", "pgettext_lazy", "split", "str"} for each in calls):
        return False
    # What is empty there is filled by others, once they are there.
    is_empty = not getattr(value, "keys" if isinstance(value, ast.Dict) else "elts", True)
    gathers = isinstance(value, ast.Call) and called(value.func) in GATHERED
    return not is_empty and (isinstance(value, WRITTEN) or gathers)


def called(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def is_worded(value: Any) -> bool:
    if isinstance(value, Mapping):
        return bool(value) and all(map(is_worded, value)) and all(map(is_worded, value.values()))
    if isinstance(value, (tuple, list, set, frozenset)):
        return all(map(is_worded, value))
    return value is None or isinstance(value, (str, Promise, *NUMBERS))


def lines_of_words(value: Any) -> list[str]:
    """A table row by row, a text line by line."""
    if isinstance(value, Mapping):
        return [f"[{say_words(key)}] = {say_words(each)}" for key, each in value.items()]
    if isinstance(value, str) and "\n" in value.strip():
        return [f" = {printable(line.strip())}" for line in value.strip().splitlines() if line.strip()]
    return [f" = {say_words(value)}"]


def say_words(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + "; ".join(f"{say_words(key)}: {say_words(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + "; ".join(sorted(map(say_words, value))) + "}"
    if isinstance(value, (tuple, list)):
        return "(" + "; ".join(map(say_words, value)) + ")"
    return printable(str(value).replace(sys.executable, "python3"))
