import os
import sys
from pathlib import Path

import pytest

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


def test_the_first_of_those_beside_goes_before_all_others(capfd: pytest.CaptureFixture[str]) -> None:
    said = [sys.executable, "-c", "import os; print(os.nice(0) - int(os.environ['NICE']))"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NICE", str(os.nice(0)))
        assert (
            run_all({"lint": said, "browser": said, "house": said, "types": said}, ["browser", "house", "types"]) == []
        )
    lines = capfd.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith("==")] == ["1", "0", "1", "1"]
    assert [line.partition(" (")[0] for line in lines if ":" in line] == [
        "== lint: ok", "== browser: ok", "== house: ok", "== types: ok",
    ]  # fmt: skip


def test_of_each_step_is_told_what_it_took_of_a_processor(capfd: pytest.CaptureFixture[str]) -> None:
    busy = [sys.executable, "-c", "import time\nwhile time.process_time() < 1.6: pass"]
    run_all({"alone": busy, "beside": busy}, ["beside"])
    told = [line for line in capfd.readouterr().out.splitlines() if line.endswith(" s)")]
    assert [line.rpartition(", ")[2] for line in told] == ["processor 2 s)", "processor 2 s)"]


def test_what_runs_beside_ends_with_the_others(tmp_path: Path) -> None:
    steps = {"beside": [sys.executable, "-c", "import time; time.sleep(1000)"], "none": [str(tmp_path / "nothing")]}
    with pytest.raises(FileNotFoundError):
        run_all(steps, beside=["beside"])


def test_only_as_many_run_at_once_as_there_are_processors(tmp_path: Path) -> None:
    """Besides the first, which waits more than it works."""
    said, note = tmp_path / "said", "os.write(os.open({0!r}, os.O_APPEND | os.O_CREAT | os.O_WRONLY), b'{1}')\n"
    until_three = f"while open({str(said)!r}).read().count('+') < 3: pass\n"
    begins, ends = (note.format(str(said), sign) for sign in "+-")
    alone = [sys.executable, "-c", f"import os\n{begins}{until_three}{ends}"]
    names = ["in turn", "also in turn", "first", "one", "two", "three"]
    assert run_all(dict.fromkeys(names, alone), names[2:], processors=2) == []
    running, most = 0, 0
    for sign in said.read_text():
        running += 1 if sign == "+" else -1
        most = max(most, running)
    assert (said.read_text().count("+"), running, most) == (6, 0, 3)
