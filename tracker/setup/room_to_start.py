"""Room that is put aside in the data folder: on a full disk a server that is started anew can still be read.

SQLite needs a little to be opened at all, and whoever stopped the server may have let that go.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

# In bytes: for the index of the journal of SQLite, locks, and sessions that are read.
ROOM = 1_000_000
# With less it is left to those who write.
ENOUGH = 20 * ROOM
SAID = (
    "The disk is full. Suivi is read, and whoever writes is told to do it again: make room, and start Suivi anew once "
    "there is some."
)


def room_to_start(folder: Path) -> bool:
    """False on a full disk: then what was put aside is given up. It is put aside again at a start that finds room."""
    kept = folder / "room_to_start"
    free = shutil.disk_usage(folder).free
    if free < ROOM:
        kept.unlink(missing_ok=True)
    elif free > ENOUGH:
        with suppress(OSError):
            _put_aside(kept)
    return free >= ROOM


def _put_aside(kept: Path) -> None:
    if kept.exists() and kept.stat().st_size == ROOM:
        return
    with kept.open("wb") as file:
        # Written: on some file systems what is only announced takes no room.
        file.write(os.urandom(ROOM))
