"""The chain of history, with every entry that there is."""

from typing import Any

from django.db import migrations, models
from django.utils import timezone

from tracker.history.chain.seal import seal_what_stands


def seal(apps: Any, _schema_editor: Any) -> None:
    """In batches; the youngest are left to the worker."""
    entries, seals = apps.get_model("history", "Entry"), apps.get_model("history", "Seal")
    seal_what_stands(entries.objects, seals.objects, timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0008_by_whom_without_account"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "position",
                    models.PositiveBigIntegerField(
                        primary_key=True, serialize=False, verbose_name="place in the chain"
                    ),
                ),
                ("entry_id", models.PositiveBigIntegerField(unique=True, verbose_name="history entry")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("salt", models.CharField(max_length=32)),
                ("commitment", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("anew", models.CharField(blank=True, max_length=64)),
                ("erased_by", models.PositiveBigIntegerField(null=True)),
                ("let_go_by", models.PositiveBigIntegerField(null=True)),
            ],
            options={
                "verbose_name": "seal of history",
                "verbose_name_plural": "seals of history",
                "ordering": ["position"],
            },
        ),
        migrations.RunPython(seal, migrations.RunPython.noop, elidable=True),
    ]
