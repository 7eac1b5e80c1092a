"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuggestionsConfig(AppConfig):
    name = "tracker.suggestions"
    verbose_name = _("Suggestions")
    periodic = ("tracker.suggestions.learning.tasks.LEARN",)
    # What its work in the background is called.
    work = {"tracker.suggestions.learning.tasks.learn_daily": _("Learn from what is accepted and dismissed")}
