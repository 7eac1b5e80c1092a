"""Long work in the background, a stretch at a time: others get their turn, and it is known how quickly it goes."""

from collections.abc import Callable
from time import monotonic, sleep

from tracker.imports.models import Import

# Whoever waits for a worker, or wants to stop one, waits no longer than so many seconds.
SLICE = 20
# So often, in seconds, it is said how quickly it goes.
SAID = 2
# Nobody waits for it, but others want to write too: SQLite lets one write at a time, and whoever waits asks again ten
# times a second.
PAUSE = 0.15


def do_slice(source: Import, step: Callable[[], int], *, seconds: float, pause: float = PAUSE) -> bool:
    """Do `step`, which says how many rows it did, until none is left, or the time is up: whether some may be left."""
    begun = said = monotonic()
    count = 0
    while done := step():
        sleep(pause)
        count, now = count + done, monotonic()
        if now - said > SAID:
            Import.objects.filter(pk=source.pk).update(pace=count / (now - begun))
            said = now
        if now - begun > seconds:
            return True
    return False
