"""While the tests' first database is migrated, a model that is new, or changes in itself alone, is made anew alone.

Django makes all models around it anew as well, thirteen thousand in all, which takes half of what migrating takes. What
a release left is migrated as Django does it, and compared with this database (tests/releases/test_releases.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.migrations.state import ProjectState

IN_ITSELF = ("add_model", "add_index", "remove_index", "add_constraint", "remove_constraint", "alter_model_options")


@contextmanager
def made_alone() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in IN_ITSELF:
            patch.setattr(ProjectState, name, _alone(getattr(ProjectState, name)))
        patch.setattr(ProjectState, "add_field", _alone_unless_it_leads_on(ProjectState.add_field))
        yield


def _alone(change: Any) -> Any:
    def changed(state: Any, *given: Any, **options: Any) -> None:
        state._find_reload_model = lambda app, model, _delay=False: {(app, model)}
        # As with what Django itself puts off: a migration that asks for models gets all of them anew.
        state.is_delayed = True
        try:
            change(state, *given, **options)
        finally:
            del state._find_reload_model

    return changed


def _alone_unless_it_leads_on(add_field: Any) -> Any:
    add_alone = _alone(add_field)

    def added(state: Any, app: str, model: str, name: str, field: Any, *more: Any) -> None:
        (add_field if field.is_relation else add_alone)(state, app, model, name, field, *more)

    return added
