"""What is restricted now may have been so whenever it was written; what came before a name was opened stays withheld."""

from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef, Q


def of_meeting(path: str = "meeting") -> Q:
    return Q(classification="restricted") | Q(**{f"{path}__classification": "restricted"})


RESTRICTED = {
    ("directory", "person"): Q(classification="restricted"),
    ("directory", "organisation"): Q(classification="restricted"),
    ("meetings", "meeting"): Q(classification="restricted"),
    ("records", "record"): of_meeting(),
    ("pledges", "pledge"): of_meeting(),
    ("follow_ups", "followup"): of_meeting() | Q(passage__record__classification="restricted"),
    ("follow_ups", "activity"): of_meeting() | Q(passage__record__classification="restricted"),
}


def classify(apps: Any, _schema_editor: Any) -> None:
    entries, kinds = apps.get_model("history", "Entry").objects, apps.get_model("contenttypes", "ContentType").objects
    for (app, model), condition in RESTRICTED.items():
        kind = kinds.filter(app_label=app, model=model).first()
        if kind is None:
            continue
        rows = apps.get_model(app, model).objects.filter(condition).values("pk")
        entries.filter(content_type=kind, object_id__in=rows).update(written="restricted")
        if app == "directory":
            opened = entries.filter(content_type=kind, object_id=OuterRef("object_id"), verb="opened")
            before = entries.filter(Exists(opened.filter(pk__gt=OuterRef("pk"))), content_type=kind)
            # By their keys: a database may ask it of every entry anew while it writes.
            keys = list(before.values_list("pk", flat=True))
            for first in range(0, len(keys), 500):
                entries.filter(pk__in=keys[first : first + 500]).update(written="withheld")
    records = apps.get_model("records", "Record").objects.filter(of_meeting()).values("pk")
    apps.get_model("records", "Version").objects.filter(record__in=records).update(written="restricted")


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0003_written_while_restricted"),
        ("directory", "0005_country"),
        ("meetings", "0004_roles_of_participants"),
        ("pledges", "0002_words"),
        ("records", "0004_written_while_restricted"),
        ("follow_ups", "0014_event_as_said"),
    ]

    operations = [migrations.RunPython(classify, migrations.RunPython.noop, elidable=True)]
