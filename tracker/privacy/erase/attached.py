"""Attached files that hold somebody's name: told by their addresses, and emptied where the house says so."""

from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import F

from tracker.accounts.models import User
from tracker.files.models import AttachedFile
from tracker.files.storage import FOLDER, name_of, thumbnail_of
from tracker.files.tasks import held
from tracker.history.models import Channel
from tracker.history.write_entry import write_entry
from tracker.privacy.spellings import Spellings

ALL = "all"
# Each may bring a million letters.
AT_ONCE = 20


def note_holding(erasing: Any) -> None:
    """Those whose name or words hold it; and how many hold no words that Suivi can read, such as pictures."""
    for file in AttachedFile.objects.order_by("pk").prefetch_related("item").iterator(chunk_size=AT_ONCE):
        if _holds(file, erasing.subject.spellings):
            erasing.holding[file.pk] = f"{settings.SITE_ADDRESS}{file.get_absolute_url()} of {_address_of(file.item)}"
        elif not file.text and not file.is_erased:
            erasing.unread += 1


def unknown(which: str | Collection[int]) -> list[int]:
    """Of the keys that were asked for those of no file."""
    if which == ALL:
        return []
    return sorted({*which} - {*AttachedFile.objects.filter(pk__in=which).values_list("pk", flat=True)})


def empty(erasing: Any, which: str | Collection[int], *, by: User | None) -> None:
    """Their content goes once all is committed, also where the same was attached elsewhere; the rows stay."""
    keys = erasing.holding if which == ALL else which
    digests = {*AttachedFile.objects.filter(pk__in=keys).values_list("digest", flat=True)}
    for file in AttachedFile.objects.filter(digest__in=digests).order_by("pk"):
        write_entry(file, "content erased", by=by, version=file.version + 1, channel=Channel.SYSTEM)
        AttachedFile.objects.filter(pk=file.pk).update(
            name=erasing.subject.spellings.replaced(file.name), text="", size=0, digest=file.digest_erased,
            version=F("version") + 1,
        )  # fmt: skip
        erasing.elsewhere["attached files"] += 1
    for model in _others():
        erasing.gone[model._meta.label] += model.objects.filter(digest__in=digests).delete()[0]
    names = [name for digest in digests for name in (name_of(digest), thumbnail_of(digest))]
    erasing.afterwards.append(lambda: FOLDER.throw_away_those(names, held))


def _holds(file: AttachedFile, spellings: Spellings) -> bool:
    return spellings.is_in(file.name) or spellings.is_in(file.text)


def _address_of(item: Any) -> str:
    return f"{settings.SITE_ADDRESS}{item.get_absolute_url()}" if item else "nothing that is there"


def _others() -> Iterator[Any]:
    """Other rows that know content of files, such as those of drafts."""
    for model in apps.get_models():
        if getattr(model, "content_in", None) == FOLDER and model is not AttachedFile:
            yield model
