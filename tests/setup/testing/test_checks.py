import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.setup.conftest import ROOT
from tracker.setup.testing.checks import ON_POSTGRES, PYTEST, checks, paths_at, templates

Start = Callable[..., subprocess.Popen[str]]
SKIPPED = 'import pytest\n\ndef test_page() -> None:\n    pytest.skip("no Chromium was found")\n'


def test_the_suite_comes_last_so_that_its_closing_lines_are_seen() -> None:
    assert list(checks())[-1] == "suite"


def test_on_postgresql_each_test_runs_in_one_part_where_a_database_is_named() -> None:
    assert checks().keys() == checks("postgres://suivi@127.0.0.1/postgres").keys() - ON_POSTGRES.keys()
    parts = [path for places in ON_POSTGRES.values() for place in places for path in paths_at(place)]
    there = [path for path in (ROOT / "tests").iterdir() if path.is_dir() or path.name.startswith("test_")]
    assert sorted(parts) == sorted(str(path.relative_to(ROOT)) for path in there if path.name != "__pycache__")


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
