"""The secret key of a laptop."""

import stat
from pathlib import Path

from tracker.setup.secret_key import stored_secret


def test_it_is_made_once(tmp_path: Path) -> None:
    made = stored_secret(tmp_path)
    assert (len(made) > 60, stored_secret(tmp_path)) == (True, made)


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    stored_secret(tmp_path)
    assert [(path.name, stat.S_IMODE(path.stat().st_mode)) for path in tmp_path.iterdir()] == [("secret_key", 0o600)]
