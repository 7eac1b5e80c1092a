"""What somebody looks for, as it came with the address."""

from tracker.accounts.request import Request

LONGEST = 200


def typed_words(request: Request) -> str:
    return " ".join(request.GET.get("q", "")[:LONGEST].replace("\x00", "").split())
