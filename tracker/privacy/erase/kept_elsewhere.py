"""What is kept of a person beside the rows of the house: sessions, what is remembered for a while, and files."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db.models import Q

from tracker.exports.models import Export
from tracker.imports.models import Import
from tracker.incoming_mail import sources
from tracker.incoming_mail.models import IncomingMail
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
    files = [path for each in Export.objects.all() for path in (each.path, each.count_path, each.sight_path)]
    gone = Export.objects.exclude(ended_at=None, name="").delete()[0]
    erasing.gone[Export._meta.label] += gone
    _unlink(erasing, "exported files", files)


def _throw_imports_away(erasing: Any, spellings: Spellings) -> None:
    """Tables that wait to be confirmed, theirs or with their name. Of those confirmed no file is kept."""
    for source in Import.objects.unconfirmed():
        is_theirs = source.by_id in {user.pk for user in erasing.subject.accounts}
        rows = source.lines.values_list("cells", flat=True).iterator()
        if is_theirs or any(spellings.is_in(" ".join(map(str, cells))) for cells in rows):
            _unlink(erasing, "tables to import", [source.path])
            erasing.gone[Import._meta.label] += source.delete()[0]


def _throw_sources_away(erasing: Any, spellings: Spellings) -> None:
    """Of mails that were not taken: from them, or with their name in it as it was sent."""
    from_them = Q()
    for address in erasing.subject.addresses:
        from_them |= Q(sender__iexact=address)
    theirs = set(IncomingMail.objects.filter(from_them).values_list("pk", flat=True)) if from_them else set()
    for mail in IncomingMail.objects.with_source():
        path = sources.path_of(mail.digest)
        if mail.pk in theirs or (path.is_file() and spellings.is_in(path.read_text(errors="replace"))):
            _unlink(erasing, "sources of mails", [path])
            IncomingMail.objects.filter(pk=mail.pk).update(digest="")


def _unlink(erasing: Any, kind: str, paths: list[Path]) -> None:
    there = [path for path in paths if path.is_file()]
    erasing.elsewhere[kind] += len(there)
    erasing.afterwards += [partial(path.unlink, missing_ok=True) for path in there]
