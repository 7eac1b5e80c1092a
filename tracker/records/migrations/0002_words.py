from django.db import migrations

from tracker.kit.search.operations import KeepWords


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [KeepWords("records_version", ["text"], key="record_id")]
