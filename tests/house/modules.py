"""What stands in each module of the house, which is read once for all that is asked of it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

TRACKER = Path(__file__).resolve().parents[2] / "tracker"


class Function(NamedTuple):
    """One at the top of a module: what it calls by its bare name, and what it says of a deed beside the words."""

    name: str
    calls: set[str]
    says: list[set[str | None]]


class Module(NamedTuple):
    """`imports`: which modules of ours, and where; `inner`: the lines of imports inside a function.

    `spans`: the name of each function, its first line and its last; `tops`: those functions that stand in none.
    """

    path: Path
    imports: list[tuple[str, int]]
    inner: list[int]
    spans: list[tuple[str, int, int]]
    tops: list[Function]


@cache
def modules() -> list[Module]:
    """But for migrations."""
    return [read(path) for path in sorted(TRACKER.rglob("*.py")) if "migrations" not in path.parts]


def read(path: Path) -> Module:
    tree = ast.parse(path.read_text())
    nodes = [*ast.walk(tree)]
    spans = [(node.name, node.lineno, node.end_lineno or 0) for node in nodes if isinstance(node, ast.FunctionDef)]
    lines = [node.lineno for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    inner = [line for line in lines if any(first <= line <= last for _name, first, last in spans)]
    tops = [function(node) for node in tree.body if isinstance(node, ast.FunctionDef)]
    return Module(path, [*imported(nodes)], inner, spans, tops)


def imported(nodes: list[ast.AST]) -> Iterator[tuple[str, int]]:
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tracker."):
            yield node.module, node.lineno
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names if alias.name.startswith("tracker."))


def function(node: ast.FunctionDef) -> Function:
    calls = [(call.func.id, call) for call in ast.walk(node)
             if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)]  # fmt: skip
    told = [call for name, call in calls if name == "tell" and ast.unparse(call.args[0]) == "request"]
    return Function(node.name, {name for name, _call in calls}, [{each.arg for each in call.keywords} for call in told])
