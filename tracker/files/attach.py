"""Attaching a file: its content is there to stay before its row is in the database."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.files.content_types import FIRST, content_type_of
from tracker.files.models import LONGEST_NAME, AttachedFile
from tracker.files.storage import store
from tracker.history.models import Channel, Entry
from tracker.history.write_entry import write_entry


@transaction.atomic
def attach(
    thing: models.Model, upload: UploadedFile[bytes], *, by: User | None, channel: str = Channel.WEB, by_name: str = ""
) -> tuple[AttachedFile, Entry | None]:
    """The file as it is attached to `thing`, and the entry; None where this content was attached already.

    `by_name` names whoever has no account.

    What was taken off comes back. Of two at once the second is given what the first one made.
    """
    digest = store(upload)
    who: dict[str, Any] = {"by": by, "by_name": by_name}
    if found := _attached(thing, digest):
        return found, found.change("attached", removed_at=None, channel=channel, **who)
    try:
        with transaction.atomic():
            return _attach(thing, upload, digest, channel, **who)
    except IntegrityError:
        if found := _attached(thing, digest):
            return found, None
        raise


def _attached(thing: models.Model, digest: str) -> AttachedFile | None:
    found: AttachedFile | None = AttachedFile.objects.of(thing).filter(digest=digest).first()
    return found


def _attach(
    thing: models.Model, upload: UploadedFile[bytes], digest: str, channel: str, *, by: User | None, by_name: str
) -> tuple[AttachedFile, Entry]:
    upload.seek(0)
    beginning, name = upload.read(FIRST), str(upload.name)
    what: dict[str, Any] = {"name": _short(name), "kind": content_type_of(beginning, name), "size": upload.size or 0}
    who = {"attached_by": by, "by_name": by_name, "attached_at": timezone.now()}
    made = AttachedFile(item=thing, digest=digest, **what, **who)
    made.save(force_insert=True)
    return made, write_entry(made, "attached", by=by, by_name=by_name, channel=channel, version=made.version)


def _short(name: str) -> str:
    """At most `LONGEST_NAME` characters of it, with its ending."""
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST_NAME or not dot or len(ending) > LONGEST_NAME // 2:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
