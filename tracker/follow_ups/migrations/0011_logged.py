from django.db import migrations
from django.http import QueryDict


def rename(apps, schema_editor):
    """What views asked for as `agreed` counted what was only offered too: it is called `logged`."""
    for view in apps.get_model("follow_ups", "SavedView").objects.filter(query__contains="agreed="):
        asked = QueryDict(view.query, mutable=True)
        if "agreed" in asked:
            asked["logged"] = asked.pop("agreed")[-1]
            view.query = asked.urlencode()
            view.save(update_fields=["query"])


class Migration(migrations.Migration):
    dependencies = [("follow_ups", "0010_active_owed")]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop, elidable=True)]
