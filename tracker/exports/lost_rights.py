"""A file dies with the right: with that to its list, and with that to anything that could stand in it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.module_loading import import_string

from tracker.exports.archive import Archive
from tracker.exports.models import FOLDER, Export, ExportFailure
from tracker.exports.sheets.list_sheet import request_for
from tracker.exports.sheets.sheet import Sheet
from tracker.exports.sight import Sight


class NoSheetError(Exception):
    def __init__(self, why: ExportFailure) -> None:
        super().__init__(why)
        self.why = why


def content_of(export: Export) -> Sheet | Archive:
    """What its maker may see of it now. Raises NoSheetError."""
    if not export.by.is_active:
        raise NoSheetError(ExportFailure.NOT_YOURS)
    try:
        content: Sheet | Archive | None = import_string(export.make)(request_for(export.query, export.by))
    except PermissionDenied as refusal:
        raise NoSheetError(ExportFailure.NOT_YOURS) from refusal
    if content is None:
        raise NoSheetError(ExportFailure.NOT_UNDERSTOOD)
    return content


def take_back_what_is_lost(exports: Iterable[Export]) -> None:
    """Of one person: the files that hold what they may no longer see are withdrawn."""
    ready = [export for export in exports if export.is_ready]
    if not ready:
        return
    now = Sight.of(ready[0].by_id)
    for export in ready:
        try:
            content_of(export)
            refuse_what_is_lost(Sight.read(FOLDER.read(export.sight_kept_as)), now)
        except NoSheetError as refusal:
            if refusal.why != ExportFailure.NOT_UNDERSTOOD:
                export.withdraw(refusal.why)
        except (OSError, ImportError):
            export.withdraw(ExportFailure.BROKEN)


def refuse_what_is_lost(then: Sight, now: Sight) -> None:
    """Raises NoSheetError when something that could be seen then is hidden now."""
    if then.has_lost(now):
        raise NoSheetError(ExportFailure.LOST)
