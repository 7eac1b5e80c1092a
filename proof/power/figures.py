"""All deeds of the table of addresses, cut and killed by the test that continuous integration runs in short."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from proof.page import table
from proof.power.found import Found

ROOT = Path(__file__).parents[2]
TEST = "tests/house/test_power.py"
# As many deeds as the table has, at least.
DEEDS = 200


@dataclass(frozen=True)
class Power:
    """`found` has a line for each deed."""

    found: list[Found]

    @property
    def problems(self) -> Iterator[str]:
        for each in self.found:
            yield from each.told

    def total(self, name: str) -> int:
        return sum(getattr(each, name) for each in self.found)

    def table(self) -> str:
        heads = ("deeds", "power cuts", "kills", "lost", "corrupt", "between two states")
        counts = [self.total(name) for name in ("cuts", "kills", "lost", "corrupt", "between")]
        return table(heads, [[len(self.found), *counts]])

    def several(self) -> list[str]:
        """The deeds that write in more than one transaction."""
        return [each.name for each in self.found if len(each.steps) > 1]


def power(cuts: int, kills: int) -> Power:
    """At least so many of each, over all deeds. RuntimeError when they cannot be tried."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        asked = {"PROOF_CUTS": ceil(cuts / DEEDS), "PROOF_KILLS": ceil(kills / DEEDS), "PROOF_FIGURES": figures}
        own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "tests.setup.skips", TEST],
            cwd=ROOT, env=own | {name: str(value) for name, value in asked.items()}, check=False,
        )  # fmt: skip
        if not figures.exists():
            raise RuntimeError(f"No deed was tried: pytest ended with {ran.returncode}.")
        return Power([Found(**json.loads(line)) for line in figures.read_text().splitlines()])
