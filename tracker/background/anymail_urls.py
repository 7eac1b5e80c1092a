"""Where the mail service of the house tells which mails came back: imported where the extra "anymail" is used alone."""

from typing import Any

from anymail.signals import tracking
from anymail.urls import urlpatterns as all_services
from django.conf import settings

from tracker.background.refusals import mark_told

# Mandrill tells everything at one address.
NAMES = {f"{settings.MAIL_SERVICE}_tracking_webhook", f"{settings.MAIL_SERVICE}_webhook"}
urlpatterns = [pattern for pattern in all_services if pattern.name in NAMES]


def note_event(event: Any, **_kwargs: Any) -> None:
    mark_told(event)


tracking.connect(note_event)
