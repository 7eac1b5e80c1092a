"""What stands in registers that are read once, as the house starts: of the admin site, of packages and of commands."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import get_commands, load_command_class

from tests.house.drawings import assert_drawn
from tracker.background.worker import Worker
from tracker.setup.virtual_environment import ROOT

pytestmark = pytest.mark.one_database
TOLD = (
    "list_display", "list_display_links", "list_filter", "list_editable", "list_select_related", "search_fields",
    "date_hierarchy", "ordering", "fields", "fieldsets", "readonly_fields", "exclude", "raw_id_fields",
    "autocomplete_fields", "filter_horizontal",
    "actions", "inlines", "list_per_page", "show_full_result_count", "asked_by_links", "has_history", "is_looked_at",
    "changed_on_its_page", "form", "extra",
)  # fmt: skip


def said(value: Any) -> str:
    """By their names, as they stand in the code."""
    if isinstance(value, list | tuple):
        return ", ".join(map(said, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {said(each)}" for name, each in value.items())
    return value.__name__ if callable(value) and hasattr(value, "__name__") else str(value)


def lines_of(of: Any, usual: Any) -> list[str]:
    """What differs from what Django has anyway."""
    found = {name: getattr(of, name, None) for name in TOLD}
    return [
        f"{name}: {said(value)}"
        for name, value in found.items()
        if (value or None) != (getattr(usual, name, None) or None)
    ]


def test_each_list_of_the_admin_site_is_as_drawn() -> None:
    usual = admin.ModelAdmin
    drawn = {}
    for model, of in sorted(admin.site._registry.items(), key=lambda each: each[0]._meta.label):
        inlines = [
            f"{inline.__name__} | {line}" for inline in of.inlines for line in lines_of(inline, admin.TabularInline)
        ]
        drawn[model._meta.label] = [type(of).__mro__[1].__name__, *lines_of(of, usual), *inlines]
    assert_drawn("admin_lists", drawn, Path(__file__).parent / "drawn")


def option(action: Any) -> str:
    told = {
        name: getattr(action, name) for name in ("type", "default", "choices", "nargs", "required", "const", "help")
    }
    words = "; ".join(f"{name}={said(value)}" for name, value in told.items() if value not in (None, False))
    return f"{' '.join(action.option_strings) or action.dest} ({type(action).__name__}) {words}"


@pytest.mark.django_db
def test_each_command_is_asked_as_drawn() -> None:
    """But for what Django's command of this name is asked, or every one of Django's."""
    drawn: dict[str, list[str]] = {}
    for name, package in sorted(get_commands().items()):
        if str(package).startswith("tracker."):
            command = load_command_class(package, name)
            above: Any = type(command).__mro__[1]
            usual = {action.dest for action in above().create_parser("", "")._actions}
            options = [option(each) for each in command.create_parser("", name)._actions if each.dest not in usual]
            drawn[name] = [str(command.help), *(line.replace(str(ROOT), "ROOT") for line in options)]
    assert_drawn("commands", drawn, Path(__file__).parent / "drawn")


def test_each_piece_of_work_is_done_as_often_as_drawn() -> None:
    work = {name: f"{each.task.module_path} every {each.every}" for name, each in Worker().periodic.items()}
    lines = [f"{name}: {words}" for name, words in sorted(work.items())]
    assert_drawn("periodic", {"again and again": lines}, Path(__file__).parent / "drawn")


def test_each_package_says_what_is_done_told_and_called_as_drawn() -> None:
    """What it is called, what its work is called, what is done again and again, and what it tells of how Suivi is."""
    drawn = {}
    for config in apps.get_app_configs():
        if config.name.startswith("tracker."):
            work = [f"{path}: {name}" for path, name in getattr(config, "work", {}).items()]
            told = [f"{name}: {said(getattr(config, name))}" for name in ("periodic", "facts") if hasattr(config, name)]
            drawn[config.name] = [str(config.verbose_name), *work, *told]
    assert_drawn("packages", drawn, Path(__file__).parent / "drawn")
