"""What the admin site calls this package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailAnswersConfig(AppConfig):
    name = "tracker.mail_answers"
    verbose_name = _("Answers from mails")
