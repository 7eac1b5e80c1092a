"""What is kept of a person beside the rows of the house: sessions, what is remembered for a while, and files."""

import json
from functools import partial
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db.models import Q

from tracker.exports.models import FOLDER as EXPORTS
from tracker.exports.models import Export
from tracker.imports.models import FOLDER as IMPORTS
from tracker.imports.models import Import
from tracker.incoming_mail import sources
from tracker.incoming_mail.models import IncomingMail
from tracker.kept_files.folder import Folder
from tracker.privacy.spellings import Spellings


def let_go(erasing: Any) -> None:
    """Rows at once, files once that is committed."""
    spellings = erasing.subject.spellings
    _end_sessions(erasing, spellings)
    _throw_exports_away(erasing)
    _throw_imports_away(erasing, spellings)
    _throw_sources_away(erasing, spellings)
    # How often who did what, and what was typed into a form that waits for the sign-in: nobody knows of whom.
    erasing.afterwards.append(cache.clear)


def _end_sessions(erasing: Any, spellings: Spellings) -> None:
    """Theirs; and those that remember them, as in what was last done: their people sign in again."""
    keys = {str(user.pk) for user in erasing.subject.accounts}
    for session in Session.objects.all():
        said = session.get_decoded()
        if said.get(SESSION_KEY) in keys or spellings.is_in(json.dumps(said, ensure_ascii=False, default=str)):
            session.delete()
            erasing.gone[Session._meta.label] += 1


def _throw_exports_away(erasing: Any) -> None:
    """Everybody's: what stands in a file is not known. They are kept for a day, and can be asked for again."""
    exports = Export.objects.all()
    files = [name for each in exports for name in (each.kept_as, each.count_kept_as, each.sight_kept_as)]
    gone = Export.objects.exclude(ended_at=None, name="").delete()[0]
    erasing.gone[Export._meta.label] += gone
    _remove(erasing, "exported files", EXPORTS, files)


def _throw_imports_away(erasing: Any, spellings: Spellings) -> None:
    """Tables that wait to be confirmed, theirs or with their name. Of those confirmed no file is kept."""
    for source in Import.objects.unconfirmed():
        is_theirs = source.by_id in {user.pk for user in erasing.subject.accounts}
        rows = source.lines.values_list("cells", flat=True).iterator()
        if is_theirs or any(spellings.is_in(" ".join(map(str, cells))) for cells in rows):
            _remove(erasing, "tables to import", IMPORTS, [source.kept_as])
            erasing.gone[Import._meta.label] += source.delete()[0]


def _throw_sources_away(erasing: Any, spellings: Spellings) -> None:
    """Of mails that were not taken: from them, or with their name in it as it was sent."""
    from_them = Q()
    for address in erasing.subject.addresses:
        from_them |= Q(sender__iexact=address)
    theirs = set(IncomingMail.objects.filter(from_them).values_list("pk", flat=True)) if from_them else set()
    for mail in IncomingMail.objects.with_source():
        name = sources.name_of(mail.digest)
        if mail.pk in theirs or _holds(sources.FOLDER, name, spellings):
            _remove(erasing, "sources of mails", sources.FOLDER, [name])
            IncomingMail.objects.filter(pk=mail.pk).update(digest="")


def _holds(folder: Folder, name: str, spellings: Spellings) -> bool:
    return folder.has(name) and spellings.is_in(folder.read(name).decode(errors="replace"))


def _remove(erasing: Any, kind: str, folder: Folder, names: list[str]) -> None:
    there = [name for name in names if folder.has(name)]
    erasing.elsewhere[kind] += len(there)
    erasing.afterwards += [partial(folder.remove, name) for name in there]
