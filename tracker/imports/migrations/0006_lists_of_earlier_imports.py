from uuid import uuid4

from django.db import migrations
from django.db.models import F

from tracker.imports.lists.imported_list import folded
from tracker.imports.lists.numbers import key_in_list


def name_them(apps, schema_editor):
    """One list for all that somebody imported with the same heads, called as the last file; only they choose it again.

    Until now a number was known in the whole house: what was imported by it goes by its list from now on.
    """
    imports = apps.get_model("capture", "Import")
    lists = {}
    for source in imports.objects.order_by("pk"):
        source.new_list_key = uuid4()
        if source.confirmed_at is None:
            # What was seen of its numbers is compared anew.
            source.previewed_at = None if "key" in source.columns else source.previewed_at
        elif "key" in source.columns or source.reading.get("meanings"):
            source.imported_list = lists[source.by_id, tuple(source.heads)] = _list_of(apps, source, lists)
            _take_numbers(apps, source)
        source.save()


def _list_of(apps, source, lists):
    """Kept from others as its name was, which was that of a file."""
    heads = folded(source.heads)
    found = lists.get((source.by_id, tuple(source.heads)))
    found = found or apps.get_model("capture", "ImportedList")(by_id=source.by_id, heads=heads, classification="restricted")
    found.name = source.name
    for name, words in source.reading.get("meanings", {}).items():
        found.meanings.setdefault(name, {}).update(words)
    found.save()
    return found


def _take_numbers(apps, source):
    if "key" not in source.columns:
        return
    follow_ups, place = apps.get_model("follow_ups", "FollowUp"), source.columns.index("key")
    lines = apps.get_model("capture", "ImportRow").objects.filter(source=source, key=F("follow_up__key"))
    for line in lines.exclude(written_at=None).iterator():
        if place < len(line.cells) and line.cells[place]:
            key = key_in_list(source.imported_list.key, line.cells[place])
            own = follow_ups.objects.filter(pk=line.follow_up_id)
            if not follow_ups.objects.filter(key=key, recorder__in=own.values("recorder")).exists():
                own.update(key=key)


class Migration(migrations.Migration):

    dependencies = [
        ('capture', '0005_lists'),
        ('follow_ups', '0018_place_in_lane'),
    ]

    operations = [
        migrations.RunPython(name_them, migrations.RunPython.noop),
    ]
