from django.db import migrations

from tracker.kit.search.operations import KeepWords


class Migration(migrations.Migration):
    dependencies = [("follow_ups", "0003_snooze")]

    operations = [
        KeepWords("follow_ups_followup", ["reference", "title", "detail"]),
        KeepWords("follow_ups_activity", ["title", "place", "detail"]),
    ]
