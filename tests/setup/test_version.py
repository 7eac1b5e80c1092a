"""One version: pyproject.toml says it, the changelog tells of it, a command and the guide show it."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from tracker.accounts.models import User
from tracker.setup.version import VERSION

NUMBER = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")


def told_of() -> list[str]:
    """The versions of the changelog, the newest first. What is not released has none."""
    heads: list[str] = re.findall(r"^## (\S+)", (settings.ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    return [head for head in heads if head != "Unreleased"]


def test_the_changelog_tells_of_the_version_of_the_project() -> None:
    assert told_of()[0] == VERSION


def test_each_version_is_a_number_and_they_go_down() -> None:
    found = [NUMBER.fullmatch(version) for version in [*told_of(), VERSION]]
    numbers = [tuple(int(part or 0) for part in match.groups()) for match in found if match]
    assert (len(numbers), sorted(numbers[:-1], reverse=True)) == (len(found), numbers[:-1])


def test_a_command_says_it() -> None:
    said = subprocess.run(
        [sys.executable, "manage.py", "version"], cwd=settings.ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout == f"Suivi {VERSION}\n"


@pytest.mark.django_db
def test_the_guide_says_it_to_those_signed_in(sign_in: Callable[[User], Client], noor: User) -> None:
    shown = [f"Suivi {VERSION}" in client.get("/help/").content.decode() for client in (Client(), sign_in(noor))]
    assert shown == [False, True]
