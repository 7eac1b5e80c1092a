"""The lean house, beside which Suivi's pages are measured: its rows, its server, and who is signed in there."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from bench.browser import Asked, Browser, Session
from bench.production import ROOT, free_port
from tracker.setup.serving.web import threads_for


class House(NamedTuple):
    """A server that answers."""

    pid: int
    port: int
    session: Session


@contextmanager
def lean_house(folder: Path) -> Iterator[House]:
    """Inside, it holds the rows of Suivi's house as they are now, and answers from as many processes and threads."""
    file = folder / "lean.sqlite3"
    is_file = connection.vendor == "sqlite"
    file.unlink(missing_ok=True)
    own = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "bench.lean.settings",
        "LEAN_DATABASE_URL": f"sqlite:///{file}" if is_file else os.environ["DATABASE_URL"],
    }  # fmt: skip
    house = str(connection.settings_dict["NAME"]) if is_file else "public"
    copy = [sys.executable, "-m", "bench.lean.copy_house", house]
    session = subprocess.run(copy, cwd=ROOT, env=own, check=True, capture_output=True, text=True).stdout.strip()
    port = free_port()
    serve = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--port", str(port), "--workers", "2",
        "--blocking-threads", str(threads_for(connection.vendor)), "--log-level", "warning",
        "bench.lean.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(serve, cwd=ROOT, env=own)
    try:
        wait_until_it_answers(process, port, session)
        yield House(process.pid, port, session)
    finally:
        process.terminate()
        process.wait()


def wait_until_it_answers(process: subprocess.Popen[bytes], port: int, session: Session, page: str = "/") -> None:
    while process.poll() is None:
        with suppress(ConnectionRefusedError), closing(Browser(port, session)) as browser:
            if browser.ask(Asked(page)).status == 200:
                return
            raise ValueError(f"{process.args} does not answer {page} as wished.")
        time.sleep(0.05)
    raise ValueError(f"{process.args} does not start.")
