import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.setup.conftest import ROOT
from tracker.setup.testing.run_steps import run_all

CODES = {"lint": 0, "types": 1, "suite": 0}


def test_every_check_is_made_even_after_one_has_failed(capfd: pytest.CaptureFixture[str]) -> None:
    steps = {name: [sys.executable, "-c", f"print('{name}'); raise SystemExit({code})"] for name, code in CODES.items()}
    assert run_all(steps) == ["types"]
    assert [line for line in capfd.readouterr().out.splitlines() if not line.startswith("==")] == list(CODES)


def test_a_step_beside_the_others_is_told_at_the_end(capfd: pytest.CaptureFixture[str]) -> None:
    steps = {name: [sys.executable, "-c", f"print('{name}'); raise SystemExit({code})"] for name, code in CODES.items()}
    assert run_all(steps, beside=["types"]) == ["types"]
    assert [line for line in capfd.readouterr().out.splitlines() if not line.startswith("==")] == [
        "lint", "suite", "types",
    ]  # fmt: skip


def test_of_each_step_is_told_what_it_took_of_a_processor(capfd: pytest.CaptureFixture[str]) -> None:
    busy = [sys.executable, "-c", "import time\nwhile time.process_time() < 1.6: pass"]
    run_all({"alone": busy, "beside": busy}, ["beside"])
    told = [line for line in capfd.readouterr().out.splitlines() if line.endswith(" s)")]
    assert [line.rpartition(", ")[2] for line in told] == ["processor 2 s)", "processor 2 s)"]


@pytest.mark.parametrize("processors", [1, 2])
def test_what_runs_beside_ends_with_the_others(processors: int, tmp_path: Path) -> None:
    steps = {"beside": [sys.executable, "-c", "import time; time.sleep(1000)"], "none": [str(tmp_path / "nothing")]}
    with pytest.raises(FileNotFoundError):
        run_all(steps, ["beside"], processors)


@pytest.mark.parametrize("told", [lambda program: os.killpg(program, signal.SIGINT),
                                  lambda program: os.kill(program, signal.SIGTERM)])  # fmt: skip
def test_whoever_interrupts_it_waits_for_no_further_step(told: Callable[[int], None]) -> None:
    """Nor for one that goes on: its output is read until everything has closed it."""
    began = [sys.executable, "-c", "import time; print('began', flush=True); time.sleep(1000)"]
    steps = {"one": began, "two": [sys.executable, "-c", "print('begun after it', flush=True)"], "beside": began}
    command = f"from {run_all.__module__} import run_all; run_all({steps}, ['beside'], 2)"
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", command], cwd=ROOT, start_new_session=True, **streams) as program:
        assert program.stdout
        while program.stdout.readline() != b"began\n":
            pass
        told(program.pid)
        said, _errors = program.communicate(timeout=60)
    assert b"begun after it" not in said


def test_only_as_many_run_at_once_as_there_are_processors(tmp_path: Path) -> None:
    said, note = tmp_path / "said", "os.write(os.open({0!r}, os.O_APPEND | os.O_CREAT | os.O_WRONLY), b'{1}')\n"
    until_two = f"while open({str(said)!r}).read().count('+') < 2: pass\n"
    begins, ends = (note.format(str(said), sign) for sign in "+-")
    alone = [sys.executable, "-c", f"import os\n{begins}{until_two}{ends}"]
    names = ["in turn", "also in turn", "one", "two", "three"]
    assert run_all(dict.fromkeys(names, alone), names[2:], processors=2) == []
    running, most = 0, 0
    for sign in said.read_text():
        running += 1 if sign == "+" else -1
        most = max(most, running)
    assert (said.read_text().count("+"), running, most) == (5, 0, 2)


def test_where_there_is_one_processor_those_beside_come_after_the_others(capfd: pytest.CaptureFixture[str]) -> None:
    said = [sys.executable, "-c", "import sys, time; sys.stdout.write(f'{time.monotonic()}\\n')"]
    assert run_all(dict.fromkeys(["beside", "in turn"], said), ["beside"], processors=1) == []
    moments = [float(line) for line in capfd.readouterr().out.splitlines() if not line.startswith("==")]
    assert moments == sorted(moments)
