from django.db import migrations

from tracker.kit.search.operations import KeepWords
from tracker.kit.text import fold


def fold_again(apps, schema_editor):
    """Letters such as ł and ø are folded now: a name that holds one is kept as people will look for it."""
    for model, columns in (("Organisation", ("name", "short_name")), ("Person", ("name",))):
        rows = apps.get_model("directory", model).objects.all()
        for row in rows.only("folded", *columns):
            folded = fold(" ".join(getattr(row, column) for column in columns)).strip()
            if row.folded != folded:
                rows.filter(pk=row.pk).update(folded=folded[: row._meta.get_field("folded").max_length])


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [
        migrations.RunPython(fold_again, migrations.RunPython.noop, elidable=True),
        KeepWords("directory_organisation", ["about", "name", "short_name"]),
        KeepWords("directory_person", ["about", "email", "name"]),
    ]
