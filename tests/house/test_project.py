"""The project keeps its promises: migrations are made, the README's commands exist, no host is named."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
OWN = {"up", "test", "format"}
# A file of ours in a comment or a page of documentation: "see margin.js", `erase/texts.py`.
SEEN = r"([Ss]ee |`)[a-z_][a-z_/]*\.(js|css|py|html|md)\b"


@pytest.mark.django_db
def test_every_migration_is_made() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_commands_of_the_readme_exist() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", (ROOT / "README.md").read_text()))
    assert {"up", "test"} <= named
    assert named - OWN - get_commands().keys() == set()


def test_the_files_the_readme_names_exist() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / "README.md").read_text())
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_file_that_a_comment_or_a_page_of_documentation_names_is_there() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    looked_in = ["git", "grep", "-IoE", SEEN, "--", "tracker", "static", "templates", "docs", "README.md"]
    named = subprocess.run(looked_in, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    there = {"/".join(parts[first:]) for parts in (name.split("/") for name in listed) for first in range(len(parts))}
    assert len(named) > 100
    assert [line for line in named if re.split("[ `]", line)[1] not in there] == []


def test_no_file_names_a_registry_or_a_machine() -> None:
    names = "|".join(
        ["py" + "pi\\.org", "python" + "hosted", "registry\\.npm" + "js", "(^|[^d])/wor" + "k/", "/ro" + "ot/"]
    )
    found = subprocess.run(["git", "grep", "-nIE", names], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout == ""
