"""What is asked for in words."""

import pytest

from tracker.pages.palette.commands import Command, read_command

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("move F-2026-031 to done", Command("move", "F-2026-031", "done")),
        ("mov 2026-31 don", Command("move", "F-2026-031", "don")),
        ("F-2026-031 done", Command("", "F-2026-031", "done")),
        ("F-2026-R00031", Command("", "F-2026-R00031", "")),
        ("assign to Jean", Command("owner", "", "Jean")),
        ("give f-2026-031 to me", Command("owner", "F-2026-031", "me")),
        ("due in two weeks", Command("due", "", "in two weeks")),
        ("échéance le 4 juin", Command("due", "", "4 juin")),
        ("snooze until monday", Command("snooze", "", "monday")),
        ("confier F-2026-031 à Jean", Command("owner", "F-2026-031", "Jean")),
        ("mo", Command("", "", "mo")),
        ("letter to EUROPOL", Command("", "", "letter to EUROPOL")),
        ("", Command("", "", "")),
    ],
)
def test_words_are_read_as_a_deed_a_follow_up_and_the_rest(typed: str, command: Command) -> None:
    assert read_command(typed) == command
