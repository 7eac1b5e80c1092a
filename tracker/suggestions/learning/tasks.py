"""Learning once a day, in the background: what is sure does not change while somebody reads."""

from datetime import timedelta

from django.tasks import task

from tracker.background.periodic_work import Periodic
from tracker.suggestions.learning.learn_here import learn_here


@task()
def learn_daily() -> None:
    learn_here()


LEARN = Periodic(learn_daily, timedelta(days=1))
