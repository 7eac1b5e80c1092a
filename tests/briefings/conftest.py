"""A partner with something under each heading of a note."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tracker.accounts.models import User
from tracker.briefings.asked import Asked
from tracker.briefings.briefing import Briefing
from tracker.briefings.tell.note import brief
from tracker.directory.models import Organisation

Brief = Callable[..., Briefing]


@pytest.fixture
def brief_on(europol: Organisation, claire: User, today: date) -> Brief:
    """What Claire reads about EUROPOL, unless something else is said."""

    def made(**others: Any) -> Briefing:
        values = {"partner": europol, "meeting": None, "by": claire, "today": today, **others}
        return brief(Asked(reader=values.pop("reader", values["by"]), **values), timezone.now())

    return made
