"""Work in a process of its own, which may die of it.

The process that begins it does no such work itself: what sets pages keeps threads at hand, and one that is forked from
it would wait for them for ever.
"""

import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

Say = Callable[[object], None]


@dataclass(frozen=True)
class Failed:
    words: str


def apart(work: Callable[[Say], None]) -> Any:
    """What it said first; None, if it died before it said anything. ValueError when it failed."""
    reads, says = os.pipe()
    if not (child := os.fork()):
        _work_and_end(work, says)
    os.close(says)
    said = []
    with os.fdopen(reads, "rb") as heard:
        while heard.peek(1):
            said.append(pickle.load(heard))
    os.waitpid(child, 0)
    if failed := next((each.words for each in said if isinstance(each, Failed)), None):
        raise ValueError(failed)
    return said[0] if said else None


def _work_and_end(work: Callable[[Say], None], says: int) -> NoReturn:
    try:
        with os.fdopen(says, "wb") as pipe:

            def say(said: object) -> None:
                pickle.dump(said, pipe)
                pipe.flush()

            try:
                work(say)
            except BaseException as error:
                say(Failed(repr(error)))
    finally:
        os._exit(0)
