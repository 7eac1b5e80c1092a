"""What is said on the console."""

from tracker.settings.environment import env
from tracker.setup.brief_refusals import brief

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"brief": {"()": lambda: brief}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["brief"]}},
    # A page that is not there or not theirs is no fault: only what we broke is worth a line. Of work in the background
    # as well: what is done each minute would push the address and the sign-in off the screen.
    "loggers": {"django.request": {"level": "ERROR"}, "django.tasks": {"level": env.str("LOG_LEVEL", "WARNING")}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
