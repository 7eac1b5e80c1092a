"""What the admin site calls this package, and its work in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailAnswersConfig(AppConfig):
    name = "tracker.mail_answers"
    verbose_name = _("Answers from mails")
    periodic = ("tracker.mail_answers.tasks.FORGET",)
    work = {"tracker.mail_answers.tasks.forget_links": _("Forget the links of old mails")}
