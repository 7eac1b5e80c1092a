"""A pytest plugin: as if it were the coming Saturday, soon after midnight, which in UTC is Friday still.

What hangs on the day or the hour on which it is run fails with it or without it, before it fails on a morning.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

HOUSE = ZoneInfo("Europe/Brussels")


def coming_saturday() -> datetime:
    today = datetime.now(HOUSE).date()
    return datetime.combine(today + timedelta(days=(4 - today.weekday()) % 7 + 1), time(0, 15), HOUSE)


def pytest_configure(config: pytest.Config) -> None:
    travel = time_machine.travel(coming_saturday(), tick=True)
    travel.start()
    config.add_cleanup(travel.stop)
