"""What was done is said in one way, which leads to the thing and offers to take it back."""

import ast
from collections.abc import Iterator
from pathlib import Path

TRACKER = Path(__file__).resolve().parents[2] / "tracker"
# The admin site has ways of its own.
APART = {"kit/form_responses.py", "accounts/admin.py"}
# What leads nowhere and cannot be taken back; or one stands at the thing already, and its sentence has no name of it.
BARE = {
    *("accounts/calendar_link_views.py", "accounts/views.py", "directory/invite_views.py", "imports/views.py"),
    *("follow_ups/views/saved_views.py", "reports/mailing_views.py", "activities/views/actions.py"),
    *("meetings/views.py", "records/views/record.py", "directory/views/person_edit.py", "pages/desk.py"),
    *("records/views/information.py", "demo/views.py", "directory/merging/undo_views.py", "pages/first_steps.py"),
}


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(TRACKER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
                yield path.relative_to(TRACKER).as_posix(), node


def test_no_view_says_it_by_itself() -> None:
    assert {path for path, _call in calls("messages.success")} == APART


def test_what_is_said_leads_to_the_thing_or_can_be_taken_back() -> None:
    told = [(path, call) for path, call in calls("tell") if ast.unparse(call.args[0]) == "request"]
    found = {path for path, call in told if not {each.arg for each in call.keywords} & {"about", "undo"}}
    assert found == BARE
