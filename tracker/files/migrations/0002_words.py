from django.db import migrations

from tracker.search.operations import KeepWords


class Migration(migrations.Migration):
    dependencies = [("files", "0001_attached_file")]

    operations = [KeepWords("files_attachedfile", ["name", "text"])]
