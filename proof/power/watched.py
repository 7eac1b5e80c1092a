"""What SQLite asks of the disk, seen where it asks it: each write, cut, sync and removal of a file, in their order.

Its way to the operating system (the "VFS") is put between by ctypes: no other program, no privileges. It is that of the
very library that Python's own `sqlite3` uses.
"""

import _sqlite3
import ctypes
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

P, INT, LONG, TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64, ctypes.c_char_p
# Names are passed on as they come: SQLite keeps more behind their end, and looks at them as long as a file is open.
OPEN = ctypes.CFUNCTYPE(INT, P, P, P, INT, P)
DELETE = ctypes.CFUNCTYPE(INT, P, P, INT)
CLOSE = ctypes.CFUNCTYPE(INT, P)
WRITE = ctypes.CFUNCTYPE(INT, P, P, INT, LONG)
TRUNCATE = ctypes.CFUNCTYPE(INT, P, LONG)
SYNC = ctypes.CFUNCTYPE(INT, P, INT)


class Vfs(ctypes.Structure):
    """sqlite3_vfs, as far as it is needed (https://sqlite.org/c3ref/vfs.html)."""

    _fields_ = [
        *(("version", INT), ("size", INT), ("longest", INT), ("next", P), ("name", TEXT), ("data", P)),
        *(("open", OPEN), ("delete", DELETE)),
    ]


class Methods(ctypes.Structure):
    """sqlite3_io_methods (https://sqlite.org/c3ref/io_methods.html)."""

    _fields_ = [
        *(("version", INT), ("close", CLOSE), ("read", P), ("write", WRITE), ("truncate", TRUNCATE), ("sync", SYNC)),
        *((f"other{number}", P) for number in range(13)),
    ]


@dataclass(frozen=True, slots=True)
class Event:
    """`what`: create, write, truncate (to `at`), sync, delete; or answered, of what was done as a whole."""

    what: str
    name: str = ""
    at: int = 0
    content: bytes = b""


Hear = Callable[[Event], None]


@cache
def vfs() -> Any:
    """OSError when Python's SQLite does not let itself be watched."""
    try:
        library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
        library.sqlite3_libversion.restype = TEXT
    except AttributeError as error:
        raise OSError("This Python's SQLite cannot be watched.") from error
    if library.sqlite3_libversion().decode() != sqlite3.sqlite_version:
        raise OSError("This Python's SQLite is another one than could be watched.")
    return library.sqlite3_vfs_find(None).contents


@contextmanager
def watched(folder: Path, hear: Hear) -> Iterator[None]:
    """Inside, `hear` is told of what is about to be done to each file of `folder` by connections opened since."""
    way, names = vfs(), {}
    methods: dict[int, Methods] = {}
    open_, delete = (kind(ctypes.cast(own, P).value or 0) for kind, own in ((OPEN, way.open), (DELETE, way.delete)))

    def opening(this: int, name: int | None, file: int, flags: int, out: int) -> int:
        path = path_at(name)
        is_new = path.parent == folder and not path.exists()
        found: int = open_(this, name, file, flags, out)
        if found == 0 and path.parent == folder:
            if is_new:
                hear(Event("create", path.name))
            names[file] = path.name
            own = ctypes.cast(file, ctypes.POINTER(P))
            given = own[0]
            if given not in methods:
                methods[given] = overheard(given, names, hear)
            own[0] = ctypes.addressof(methods[given])
        return found

    def deleting(this: int, name: int, sync: int) -> int:
        path = path_at(name)
        if path.parent == folder and path.exists():
            hear(Event("delete", path.name))
        return delete(this, name, sync)  # type: ignore[no-any-return]

    ours = OPEN(opening), DELETE(deleting)
    way.open, way.delete = ours
    try:
        yield
    finally:
        way.open, way.delete = open_, delete
        KEPT.append((ours, methods))


def path_at(address: int | None) -> Path:
    return Path(os.fsdecode(ctypes.string_at(address) if address else b""))


# Files that are still open are closed through them.
KEPT: list[Any] = []


def overheard(given: int, names: dict[int, str], hear: Hear) -> Methods:
    """The methods at the address `given`, each of which is told before it is done."""
    found = Methods.from_buffer_copy((ctypes.c_char * ctypes.sizeof(Methods)).from_address(given))
    write, truncate, sync = (
        kind(ctypes.cast(own, P).value or 0)
        for kind, own in ((WRITE, found.write), (TRUNCATE, found.truncate), (SYNC, found.sync))
    )

    def writing(file: int, content: int, length: int, at: int) -> int:
        hear(Event("write", names[file], at, ctypes.string_at(content, length)))
        return write(file, content, length, at)  # type: ignore[no-any-return]

    def truncating(file: int, size: int) -> int:
        hear(Event("truncate", names[file], size))
        return truncate(file, size)  # type: ignore[no-any-return]

    def syncing(file: int, flags: int) -> int:
        # What was asked for is only there once this has come back.
        done: int = sync(file, flags)
        hear(Event("sync", names[file]))
        return done

    found.write, found.truncate, found.sync = WRITE(writing), TRUNCATE(truncating), SYNC(syncing)
    return found


@dataclass
class Killer:
    """Kills the process at that of all events."""

    at: int
    number: int = 0

    def __call__(self, _event: Event) -> None:
        self.number += 1
        if self.number == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
