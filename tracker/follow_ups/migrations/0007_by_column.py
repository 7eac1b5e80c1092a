"""The list is sorted by each of its columns through an index.

What a follow-up names is looked up in those that begin with it: the plain ones that Django makes for a key would only
cost every write. They are dropped by name, as to alter the column SQLite would copy the whole table.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT

NAMED = {
    "meeting": ("meetings.meeting", "meeting", "follow_ups", "meeting_id_4a84e34e"),
    "owner": ("directory.person", "owner", "follow_ups", "owner_id_90607c4b"),
    "partner": ("directory.organisation", "partner", "follow_ups", "partner_id_4338db28"),
    "recorder": (settings.AUTH_USER_MODEL, "recorded by", "recorded_follow_ups", "recorder_id_6640f555"),
    "unit": ("directory.organisation", "unit", "unit_follow_ups", "unit_id_bf9761eb"),
    "waiting_on": ("directory.organisation", "waiting on", "awaited_in", "waiting_on_id_94332529"),
}


def without_index(column):
    to, words, back, name = NAMED[column]
    optional = {} if column == "recorder" else {"blank": True, "null": True}
    field = models.ForeignKey(
        to, PROTECT, db_index=False, related_name=back, verbose_name=words, **optional
    )
    name = f"follow_ups_followup_{name}"
    return migrations.SeparateDatabaseAndState(
        [migrations.RunSQL(f"DROP INDEX {name}", f"CREATE INDEX {name} ON follow_ups_followup ({column}_id)")],
        [migrations.AlterField("followup", column, field)],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_by_column"),
        ("follow_ups", "0006_saved_views"),
        ("mandates", "0002_words"),
        ("meetings", "0003_by_column"),
        ("records", "0002_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(without_index(column) for column in NAMED),
        migrations.AddIndex(
            "followup",
            models.Index(
                fields=["owner", "due_order", "id"],
                name="follow_up_active_of",
                condition=models.Q(ended_on=None),
            ),
        ),
        migrations.AddIndex("followup", models.Index(fields=["strength", "due_order", "id"], name="follow_up_of_strength")),
        migrations.AddIndex("followup", models.Index(fields=["owed_by", "due_order", "id"], name="follow_up_owed_by")),
        migrations.AddIndex("followup", models.Index(fields=["waiting_on", "due_order", "id"], name="follow_up_waiting_on")),
        migrations.AddIndex("followup", models.Index(fields=["meeting", "due_order", "id"], name="follow_up_from_meeting")),
        migrations.AddIndex("followup", models.Index(fields=["title", "id"], name="follow_up_by_title")),
        migrations.AddIndex("followup", models.Index(fields=["first_due_on", "id"], name="follow_up_by_first_due")),
        migrations.AddIndex("followup", models.Index(fields=["ended_on", "due_order", "id"], name="follow_up_by_end")),
    ]
