import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.setup.conftest import ROOT
from tracker.setup.run_checks import PYTEST, checks, run_all, templates

CODES = {"lint": 0, "types": 1, "suite": 0}
Start = Callable[..., subprocess.Popen[str]]
SKIPPED = 'import pytest\n\ndef test_page() -> None:\n    pytest.skip("no Chromium was found")\n'


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
    assert [line for line in lines if not line.startswith("==")] == ["1", "0", "1", "2"]
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


def test_the_suite_comes_last_so_that_its_closing_lines_are_seen() -> None:
    assert list(checks())[-1] == "suite"


def test_every_template_is_looked_at() -> None:
    assert len(templates()) == len(list((ROOT / "templates").rglob("*.html")))


def test_arguments_of_the_test_command_go_to_pytest_alone(start: Start) -> None:
    command = [sys.executable, "-m", "django", "test", "--version"]
    said, _ = start(*command, DJANGO_SETTINGS_MODULE="tracker.settings").communicate()
    assert said == f"pytest {pytest.__version__}\n"


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_skip_is_told_plainly_and_fails_where_nobody_watches(
    ci: str, code: int, tmp_path: Path, start: Start
) -> None:
    (tmp_path / "test_page.py").write_text(SKIPPED)
    program = start(*PYTEST, "-c", "/dev/null", tmp_path, CI=ci, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    said, _ = program.communicate()
    assert "NOT RUN: 1 tests were skipped: no Chromium was found" in said
    assert program.returncode == code
