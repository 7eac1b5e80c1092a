"""The request as views see it once somebody has signed in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from tracker.accounts.models import User


class Request(HttpRequest):
    user: User
    htmx: HtmxDetails
