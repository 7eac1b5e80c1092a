"""Work in the background on the admin site."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.tasks import Task
from django.test import Client

from tracker.accounts.models import User
from tracker.background.models import Work, names_of_work
from tracker.background.periodic_work import forget

pytestmark = pytest.mark.one_database


def test_every_piece_of_work_has_a_name() -> None:
    modules = {path.rpartition(".")[0] for path in names_of_work()}
    for config in apps.get_app_configs():
        modules |= {path.rpartition(".")[0] for path in getattr(config, "periodic", ())}
    tasks = {each for module in modules for each in vars(import_module(module)).values() if isinstance(each, Task)}
    assert {task.module_path for task in tasks} == {*names_of_work()}


def test_an_error_is_read_by_who_sees_all(jonas: User, sign_in: Callable[[User], Client]) -> None:
    """It may quote what it stumbled over."""
    forget.enqueue()
    Work.objects.update(status="FAILED", traceback="KeyError: 'quoted'")
    client: Any = sign_in(jonas)
    for sees in (False, True):
        User.objects.filter(pk=jonas.pk).update(sees_restricted=sees)
        page = client.get(f"/admin/background/work/{Work.objects.get().pk}/change/").text
        assert ("Let go of what is over" in page, "quoted" in page) == (True, sees)
