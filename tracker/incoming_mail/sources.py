"""Where the sources of mails stand that were not taken: in the data folder, each for a while."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from tracker.incoming_mail.models import IncomingMail

RETENTION = timedelta(days=30)


def folder() -> Path:
    """The web server and the workers share it."""
    path: Path = settings.VAR / "mails"
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(digest: str) -> Path:
    return folder() / f"{digest}.eml"


def keep(raw: bytes) -> str:
    """Write it to the disk, and give its digest."""
    digest = sha256(raw).hexdigest()
    # Only its owner reads what `tempfile` makes.
    with NamedTemporaryFile(dir=folder(), delete=False) as file:
        file.write(raw)
    Path(file.name).replace(path_of(digest))
    return digest


def throw_away_old(now: datetime) -> int:
    """Of mails that nobody decided on for so long, or that were thrown away; how many."""
    old = IncomingMail.objects.with_source().filter(at__lt=now - RETENTION)
    digests = list(old.values_list("digest", flat=True))
    for digest in digests:
        path_of(digest).unlink(missing_ok=True)
    old.update(digest="")
    return len(digests)
