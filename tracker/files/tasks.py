"""What is left to the background: the words of files, by which they are found, and the thumbnails of pictures."""

import logging
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.files.content_types import PICTURES
from tracker.files.models import AttachedFile
from tracker.files.storage import FOLDER, digests_in, name_of, thumbnail_of
from tracker.files.text_of_file import text_of_file
from tracker.files.thumbnails import small_picture

log = logging.getLogger(__name__)

AT_ONCE = 200
# Content that no file has may be that of one which is just being attached.
BEING_ATTACHED = timedelta(days=1)


@task()
def read_files() -> None:
    """Whatever was attached since. No work of its own for each: the list of work would tell of restricted ones."""
    for file in AttachedFile.objects.unread().defer("text").order_by("pk")[:AT_ONCE]:
        # Tried once: one that brings the worker down is there all the same, without words, and does so no more.
        if AttachedFile.objects.unread().filter(pk=file.pk).update(read_at=timezone.now()):
            _read(file)


def _read(file: AttachedFile) -> None:
    try:
        with FOLDER.local(name_of(file.digest)) as path:
            small = small_picture(path) if file.kind in PICTURES else b""
            text = text_of_file(path, file.kind)
    except FileNotFoundError:
        log.error("The content of a file is not there: %s", file.digest)
        return
    if small:
        FOLDER.keep(thumbnail_of(file.digest), small)
    if text:
        AttachedFile.objects.filter(pk=file.pk).update(text=text)


@task()
def forget_files() -> None:
    """The content that no row has: it was being attached when that broke off, or that was not done after all."""
    FOLDER.throw_away(timezone.now() - BEING_ATTACHED, held)


def held(names: Collection[str]) -> Collection[str]:
    """Those whose content a row has."""
    digests = digests_in(names)
    known = set[str]()
    for model in apps.get_models():
        if getattr(model, "content_in", None) == FOLDER:
            rows: Any = model._base_manager.filter(digest__in=digests.values())
            known |= {*rows.values_list("digest", flat=True)}
    return [name for name, digest in digests.items() if digest in known]


READ = Periodic(read_files, timedelta(minutes=1))
FORGET = Periodic(forget_files, timedelta(days=1))
