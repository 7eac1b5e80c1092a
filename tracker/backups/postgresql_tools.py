"""`pg_dump` and `pg_restore`, told which database by the settings, and the password where nobody sees it."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracker.backups.archive import chunks_of
from tracker.backups.trouble import Trouble

# Whose tables these are, and who may read them, is a matter of the place they come to.
NOBODYS = ("--no-owner", "--no-privileges")
MISSING = "{program} is not there: install PostgreSQL's client, of the server's version or a newer one."


def dumped(connection: Any, snapshot: str) -> Iterator[bytes]:
    """As `snapshot` shows the database, while its transaction is open."""
    words, environment = _reached(connection)
    command = ["pg_dump", "-Fc", *NOBODYS, f"--snapshot={snapshot}", f"--dbname={words}"]
    with _started(command, environment, stdout=subprocess.PIPE) as program:
        yield from chunks_of(program.stdout)
        _end(program)


def restore(connection: Any, file: Path) -> None:
    """All or nothing; functions of the same name give way."""
    words, environment = _reached(connection)
    command = ["pg_restore", "--single-transaction", "--clean", "--if-exists", *NOBODYS, f"--dbname={words}", str(file)]
    with _started(command, environment, stdout=subprocess.DEVNULL) as program:
        _end(program)


def _reached(connection: Any) -> tuple[str, dict[str, str]]:
    """Where the database is, as libpq reads it, and the environment that holds the password."""
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415
    from psycopg.pq import Conninfo  # noqa: PLC0415

    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    said = {name: value for name, value in connection.get_connection_params().items() if name in known}
    # What pages are spared, such as long queries, is no matter here.
    said.pop("options", None)
    password = said.pop("password", "")
    return make_conninfo(**said), os.environ | ({"PGPASSWORD": password} if password else {})


def _started(command: list[str], environment: dict[str, str], **more: Any) -> Any:
    try:
        return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, **more)  # noqa: S603
    except FileNotFoundError as error:
        raise Trouble(MISSING.format(program=command[0])) from error


def _end(program: Any) -> None:
    said = program.stderr.read().decode(errors="replace").strip()
    if program.wait():
        raise Trouble(f"{program.args[0]}: {said or 'it failed'}")
