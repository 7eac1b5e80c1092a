"""Where the sources of mails stand that were not taken, each for a while."""

from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256

from tracker.incoming_mail.models import IncomingMail
from tracker.kept_files.folder import Folder

RETENTION = timedelta(days=30)
FOLDER = Folder("mails")


def name_of(digest: str) -> str:
    return f"{digest}.eml"


def keep(raw: bytes) -> str:
    """Keep it, and give its digest."""
    digest = sha256(raw).hexdigest()
    FOLDER.keep(name_of(digest), raw)
    return digest


def throw_away_old(now: datetime) -> int:
    """Of mails that nobody decided on for so long, or that were thrown away; how many."""
    old = IncomingMail.objects.with_source().filter(at__lt=now - RETENTION)
    digests = list(old.values_list("digest", flat=True))
    for digest in digests:
        FOLDER.remove(name_of(digest))
    old.update(digest="")
    FOLDER.throw_away(now - RETENTION, _known)
    return len(digests)


def _known(_names: Collection[str]) -> Collection[str]:
    return {name_of(digest) for digest in IncomingMail.objects.with_source().values_list("digest", flat=True)}
