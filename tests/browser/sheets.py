"""Style sheets as a server gives them: those that a page asks for together are one file, and not seven."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.test import override_settings

from tracker.setup.bundled_stylesheets import BundlingStorage, asked_together


class Together(StaticFilesStorage):
    bundle_of = BundlingStorage.bundle_of


@contextmanager
def sheets_together(folder: Path) -> Iterator[None]:
    """Written into the folder, without what only collecting does: a name for each version of a file."""
    (folder / "css").mkdir()
    for names in asked_together():
        sheets = [settings.ROOT / "static" / "css" / f"{name}.css" for name in names.split()]
        (folder / Together().bundle_of(names)).write_text("".join(sheet.read_text() for sheet in sheets))
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": f"{__name__}.{Together.__name__}"}}
    with override_settings(STORAGES=storages, STATICFILES_DIRS=[*settings.STATICFILES_DIRS, folder]):
        yield
