"""What is left to the background: the words of a file, by which it is found, and the thumbnail of a picture."""

from django.tasks import task
from django.utils import timezone

from tracker.files.content_types import PICTURES
from tracker.files.models import AttachedFile
from tracker.files.storage import path_of, thumbnail_of
from tracker.files.text_of_file import text_of_file
from tracker.files.thumbnails import write_thumbnail


@task()
def read_file(pk: int) -> None:
    """Once: what was read is not read again. A file that cannot be read has no words, and is there all the same."""
    file = AttachedFile.objects.filter(pk=pk, read_at=None).first()
    if file is None:
        return
    path = path_of(file.digest)
    if file.kind in PICTURES:
        write_thumbnail(path, thumbnail_of(file.digest))
    text = text_of_file(path, file.kind)
    AttachedFile.objects.filter(pk=pk).update(text=text, read_at=timezone.now())
