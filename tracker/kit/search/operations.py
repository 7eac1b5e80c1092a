"""Where old migrations, which are never edited, find the operation. Everybody else takes it from `tracker.search`."""

from tracker.search.operations import KeepWords

__all__ = ["KeepWords"]
