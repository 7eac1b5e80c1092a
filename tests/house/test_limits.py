"""Where it is asked how often somebody does what costs much, and on what condition: stands in `drawn/limits.txt`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.drawings import assert_drawn

pytestmark = pytest.mark.one_database
TRACKER = Path(__file__).resolve().parents[2] / "tracker"
ASKS = {"is_within", "is_within_from", "may_search"}


def limits() -> Iterator[str]:
    """Of each function that asks, or is not asked too often, the condition as it stands there."""
    for path in sorted(TRACKER.rglob("*.py")):
        place = path.relative_to(TRACKER).with_suffix("").as_posix()
        if place == "accounts/how_often" or "how_often" not in (text := path.read_text()):
            continue
        for function in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)):
            if any(isinstance(each, ast.Name) and each.id == "search_within" for each in function.decorator_list):
                yield f"{place}.{function.name}: search_within"
            asked = [node for node in ast.walk(function) if isinstance(node, ast.stmt) and node is not function]
            for statement in asked:
                told = statement.test if isinstance(statement, ast.If) else statement
                if isinstance(told, (ast.expr, ast.Return, ast.Assign)) and asks(told):
                    yield f"{place}.{function.name}: {' '.join(ast.unparse(told).split())}"


def asks(node: ast.AST) -> bool:
    return any(isinstance(each, ast.Name) and each.id in ASKS for each in ast.walk(node))


def test_each_limit_stands_where_it_stood() -> None:
    assert_drawn("limits", {"where it is asked": [*dict.fromkeys(limits())]})
