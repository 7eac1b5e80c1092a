from django.db import migrations

from tracker.kit.search.operations import KeepWords
from tracker.kit.text import fold


def fold_again(apps, schema_editor):
    """Letters such as ł and ø are folded now."""
    rows = apps.get_model("mandates", "Mandate").objects.all()
    for row in rows.only("folded", "symbol", "title"):
        folded = fold(f"{row.symbol} {row.title}").strip()
        if row.folded != folded:
            rows.filter(pk=row.pk).update(folded=folded[: row._meta.get_field("folded").max_length])


class Migration(migrations.Migration):
    dependencies = [("mandates", "0001_initial")]

    operations = [
        migrations.RunPython(fold_again, migrations.RunPython.noop, elidable=True),
        KeepWords("mandates_mandate", ["symbol", "text", "title"]),
        KeepWords("mandates_paragraph", ["number", "text"]),
    ]
