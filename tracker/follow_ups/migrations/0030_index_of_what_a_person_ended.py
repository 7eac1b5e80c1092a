from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("follow_ups", "0029_counted_by_indexes_alone")]

    operations = [
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                fields=["owner", "-ended_on", "due_order", "id"],
                name="follow_up_ended_of",
                condition=models.Q(("ended_on__isnull", False)),
            ),
        ),
    ]
