"""What is done again and again: looking into the mailbox, and throwing away what is old."""

from datetime import timedelta

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from tracker.background.periodic_work import Periodic
from tracker.incoming_mail import mailbox, sources


@task()
def read_mailbox() -> None:
    """For a house that does not let `read_mail` wait for mails."""
    if settings.MAIL_IN_URL:
        mailbox.read(settings.MAIL_IN_URL)


@task()
def forget_sources() -> None:
    sources.throw_away_old(timezone.now())


READ = Periodic(read_mailbox, timedelta(minutes=1))
FORGET = Periodic(forget_sources, timedelta(days=1))
