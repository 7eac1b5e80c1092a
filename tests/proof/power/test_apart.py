"""What is done in a process of its own."""

import os
import signal

import pytest

from proof.power.apart import Say, apart

pytestmark = pytest.mark.one_database


def test_what_it_says_is_heard_also_when_it_dies_afterwards() -> None:
    def work(say: Say) -> None:
        say(["done"])
        os.kill(os.getpid(), signal.SIGKILL)

    assert apart(work) == ["done"]


def test_whoever_dies_before_has_said_nothing() -> None:
    assert apart(lambda _say: os.kill(os.getpid(), signal.SIGKILL)) is None


def test_what_goes_wrong_is_told() -> None:
    with pytest.raises(ValueError, match="ZeroDivisionError"):
        apart(lambda say: say(1 / 0))
