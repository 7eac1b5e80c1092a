"""What somebody looks for and what they opened lately, as it came with the address."""

from tracker.accounts.request import Request
from tracker.kit.row_by_name_field import key_in

LONGEST = 200
# So many a browser remembers: see opened.js.
MOST_OPENED = 200


def typed_words(request: Request) -> str:
    return " ".join(request.GET.get("q", "")[:LONGEST].replace("\x00", "").split())


def opened_keys(request: Request) -> list[int]:
    """Of whatever somebody may claim to have opened they find only what they may see."""
    told = request.GET.get("opened", "").split(",", MOST_OPENED)[:MOST_OPENED]
    return [key for key in map(key_in, told) if key is not None]
