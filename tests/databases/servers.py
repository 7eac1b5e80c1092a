"""A PostgreSQL with a streaming replica, and pgbouncer before it: real ones, in a folder in memory, gone afterwards."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import psycopg
import pytest

from tests.setup.clusters import free_port, programs

# What a power cut would lose is no part of these tests; what a dead primary would, is.
IN_HASTE = ("fsync=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=32MB", "max_connections=60")
BOUNCER = """[databases]
postgres = host=127.0.0.1 port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = {connections}
ignore_startup_parameters = options
"""


def as_postgres(*command: str) -> list[str]:
    """None of these runs as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.getuid() == 0 else [*command]


@dataclass
class Server:
    folder: Path
    name: str
    port: int

    @classmethod
    def primary(cls, folder: Path) -> "Server":
        made = cls(folder, "primary", free_port())
        made.run("initdb", "-D", str(made.data), "-U", "suivi", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
                 "--no-sync")  # fmt: skip
        made.start()
        return made

    def replica(self) -> "Server":
        """One that streams from this one."""
        made = Server(self.folder, "replica", free_port())
        made.run(
            "pg_basebackup", "-D", str(made.data), "-d", self.address, "-R", "-X", "stream", "-c", "fast", "--no-sync"
        )
        made.start()
        return made

    @property
    def data(self) -> Path:
        return self.folder / self.name

    @property
    def address(self) -> str:
        return f"postgres://suivi@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        own = ("listen_addresses=127.0.0.1", f"port={self.port}", f"unix_socket_directories={self.folder}")
        options = " ".join(f"-c {each}" for each in (*own, *IN_HASTE))
        log = str(self.folder / f"{self.name}.log")
        self.run("pg_ctl", "start", "-D", str(self.data), "-w", "-s", "-l", log, "-o", options)

    def stop(self) -> None:
        """At once, as if it had died."""
        self.run("pg_ctl", "stop", "-D", str(self.data), "-s", "-m", "immediate")

    def promote(self) -> None:
        self.run("pg_ctl", "promote", "-D", str(self.data), "-w", "-s")

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with closing(psycopg.connect(self.address, autocommit=True)) as connection:
            found = connection.execute(sql)
            return found.fetchall() if found.description else []

    def run(self, program: str, *arguments: str) -> None:
        said = subprocess.run(
            as_postgres(str(programs() / program), *arguments), cwd=self.folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, check=False, text=True,
        )  # fmt: skip
        assert said.returncode == 0, said.stderr


@contextmanager
def bouncer(server: Server, *, connections: int) -> Iterator[str]:
    """The address of a pgbouncer in transaction mode, with so many connections to the server for everybody."""
    program = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        pytest.skip("There is no pgbouncer on this machine: install it.")
    own, file = free_port(), server.folder / "pgbouncer.ini"
    file.write_text(BOUNCER.format(port=server.port, own=own, folder=server.folder, connections=connections))
    (users := server.folder / "users").write_text('"suivi" ""\n')
    for path in (file, users):
        shutil.chown(path, server.folder.owner())
    with (server.folder / "pgbouncer.log").open("w") as log:
        process = subprocess.Popen(
            as_postgres(program, "-q", str(file)), stdout=log, stderr=log, start_new_session=True
        )
        try:
            wait_for(own)
            yield f"postgres://suivi@127.0.0.1:{own}/postgres"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def wait_for(port: int) -> None:
    for _ in range(500):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        sleep(0.02)
    raise AssertionError("It does not listen.")
