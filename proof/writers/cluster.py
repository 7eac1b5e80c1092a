"""A PostgreSQL of one's own that keeps its promises (fsync, synchronous_commit), and a standby that follows it."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Where Debian keeps the programs that start a server.
DEBIAN = Path("/usr/lib/postgresql")
STANDBY = "standby"


class Missing(Exception):  # noqa: N818
    """This machine has no PostgreSQL."""


def programs() -> Path:
    found = sorted(path.parent for path in DEBIAN.glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise Missing("Install PostgreSQL first, such as by apt-get install postgresql.")
    return found[-1] if found else Path(str(on_path)).parent


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@dataclass
class Cluster:
    """`folder` holds its data, its log and its socket."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"postgres://suivi@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder}"
            " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
        )
        self.control("start", "-l", self.folder / "log", "-o", options)

    def stop(self, mode: str) -> None:
        """`mode`: "fast" as on a restart, "immediate" as if it had been killed."""
        self.control("stop", "-m", mode)

    def control(self, *what: str | Path) -> None:
        run("pg_ctl", what[0], "-w", "-s", "-D", self.folder / "data", *what[1:])

    def copied_to(self, folder: Path) -> "Cluster":
        """A standby in `folder` that follows this one: from now on nothing is answered before both have it."""
        run(
            "pg_basebackup",
            "-D",
            folder / "data",
            "-R",
            "-h",
            "127.0.0.1",
            "-p",
            self.port,
            "-U",
            "suivi",
            "-c",
            "fast",
        )
        standby = Cluster(folder, free_port())
        settings = folder / "data" / "postgresql.auto.conf"
        settings.write_text(settings.read_text().replace("user=suivi", f"user=suivi application_name={STANDBY}"))
        standby.start()
        self.sql(f"ALTER SYSTEM SET synchronous_standby_names = '{STANDBY}'", "SELECT pg_reload_conf()")
        return standby

    def takes_over(self, primary: "Cluster") -> None:
        """It answers where the primary did, which is gone."""
        self.control("promote")
        self.sql("ALTER SYSTEM RESET synchronous_standby_names")
        self.stop("fast")
        self.port = primary.port
        self.start()

    def sql(self, *statements: str) -> None:
        asked = [each for statement in statements for each in ("-c", statement)]
        run("psql", "-q", "-h", "127.0.0.1", "-p", self.port, "-U", "suivi", "-d", "postgres", *asked)


def run(program: str, *arguments: object) -> None:
    """PostgreSQL refuses to run as root."""
    command = [str(programs() / program), *map(str, arguments)]
    if os.getuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Running, and gone afterwards with all that stands beside it."""
    with own_folder() as folder:
        made = Cluster(folder, free_port())
        how = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        run("initdb", "-D", folder / "data", "-U", "suivi", *how)
        made.start()
        try:
            yield made
        finally:
            end(made)


@contextmanager
def own_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="suivi-postgres-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def end(cluster: Cluster) -> None:
    if (cluster.folder / "data" / "postmaster.pid").exists():
        cluster.stop("immediate")
