"""What Sentry is told of an error: where it happened, in which release, and nothing that anybody wrote."""

from typing import Any

import pytest

from tests.conftest import CANARY
from tracker.setup.watch.request_id import known_as
from tracker.setup.watch.sentry import only_ours

pytestmark = pytest.mark.one_database
PLACE = {"module": "tracker.x", "function": "read", "filename": "x.py", "lineno": 12, "in_app": True}
ABOUT = {
    "event_id": "f0", "timestamp": "2018-05-25T10:00:00Z", "level": "error", "platform": "python",
    "release": "suivi@1.0", "environment": "trial", "sdk": {"name": "sentry.python"},
}  # fmt: skip
HIDDEN = (
    "user", "request", "breadcrumbs", "extra", "contexts", "modules", "server_name", "message", "logentry",
)  # fmt: skip
SHOWN = ("vars", "context_line", "pre_context", "post_context", "abs_path")


def event(**more: Any) -> dict[str, Any]:
    frame = {**PLACE, **dict.fromkeys(SHOWN, CANARY)}
    error = {"type": "ValueError", "module": "builtins", "value": CANARY, "stacktrace": {"frames": [frame]}}
    return {
        **ABOUT,
        **dict.fromkeys(HIDDEN, CANARY),
        "tags": {"typed": CANARY},
        "exception": {"values": [error]},
        **more,
    }


def test_of_an_event_its_release_and_each_place_are_told_and_nothing_else() -> None:
    with known_as("5f0c"):
        told = only_ours(event(transaction="/answer/<str:token>/"), None)
    error = {"type": "ValueError", "module": "builtins", "stacktrace": {"frames": [PLACE]}}
    assert told == {
        **ABOUT, "tags": {"request_id": "5f0c"}, "transaction": "/answer/<str:token>/",
        "exception": {"values": [error]},
    }  # fmt: skip
