"""What the production server takes is that of all its processes."""

import os
import subprocess
import sys

from bench.processes import memory, spent, tree
from bench.production import Production, problems_of


def test_a_process_stands_before_what_it_started() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert list(tree(child.pid)) == [child.pid]
        assert child.pid in list(tree(os.getpid()))
        child.communicate(b"\n")


def test_what_all_threads_of_a_process_spend_grows() -> None:
    before = spent(lambda: [os.getpid()])
    assert sum(range(1_000_000)) > 0
    assert spent(lambda: [os.getpid()]) > before > 0


def test_a_process_that_has_ended_spends_nothing() -> None:
    assert spent(lambda: [2**22 + 1]) == 0


def test_what_is_shared_makes_the_proportional_size_the_smaller_one() -> None:
    resident, proportional = memory(os.getpid())
    assert 0 < proportional <= resident


def test_what_is_too_slow_or_too_large_is_said() -> None:
    assert problems_of(Production(3.0, 4, 900.0, 200.0)) == []
    assert problems_of(Production(3.2, 4, 900.0, 201.0)) == [
        "The server takes 3.2 s to its first page; 3 are allowed.",
        "The server takes 201 MB; 200 are allowed.",
    ]
