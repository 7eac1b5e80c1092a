import ast
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.setup.conftest import ROOT, runs, until

Start = Callable[..., subprocess.Popen[str]]
Make = Callable[..., Path]
TOLD = "Django was told migrate\n"
SETTING_UP = "Setting up, about half a minute ...\n"


def test_a_python_of_ten_years_ago_can_read_manage_py() -> None:
    assert ast.parse((ROOT / "manage.py").read_text(), feature_version=(3, 6))


def test_a_python_too_old_to_start_gets_one_sentence(start: Start) -> None:
    old = "import runpy, sys; sys.version_info = (3, 10); runpy.run_path('manage.py', run_name='__main__')"
    said, _ = start(sys.executable, "-c", old).communicate()
    assert said == "Suivi needs Python 3.11 or newer to start: run this again with a newer one, such as python3.13.\n"


def test_the_first_start_makes_the_environment_and_the_next_finds_it(copy: Path, start: Start, pythons: Make) -> None:
    pythons()
    first, _ = start(sys.executable, "manage.py", "migrate", cwd=copy).communicate()
    second, _ = start(sys.executable, "manage.py", "migrate", cwd=copy).communicate()
    assert (first, second) == (SETTING_UP + TOLD, TOLD)


def test_a_set_up_killed_halfway_starts_from_nothing(copy: Path, start: Start, pythons: Make) -> None:
    pythons(delay="mkdir -p $folder/half; sleep 0.5")
    killed = start(sys.executable, "manage.py", "migrate", cwd=copy)
    until((copy / ".venv/half").exists)
    killed.kill()
    said, _ = start(sys.executable, "manage.py", "migrate", cwd=copy).communicate()
    assert said == f"Another command is at work here; waiting for it ...\n{SETTING_UP}{TOLD}"


def test_two_commands_at_once_set_up_one_environment(copy: Path, start: Start, pythons: Make, tmp_path: Path) -> None:
    pythons(delay="sleep 0.5")
    both = [start(sys.executable, "manage.py", "migrate", cwd=copy) for _ in range(2)]
    assert [program.communicate()[0][-len(TOLD) :] for program in both] == [TOLD, TOLD]
    assert (tmp_path / "machine/log").read_text() == "made\n"


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_set_up_that_is_stopped_ends_what_it_started(
    sent: signal.Signals, copy: Path, start: Start, pythons: Make
) -> None:
    pythons(delay='echo $$ > "$folder.pid"; exec sleep 1000')
    stopped = start(sys.executable, "manage.py", "migrate", cwd=copy)
    until(lambda: (copy / ".venv.pid").exists() and (copy / ".venv.pid").read_text())
    stopped.send_signal(sent)
    assert stopped.communicate()[0] == f"{SETTING_UP}Stopped. The same command goes on from here.\n"
    assert not runs(int((copy / ".venv.pid").read_text()))


def test_new_requirements_are_added_to_what_is_there(copy: Path, start: Start, pythons: Make, tmp_path: Path) -> None:
    pythons()
    start(sys.executable, "manage.py", "migrate", cwd=copy).communicate()
    (copy / "requirements.txt").write_text("# changed\n")
    said, _ = start(sys.executable, "manage.py", "migrate", cwd=copy).communicate()
    assert said == SETTING_UP + TOLD
    assert (tmp_path / "machine/log").read_text() == "made\n"


def test_packages_that_cannot_be_had_are_one_sentence(copy: Path, start: Start, pythons: Make) -> None:
    pythons()
    (copy / "requirements.txt").write_text("./missing --hash=sha256:0\n")
    program = start(sys.executable, "manage.py", "migrate", cwd=copy)
    said, _ = program.communicate()
    sentence = "The packages could not be installed: check the connection, then run the same command again."
    assert (program.returncode, said.splitlines()[1]) == (1, sentence)
