"""Houses from before 26 November 2026 lack it: it was written into 0007_by_column after they had run that."""

from django.db import migrations

NAME = "follow_up_active_of"


def add_where_it_is_missing(apps, schema_editor):
    model, connection = apps.get_model("follow_ups", "FollowUp"), schema_editor.connection
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, model._meta.db_table)
    if NAME not in known:
        schema_editor.add_index(model, next(index for index in model._meta.indexes if index.name == NAME))


class Migration(migrations.Migration):
    dependencies = [("follow_ups", "0024_recommendations")]

    operations = [migrations.RunPython(add_where_it_is_missing, migrations.RunPython.noop)]
