"""The files of one thing as its page shows them, and what its history tells of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import prefetch_related_objects
from django.urls import reverse

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.files.models import AttachedFile, nouns_with_files
from tracker.history.models import Entry
from tracker.history.wording.words_of_entry import NOTHING, FieldChange, verb_label

MOST = 200
# What takes a file, or what is in it, from its thing.
GOING = {"detached", "content erased"}


Told = list[tuple[Entry, str, list[FieldChange]]]


@dataclass(frozen=True, slots=True)
class FilesOfThing:
    """`rows` are those attached, newest first; `attach_at` is where more are added, empty for who may not."""

    rows: list[AttachedFile]
    attach_at: str
    told: Told


def files_of(thing: Any, user: User, *, are_any: bool = True) -> FilesOfThing:
    """Of a thing that `user` sees; where it is known that there are none, nothing is asked."""
    rows = AttachedFile.objects.of(thing).select_related("attached_by").defer("text")
    known = list(rows[:MOST]) if are_any else []
    may = permissions.may_write(user, thing, ["files"])
    at = reverse("files:attach", args=[type(thing).__name__.lower(), thing.pk]) if may else ""
    return FilesOfThing([each for each in known if not each.is_removed], at, _told(known, user))


def with_files(told: Told, files: FilesOfThing) -> Told:
    """The history of a thing, newest first, with what was attached to it and taken off."""
    return sorted([*told, *files.told], key=lambda each: (each[0].at, each[0].pk), reverse=True)


def _told(known: list[AttachedFile], user: User) -> Told:
    """What was attached and taken off, as the thing's own history tells it."""
    names = {each.pk: each.name for each in known}
    if not names:
        return []
    kind = ContentType.objects.get_for_model(AttachedFile)
    entries = Entry.objects.filter(content_type=kind, object_id__in=names).readable_by(user).select_related("by")
    return [(entry, verb_label(entry), [_change(entry, names[entry.object_id])]) for entry in entries]


def _change(entry: Entry, name: str) -> FieldChange:
    before, after = (name, NOTHING) if entry.verb in GOING else (NOTHING, name)
    return FieldChange(str(AttachedFile._meta.verbose_name).capitalize(), before, after)


def bring_things(files: Sequence[AttachedFile]) -> None:
    """Let each know what it is attached to and what closes that: asked once for all of a kind."""
    prefetch_related_objects(files, GenericPrefetch("item", [_with_what_closes(each) for each in _nouns()]))


def _nouns() -> Iterable[Any]:
    return nouns_with_files().values()


def _with_what_closes(model: Any) -> Any:
    paths = [path for path in ("meeting", "passage__record") if hasattr(model, path.partition("__")[0])]
    return model.objects.select_related(*paths) if paths else model.objects.all()
