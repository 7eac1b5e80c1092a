"""What goes wrong with backups, in a sentence for whoever runs the house."""

from tracker.kit.full_disk import is_full


class Trouble(Exception):  # noqa: N818
    """Said as it stands."""


def said_of(error: OSError) -> str:
    """In words, such as of a disk that is full."""
    where = f": {error.filename}" if error.filename else ""
    if is_full(error):
        return f"The disk is full{where}. Free some of it, or name a folder elsewhere."
    return f"{error.strerror or error}{where}."
