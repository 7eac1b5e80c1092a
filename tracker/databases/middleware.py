"""A page that may be read from the replica is read there, if that has all that was done; else from the primary."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from tracker.databases.reading import REPLICA, has_replica, reading_from
from tracker.databases.replica import replica

# What PostgreSQL says of a query that took too long, or that we called off: the primary would take as long for it.
CALLED_OFF = "57014"


class ReadFromReplica(MiddlewareMixin):
    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """None where the page is to be read from the primary, as if there were no other."""
        may = hasattr(view, "reads_from_replica") and request.method in {"GET", "HEAD"} and has_replica()
        if not may or not replica.has_all():
            return None
        try:
            with reading_from(REPLICA):
                response: HttpResponseBase = view(request, *args, **kwargs)
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") == CALLED_OFF:
                raise
            replica.rest(error)
            return None
        return response
