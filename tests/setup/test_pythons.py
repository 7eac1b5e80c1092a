import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.setup.pythons import find_python, installed, is_built_for_speed, version_of, where_to_get_one

Make = Callable[..., Path]


@pytest.fixture
def only(pythons: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """No Python but those the test makes: not even the one that runs this, and uv fetches none."""
    monkeypatch.setattr(sys, "executable", str(pythons("python3.11", "3.11")))
    monkeypatch.setenv("PATH", str(tmp_path / "machine"))
    pythons("uv", "nothing")
    return pythons


def test_the_version_is_read_from_the_python_itself() -> None:
    assert version_of(sys.executable) == "{}.{}".format(*sys.version_info)


def test_a_python_that_lacks_what_is_needed_has_no_version() -> None:
    assert version_of(sys.executable, able_to="ensurepip, no_such_module") == ""


def test_a_file_that_is_no_python_has_no_version(tmp_path: Path) -> None:
    (tmp_path / "python3.13").write_text("not a program")
    assert [version_of(tmp_path / "python3.13"), version_of(tmp_path / "missing")] == ["", ""]


def test_python_3_13_is_preferred_over_newer_and_older_ones(only: Make) -> None:
    only("python3.14", "3.14")
    only("python3.12", "3.12")
    best = only("python3.13", "3.13")
    assert find_python(Path("/nowhere")) == str(best)


def test_one_that_was_built_for_speed_comes_before_all_others(only: Make) -> None:
    only("python3.13", "3.13")
    fast = only("python3.14", "3.14", built="--enable-optimizations --with-lto")
    only("python3.12", "3.12", built="--enable-optimizations")
    assert find_python(Path("/nowhere")) == str(fast)


def test_that_of_the_distribution_is_one(only: Make) -> None:
    only("python3.13", "3.13", built="/opt/python --enable-shared")
    fast = only("python3.12", "3.12", built="/usr --enable-shared")
    assert find_python(Path("/nowhere")) == str(fast)


def test_how_a_python_was_built_is_read_from_it() -> None:
    said = str(sysconfig.get_config_var("CONFIG_ARGS"))
    assert is_built_for_speed(sys.executable) == ("--enable-optimizations" in said and "--with-lto" in said)


def test_a_shim_that_does_not_run_is_passed_over(only: Make) -> None:
    only("python3.13").write_text("#!/bin/sh\necho 'python3.13: command not found' >&2; exit 127\n")
    fitting = only("python3.12", "3.12")
    assert find_python(Path("/nowhere")) == str(fitting)


def test_the_versions_that_pyenv_keeps_are_found_without_its_shims(only: Make, tmp_path: Path) -> None:
    kept = only("python3.13", where=tmp_path / "machine/versions/3.13.0/bin")
    assert find_python(Path("/nowhere")) == str(kept)


def test_python_3_11_is_too_old_to_run_suivi(only: Make) -> None:
    only("python3", "3.11")
    assert find_python(Path("/nowhere")) == ""


def test_uv_fetches_a_python_where_there_is_none(only: Make, tmp_path: Path) -> None:
    fetched = only("python3.13", where=tmp_path / "private/pythons/cpython-3.13/bin")
    assert find_python(tmp_path / "private") == str(fetched)


def test_the_python_that_runs_this_is_the_last_to_be_tried(only: Make) -> None:
    only("python3", "3.12")
    assert list(installed())[-1] == sys.executable


@pytest.mark.parametrize(
    ("system", "advice"),
    [
        (
            {"ID": "debian", "NAME": "Debian GNU/Linux", "VERSION_ID": "12"},
            "Debian GNU/Linux 12 has none newer than 3.11 of its own, so install uv, or Python 3.13 from python.org",
        ),
        (
            {"ID": "debian", "NAME": "Debian GNU/Linux", "VERSION_ID": "13"},
            "install python3 and python3-venv (apt), or uv",
        ),
        ({"ID": "debian", "NAME": "Debian GNU/Linux"}, "install python3 and python3-venv (apt), or uv"),
        (
            {"ID": "ubuntu", "NAME": "Ubuntu", "VERSION_ID": "22.04"},
            "Ubuntu 22.04 has none newer than 3.11 of its own, so install uv, or Python 3.13 from python.org",
        ),
        ({"ID": "ubuntu", "NAME": "Ubuntu", "VERSION_ID": "24.04"}, "install python3 and python3-venv (apt), or uv"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora", "VERSION_ID": "9.4"}, "install python3.12 (dnf), or uv"),
        ({}, "install Python 3.13 or uv"),
    ],
)
def test_it_is_said_where_a_newer_one_comes_from(system: dict[str, str], advice: str) -> None:
    assert where_to_get_one(system) == advice
