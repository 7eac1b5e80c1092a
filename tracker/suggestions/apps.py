"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuggestionsConfig(AppConfig):
    name = "tracker.suggestions"
    verbose_name = _("Suggestions")
