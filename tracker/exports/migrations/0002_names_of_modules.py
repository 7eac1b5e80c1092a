"""Modules moved, and with them what waits in the queue by name: exports, tasks, and the periodic work given out."""

from django.db import migrations

TASKS = {
    "tracker.background.upkeep.": "tracker.background.periodic_work.",
    "tracker.capture.tasks.": "tracker.imports.tasks.",
}
MAKERS = {
    "tracker.follow_ups.export": "tracker.follow_ups.list.export",
    "tracker.follow_ups.since_asked": "tracker.follow_ups.list.changes_since_form",
    "tracker.follow_ups.activity_export": "tracker.activities.export",
    "tracker.follow_ups.partner_trees": "tracker.pages.partners",
}
PAGES = {"mandates:activities": "activities:list"}


def rename(apps, schema_editor):
    Task = apps.get_model("django_tasks_database", "DBTaskResult")
    Slot = apps.get_model("background", "Slot")
    Export = apps.get_model("exports", "Export")
    for old, new in TASKS.items():
        for model, column in ((Task, "task_path"), (Slot, "name")):
            for row in model.objects.filter(**{f"{column}__startswith": old}):
                name = new + getattr(row, column).removeprefix(old)
                model.objects.filter(pk=row.pk).update(**{column: name})
    for row in Export.objects.filter(make__endswith=".sheet_asked"):
        module = row.make.removesuffix(".sheet_asked")
        make = f"{MAKERS.get(module, module)}.sheet_for"
        Export.objects.filter(pk=row.pk).update(make=make, page=PAGES.get(row.page, row.page))


class Migration(migrations.Migration):
    dependencies = [
        ("exports", "0001_initial"),
        ("background", "0001_initial"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
