"""What a row implements, on its page of the admin site."""

from tracker.history.admin_base import ReadOnlyInline
from tracker.mandates.implementation_model import Implementation


class ImplementationInline(ReadOnlyInline):
    model = Implementation
    fields = ("mandate", "paragraph")
