"""A PostgreSQL of one's own in a folder, with or without TLS: it may be stopped and started, as no other may."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

# Nothing is kept past the test.
IN_HASTE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
# Of bytes, in memory.
ROOM = 1_000_000_000


def programs() -> Path:
    """Where initdb is; otherwise the test is skipped with the reason."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.skip("There is no PostgreSQL on this machine: install postgresql.")
    return found[-1].parent


@contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """In memory, where there is some; not below pytest's, which nobody else may look into."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    with tempfile.TemporaryDirectory(dir=memory if has_room else None) as name:
        if os.getuid() == 0:
            shutil.chown(name, "postgres", "postgres")
        yield Path(name)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Cluster:
    folder: Path
    port: int

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, options: str = "") -> str:
        return f"postgres://suivi@127.0.0.1:{self.port}/postgres{options}"

    @classmethod
    def make(cls, folder: Path, settings: str = "") -> "Cluster":
        cluster = cls(folder, free_port())
        if os.getuid() == 0:
            # It refuses to run as root.
            shutil.chown(folder, "postgres", "postgres")
        cluster.run("initdb", "-U", "suivi", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        own = f"listen_addresses = '127.0.0.1'\nport = {cluster.port}\nunix_socket_directories = '{folder}'\n"
        with (cluster.data / "postgresql.conf").open("a") as configuration:
            configuration.write(own + IN_HASTE + settings)
        return cluster

    def start(self) -> None:
        self.run("pg_ctl", "start", "-w", "-s", "-l", str(self.folder / "log"))

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "-s", "-m", "immediate")

    def new_database(self, name: str) -> str:
        """Its address: an empty one in the place of the one that had the name."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
        return f"{self.url().rpartition('/')[0]}/{name}"

    def run(self, program: str, *arguments: str) -> None:
        command = [str(programs() / program), "-D", str(self.data), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
