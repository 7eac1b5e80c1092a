"""A setting that cannot be meant is refused in a sentence that names it."""

import runpy
from collections.abc import Callable
from typing import Any

import pytest
from django.core import management
from django.core.exceptions import ImproperlyConfigured

from tests.setup.conftest import ROOT
from tracker.setup import virtual_environment
from tracker.setup.service_urls.setting_values import Settings

pytestmark = pytest.mark.one_database

Read = Callable[[Settings], Any]
LEVELS = ("DEBUG", "INFO", "WARNING")
# How a setting is read, what stands there, and what becomes of it.
TAKEN: list[tuple[Read, str, Any]] = [
    (lambda env: env.int("SET", 7), " 12 ", 12),
    (lambda env: env.int("SET", 7), "", 7),
    (lambda env: env.bool("SET", True), "", True),
    (lambda env: env.bool("SET", True), "Off", False),
    (lambda env: env.bool("SET", False), "yes", True),
    (lambda env: env.one_of("SET", "WARNING", *LEVELS), "info", "INFO"),
    (lambda env: env.one_of("SET", "WARNING", *LEVELS), "", "WARNING"),
    (lambda env: env.zone("SET", "Europe/Brussels"), "", "Europe/Brussels"),
    (lambda env: env.zone("SET", "Europe/Brussels"), "Asia/Tokyo", "Asia/Tokyo"),
]
REFUSED: list[tuple[Read, str, str]] = [
    (lambda env: env.int("SET"), "1GB", "SET=1GB is no whole number."),
    (lambda env: env.int("SET"), "-1", "SET=-1 is too little: 0 is the least."),
    (lambda env: env.int("SET", 2, least=1), "0", "SET=0 is too little: 1 is the least."),
    (lambda env: env.bool("SET"), "oui", "SET=oui is neither 1 nor 0."),
    (lambda env: env.one_of("SET", "WARNING", *LEVELS), "loud", "SET=loud is none of DEBUG, INFO, WARNING."),
    (
        lambda env: env.zone("SET", "Europe/Brussels"),
        "Mars/Base",
        "SET=Mars/Base is no time zone, such as Europe/Brussels.",
    ),
    (lambda env: env.zone("SET", "Europe/Brussels"), "../etc", "SET=../etc is no time zone, such as Europe/Brussels."),
]


def test_what_is_meant_is_taken_and_what_is_empty_counts_as_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for read, typed, _wanted in TAKEN:
        monkeypatch.setenv("SET", typed)
        found.append(read(Settings()))
    assert found == [wanted for _read, _typed, wanted in TAKEN]


def test_what_cannot_be_meant_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for read, typed, _wanted in REFUSED:
        monkeypatch.setenv("SET", typed)
        with pytest.raises(ImproperlyConfigured) as refusal:
            read(Settings())
        said.append(str(refusal.value))
    assert said == [wanted for _read, _typed, wanted in REFUSED]


@pytest.mark.parametrize(("command", "code"), [("health", 1), ("receive_mail", 75)])
def test_whoever_starts_it_reads_that_sentence_alone(
    command: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mail server tries again later, and gives no mail back to its sender."""

    def refuse(_arguments: list[str]) -> None:
        raise ImproperlyConfigured("WEB_WORKERS=two is no whole number.")

    monkeypatch.setattr(virtual_environment, "enter", lambda _arguments: None)
    monkeypatch.setattr(management, "execute_from_command_line", refuse)
    monkeypatch.setattr("sys.argv", ["manage.py", command])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "manage.py"), run_name="__main__")
    assert (ended.value.code, *capsys.readouterr()) == (code, "", "WEB_WORKERS=two is no whole number.\n")
