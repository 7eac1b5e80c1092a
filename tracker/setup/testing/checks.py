"""The tools that watch over the code, and how each is called."""

import sys
from pathlib import Path

from tracker.setup.testing.run_steps import Steps
from tracker.setup.virtual_environment import ROOT

TOOLS = Path(sys.executable).parent
MANAGE = [sys.executable, "-W", "error", "manage.py"]
PYTEST = [sys.executable, "-m", "pytest", "-p", "tests.setup.skips"]

# What takes long goes apart: the walks through every page in a browser and through every address as a person and as a
# machine may ask for it, and what starts servers and commands of its own or fills a house.
APART = {
    "browser": ["tests/browser"],
    "house": ["tests/house"],
    "programs": ["tests/bench", "tests/databases", "tests/demo", "tests/releases", "tests/setup"],
}


def templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html"))


# What a page alone shows, what walks through the house, and what knows no database, is marked: there is no time for it
# twice. Every page and every deed is asked once on PostgreSQL (tests/house/test_addresses.py), and all of several at
# once. In parts, one of them as if it were another day and hour; what asks the clock of the database or of the disk as
# well stands in another.
ON_POSTGRES = {
    "postgres, house": ["tests/house"],
    "postgres, h to z": ["tests/hi*/", "tests/[ij]*/", "tests/kit/", "tests/[l-z]*/", "tests/test_*.py"],
    "postgres, a to k": ["tests/[a-g]*/", "tests/health/", "tests/ke*/"],
}
ANOTHER_DAY = {"postgres, h to z": ["-p", "tests.setup.another_day"]}

# These go on beside the other checks, the longest first; their outcomes are told at the end.
BESIDE = (*APART, *ON_POSTGRES, "types")


def checks(postgres: str = "") -> Steps:
    """Each check by the name a failure is reported under; none of them changes a file.

    `postgres` is the address of a database of PostgreSQL on which the suite runs too.
    """
    return {
        "lint": [str(TOOLS / "ruff"), "check"],
        "format": [str(TOOLS / "ruff"), "format", "--check"],
        "templates": [str(TOOLS / "djade"), "--check", *templates()],
        "types": [str(TOOLS / "mypy")],
        "settings": [*MANAGE, "check", "--fail-level", "WARNING"],
        "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
        **{name: [*PYTEST, *folders] for name, folders in APART.items()},
        **(on_postgres(postgres) if postgres else {}),
        "suite": [*PYTEST, *(f"--ignore={folder}" for folders in APART.values() for folder in folders)],
    }


def on_postgres(address: str) -> Steps:
    there = ["env", f"DATABASE_URL={address}", *PYTEST, "-m", "not one_database"]
    return {
        name: [*there, *ANOTHER_DAY.get(name, []), *(path for place in places for path in paths_at(place))]
        for name, places in ON_POSTGRES.items()
    }


def paths_at(place: str) -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(place))


def corrections() -> Steps:
    return {
        "lint": [str(TOOLS / "ruff"), "check", "--fix"],
        "format": [str(TOOLS / "ruff"), "format"],
        "templates": [str(TOOLS / "djade"), *templates()],
    }
