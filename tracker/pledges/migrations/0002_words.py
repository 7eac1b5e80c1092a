from django.db import migrations

from tracker.kit.search.operations import KeepWords


class Migration(migrations.Migration):
    dependencies = [("pledges", "0001_initial")]

    operations = [KeepWords("pledges_pledge", ["detail", "what"])]
