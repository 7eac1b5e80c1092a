"""What a storage tells of one file that it keeps."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """`name` begins with its folder; `size` is in bytes; `at` is when it was written last."""

    name: str
    size: int
    at: datetime
