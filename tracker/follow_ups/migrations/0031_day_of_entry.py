"""Each follow-up knows the day on which it was entered, with which its history begins; not what was imported."""

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import TruncDate


def copy_from_history(apps, _schema_editor):
    kinds = apps.get_model("contenttypes", "ContentType").objects
    if kind := kinds.filter(app_label="follow_ups", model="followup").first():
        entries = apps.get_model("history", "Entry").objects.filter(content_type=kind, verb="added")
        first = entries.filter(object_id=OuterRef("pk")).order_by("id").values(day=TruncDate("at"))[:1]
        entered_here = apps.get_model("follow_ups", "FollowUp").objects.filter(imported_on=None)
        entered_here.update(entered_on=Subquery(first))


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("follow_ups", "0030_index_of_what_a_person_ended"),
        ("history", "0010_counted_by_indexes_alone"),
    ]

    operations = [
        migrations.AddField(
            model_name="followup",
            name="entered_on",
            field=models.DateField(editable=False, null=True, verbose_name="entered on"),
        ),
        migrations.RunPython(copy_from_history, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                fields=[
                    *("meeting", "entered_on", "owner", "partner", "unit", "kind", "strength", "priority", "progress"),
                    *("acceptance", "removed_at", "classification", "recorder", "passage", "agreed_on"),
                ],
                name="follow_up_entered",
                condition=Q(meeting=None),
            ),
        ),
    ]
