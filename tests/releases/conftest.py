"""Houses as each release left them, brought up to today."""

import lzma
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(__file__).parent


def migrate(address: str, data: Path) -> None:
    subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "migrate", "-v0", "--skip-checks"],
        cwd=settings.ROOT, env=os.environ | {"SUIVI_DATA": str(data), "DATABASE_URL": address}, check=True,
        capture_output=True,
    )  # fmt: skip


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a house as it was (`before.sqlite3`) and as it is after every migration (`db.sqlite3`)."""

    @cache
    def upgraded(release: str) -> Path:
        folder = tmp_path_factory.mktemp(release)
        for name in ("before.sqlite3", "db.sqlite3"):
            (folder / name).write_bytes(lzma.decompress((FOLDER / f"{release}.sqlite3.xz").read_bytes()))
        migrate(f"sqlite:///{folder / 'db.sqlite3'}", folder)
        return folder

    return upgraded
