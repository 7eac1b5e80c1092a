"""Nobody waits for a page that the database cannot draw in time; commands and work in the background may take long."""

from django.conf import settings
from django.db import connections

from tracker.setup.service_urls.database_url import POSTGRESQL, cut_short


def cut_statements_short() -> None:
    """For every connection that this process opens from now on."""
    for alias in connections:
        found = connections.settings[alias]
        if found["ENGINE"] == POSTGRESQL:
            cut_short(found["OPTIONS"], statement=settings.STATEMENT_SECONDS, idle=settings.IDLE_SECONDS)
