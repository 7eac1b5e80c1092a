from django.db import migrations
from django.db.models import F
from django.utils.timezone import localdate


def tell_what_was_imported(apps, schema_editor):
    """Until now what came in from a list counted as agreed, and as ended, on the day of its import."""
    follow_ups, kinds = apps.get_model("follow_ups", "FollowUp"), apps.get_model("contenttypes", "ContentType")
    entries = apps.get_model("history", "Entry").objects.filter(
        channel="import", content_type__in=kinds.objects.filter(app_label="follow_ups", model="followup")
    )
    for key, at in entries.filter(verb="added").values_list("object_id", "at").iterator():
        follow_ups.objects.filter(pk=key).update(imported_on=localdate(at))
    # The second of its deeds, by the same import.
    moves = entries.filter(verb="moved", version=2).exclude(changes__ended_on=None)
    for key, changes in moves.values_list("object_id", "changes").iterator():
        if ended_on := changes["ended_on"]["to"]:
            came = follow_ups.objects.filter(pk=key, ended_on=ended_on, imported_on=ended_on)
            came.update(ended_before=F("ended_on"))


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('follow_ups', '0019_days_of_the_past'),
        ('history', '0005_readable_by'),
    ]

    operations = [
        migrations.RunPython(tell_what_was_imported, migrations.RunPython.noop, elidable=True),
    ]
