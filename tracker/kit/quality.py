"""The tools that watch over the code, and how each is called."""

import subprocess
import sys
import time
from pathlib import Path

from tracker.kit.environment import ROOT

TOOLS = Path(sys.executable).parent
MANAGE = [sys.executable, "-W", "error", "manage.py"]
PYTEST = [sys.executable, "-m", "pytest", "-p", "tests.setup.skips"]


def templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html"))


def checks() -> dict[str, list[str]]:
    """Each check by the name a failure is reported under; none of them changes a file."""
    return {
        "lint": [str(TOOLS / "ruff"), "check"],
        "format": [str(TOOLS / "ruff"), "format", "--check"],
        "templates": [str(TOOLS / "djade"), "--check", *templates()],
        "types": [str(TOOLS / "mypy")],
        "settings": [*MANAGE, "check", "--fail-level", "WARNING"],
        "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
        "suite": PYTEST,
    }


def corrections() -> dict[str, list[str]]:
    return {
        "lint": [str(TOOLS / "ruff"), "check", "--fix"],
        "format": [str(TOOLS / "ruff"), "format"],
        "templates": [str(TOOLS / "djade"), *templates()],
    }


def run_all(steps: dict[str, list[str]]) -> list[str]:
    """Runs every step, even after one has failed; the names of those that did."""
    failed = []
    for name, command in steps.items():
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        began = time.monotonic()
        if subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603
            failed.append(name)
        outcome = "FAILED" if name in failed else "ok"
        sys.stdout.write(f"== {name}: {outcome} ({time.monotonic() - began:.0f} s)\n")
    return failed
