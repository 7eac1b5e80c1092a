"""What is left to the background: the words of files, by which they are found, and the thumbnails of pictures."""

import logging
from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.files.content_types import PICTURES
from tracker.files.models import AttachedFile
from tracker.files.storage import path_of, thumbnail_of
from tracker.files.text_of_file import text_of_file
from tracker.files.thumbnails import write_thumbnail

log = logging.getLogger(__name__)

AT_ONCE = 200


@task()
def read_files() -> None:
    """Whatever was attached since. No work of its own for each: the list of work would tell of restricted ones."""
    for file in AttachedFile.objects.unread().defer("text").order_by("pk")[:AT_ONCE]:
        # Tried once: one that brings the worker down is there all the same, without words, and does so no more.
        if AttachedFile.objects.unread().filter(pk=file.pk).update(read_at=timezone.now()):
            _read(file)


def _read(file: AttachedFile) -> None:
    path = path_of(file.digest)
    if not path.exists():
        log.error("The content of a file is not there: %s", file.digest)
        return
    if file.kind in PICTURES:
        write_thumbnail(path, thumbnail_of(file.digest))
    if text := text_of_file(path, file.kind):
        AttachedFile.objects.filter(pk=file.pk).update(text=text)


READ = Periodic(read_files, timedelta(minutes=1))
