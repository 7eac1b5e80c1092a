from itertools import batched
from typing import Any
from uuid import uuid4

from django.db import migrations, models

AT_ONCE = 1000


def fill(apps: Any, _schema: Any) -> None:
    """One for each: a default would be the same for all."""
    rows = apps.get_model("meetings", "Meeting")._base_manager
    for some in batched(list(rows.filter(uid=None).only("pk")), AT_ONCE):
        for row in some:
            row.uid = uuid4()
        rows.bulk_update(some, ["uid"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_series_of_meetings")]

    operations = [
        migrations.AddField("meeting", "uid", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("meeting", "uid", models.UUIDField(default=uuid4, editable=False)),
    ]
