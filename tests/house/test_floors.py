"""The house plan: imports point down, files and functions stay short."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from inspect import isfunction
from pathlib import Path

import pytest

from tests.house.modules import TRACKER, modules
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
# The table of the house is the rule: floor, package, what it owns.
TABLE = re.compile(r"^\| (\d+) \| `(\w+)` \|", re.MULTILINE)
FLOORS = {name: int(floor) for floor, name in TABLE.findall((ROOT / "docs" / "house.md").read_text())}
TOP = {"settings", "urls", "wsgi"}
# As in "owner__account", and in the pieces of "{path}__owner__account"; a lookup alone names nothing.
RELATIONS = re.compile(r"(\w*__\w+)+")
LOOKUPS = {"gte", "id", "in", "isnull", "lte"}
# Written reasons for a path that leads upwards.
UPWARDS = {
    # The feed of a calendar is asked for every few minutes, and needs the person with the account.
    "tracker/accounts/calendar_link.py user__person",
}
ALLOWED_AT_TOP_LEVEL_OF_THE_REPOSITORY = {
    ".ci", ".dockerignore", ".git", ".gitignore", ".python-version", "bench", "CHANGELOG.md", "compose.yaml",
    "deploy", "Dockerfile", "docs", "LICENSE", "locale", "manage.py", "proof", "pyproject.toml", "README.md",
    "requirements-anymail.txt", "requirements-dev.txt", "requirements-opentelemetry.txt", "requirements-postgres.txt",
    "requirements-prometheus.txt", "requirements-redis.txt", "requirements-s3.txt", "requirements-sentry.txt",
    "requirements.txt", "SECURITY.md", "static", "templates", "tests", "tracker",
}  # fmt: skip


def paths() -> list[Path]:
    return [module.path for module in modules()]


def package(path: Path) -> str:
    parts = path.relative_to(TRACKER).parts
    return parts[0].removesuffix(".py")


# Where migrations that stood on main find what has moved since: they are never edited.
FOR_OLD_MIGRATIONS = {"kit/exact.py", "kit/search/operations.py"}


def test_every_package_stands_on_a_floor() -> None:
    packages = {path.name for path in TRACKER.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert packages - TOP == FLOORS.keys()


def test_imports_point_down() -> None:
    wrong = []
    for path, imports, *_more in modules():
        home = package(path)
        if home in TOP or home == "__init__" or str(path.relative_to(TRACKER)) in FOR_OLD_MIGRATIONS:
            continue
        for module, line in imports:
            target = module.split(".")[1]
            if target != home and FLOORS.get(target, 99) >= FLOORS[home]:
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {module}")
    assert wrong == []


def paths_of_relations(path: Path) -> Iterator[str]:
    """The strings that follow relations from row to row."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and RELATIONS.fullmatch(node.value):
            *relations, last = node.value.strip("_").split("__")
            if relations or last not in LOOKUPS:
                yield f"{path.relative_to(ROOT)} {node.value}"


def test_the_lowest_floors_name_no_relations_of_nouns_above() -> None:
    """No import tells of it, yet such a string ties them to what stands above."""
    low = [path for path in paths() if FLOORS.get(package(path), 99) <= 2]
    found = [words for path in low for words in paths_of_relations(path)]
    assert [words for words in found if words not in UPWARDS] == []


def test_a_follow_up_stands_on_three_bases_and_overrides_two_hooks() -> None:
    """It has a history, it is found by its words, it can be removed; whatever more it needs it calls or has."""
    ours = [base for base in FollowUp.__mro__[1:] if base.__module__.startswith("tracker.")]
    known = {name for base in ours for name, member in vars(base).items() if isfunction(member)}
    assert [base.__name__ for base in ours] == ["Tracked", "Indexed", "Removable"]
    assert known & {name for name, member in vars(FollowUp).items() if isfunction(member)} == {
        "follow_through",
        "hanging",
    }


def test_imports_stand_at_the_top() -> None:
    inner = [
        f"{module.path.relative_to(ROOT)}:{line}"
        for module in modules()
        for line in module.inner
        if str(module.path.relative_to(TRACKER)) not in INNER_IMPORTS
    ]
    assert inner == []


# Written reasons for an import inside a function.
INNER_IMPORTS = {
    # dateparser takes 0.3 s to import and few dates need it: a cold start would pay for it.
    "kit/date_parser.py",
    "imports/reading/days_in_cells.py",
    # The same of python-docx, for those who bring a Word document.
    "kit/documents/docx_text.py",
    # The same of python-docx, for who loads the demo.
    "demo/files.py",
    # The worker alone reads a PDF, and makes small pictures.
    "files/text_of_file.py",
    "files/thumbnails.py",
    # docxtpl and jinja2 take 0.2 s to import, and few who start Suivi ask for a Word document.
    "exports/sheets/docx_template.py",
    # The same for those who ask for a file.
    "exports/sheets/xlsx_file.py",
    "exports/sheets/docx_file.py",
    "exports/sheets/docx_directions.py",
    "exports/sheets/pdf_file.py",
    # The library of holidays takes longer to load than a page to draw; a house without a country needs it never.
    "kit/working_days.py",
    "setup/system_checks.py",
    # A laptop without PostgreSQL has no psycopg.
    "backups/postgresql_tools.py",
    # highspy brings numpy: together a tenth of the memory of the server, and few ask what an offer would unlock.
    "needs/solver.py",
    # Extras, for houses that have somebody else watch.
    "setup/watch/metrics.py",
    "setup/watch/sentry.py",
    "setup/watch/spans.py",
    "health/metrics.py",
    # Runs on a bare machine, before anything is installed.
    "setup/virtual_environment.py",
}


# Written reasons for a signal of Django's own.
SIGNALS = {
    "tracker/setup/system_checks.py",
    # A rebuilt table of SQLite has lost its triggers, and only the end of a migration knows.
    "tracker/search/apps.py",
}


@pytest.mark.parametrize("forbidden", ["django.dispatch", "django.db.models.signals", "django.views.generic"])
def test_no_module_uses(forbidden: str) -> None:
    users = [str(path.relative_to(ROOT)) for path in paths() if f"from {forbidden}" in path.read_text()]
    assert [user for user in users if user not in SIGNALS] == []


def test_no_module_is_called_utils() -> None:
    assert [path for path in paths() if path.stem in {"utils", "helpers", "misc", "common"}] == []


def test_only_record_writes_history() -> None:
    ways = re.compile(r"\bEntry\.objects\.(bulk_)?create\b|return Entry\(")
    writers = [str(path.relative_to(TRACKER)) for path in paths() if ways.search(path.read_text())]
    assert writers == ["history/write_entry.py"]


def limit(path: Path) -> int:
    if path.suffix == ".html":
        return 120
    if path.suffix in {".css", ".js"}:
        return 150
    return 250 if "models" in path.parts or path.stem == "models" else 200


def test_files_stay_short() -> None:
    folders = {"tracker": "*.py", "templates": "*.html", "static": "*.[cj]s*"}
    files = [path for folder, kind in folders.items() for path in (ROOT / folder).rglob(kind)]
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > limit(path)
    }
    assert long == {}


def test_functions_stay_short() -> None:
    long = [
        f"{module.path.relative_to(ROOT)}:{first} {name}"
        for module in modules()
        for name, first, last in module.spans
        if last - first + 1 > 40
    ]
    assert long == []


def test_the_top_level_holds_only_what_the_tools_expect() -> None:
    tracked = {path.name for path in ROOT.iterdir()}
    private = {".venv", "var", ".env", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".coverage",
               "test-results", ".uv", ".coverage.lock"}  # fmt: skip
    assert {name for name in tracked - ALLOWED_AT_TOP_LEVEL_OF_THE_REPOSITORY - private if name[0] != "."} == set()


def lines_by_package() -> Counter[str]:
    """How many lines each package of the product has; the demo tells a story and is none of it."""
    sizes: Counter[str] = Counter()
    for path in paths():
        if package(path) in FLOORS and package(path) != "demo":
            sizes[package(path)] += len(path.read_text().splitlines())
    return sizes


def test_no_package_is_more_than_18_percent_of_the_house() -> None:
    sizes = lines_by_package()
    assert {name for name, lines in sizes.items() if lines > 0.18 * sizes.total()} == set()


def test_no_package_has_more_than_20_modules_at_its_top() -> None:
    tops = Counter(package(path) for path in paths() if len(path.relative_to(TRACKER).parts) == 2)
    assert {name for name, number in tops.items() if number > 20 and name != "demo"} == set()
