from django.db import migrations

from tracker.kit.search.operations import KeepWords


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [KeepWords("meetings_meeting", ["title", "place"])]
