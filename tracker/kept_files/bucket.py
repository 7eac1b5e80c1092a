"""A bucket that several machines share, on S3 or whatever speaks as it does. Needs the extra `s3`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile

from storages.backends.s3 import S3Storage

from tracker.kept_files.kept import Kept


class Bucket(S3Storage):
    """A file is there once it is saved, whole. Nobody is given its address: Suivi alone reads it."""

    location: str

    def every(self, folder: str, *, parts: bool = False) -> Iterator[Kept]:
        above = f"{self.location.strip('/')}/".lstrip("/")
        for found in self.bucket.objects.filter(Prefix=f"{above}{folder}/"):
            yield Kept(found.key.removeprefix(above), found.size, found.last_modified)

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        with self.open(name) as kept, NamedTemporaryFile() as copy:
            copyfileobj(kept, copy)
            copy.flush()
            yield Path(copy.name)
