"""Who owns what of a meeting is asked of each restricted meeting, for every list: the index answers it alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("follow_ups", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="followup", name="follow_up_of_meeting"),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["meeting", "owner"], name="follow_up_of_meeting"),
        ),
    ]
