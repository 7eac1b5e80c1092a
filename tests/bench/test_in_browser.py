"""What a browser waits for longer than its goal is said in sentences."""

import pytest

from bench.in_browser_run import Vitals, missed

pytestmark = pytest.mark.one_database


def test_what_keeps_to_its_goals_is_not_told() -> None:
    assert list(missed("desk at 390 px", Vitals(1_000, 0.05, 100))) == []


def test_what_misses_them_is() -> None:
    assert list(missed("board at 1280 px", Vitals(1_400, 0.312, 164))) == [
        "board at 1280 px: the largest part is there after 1400 ms; 1000 are allowed.",
        "board at 1280 px: parts move by 0.312; 0.05 are allowed.",
        "board at 1280 px: a key is answered after 164 ms; 100 are allowed.",
    ]
