"""A file that is no sheet: a zip, written by whoever knows what belongs into it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

FORM, KIND = "zip", "application/zip"


@dataclass(frozen=True, slots=True)
class Archive:
    """`name` is the file's, without its ending."""

    name: str
    write: Callable[[IO[bytes]], None]
