"""What is said on the console, and how a line of it reads."""

from tracker.settings.environment import env
from tracker.setup.brief_refusals import brief
from tracker.setup.watch.log_lines import formatter, with_request_id
from tracker.setup.watch.request_lines import without_keys

LOG_LEVEL = env.one_of("LOG_LEVEL", "WARNING", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# For people, or an object a line for a program that collects them: text or json.
LOG_FORMAT = env.one_of("LOG_FORMAT", "text", "text", "json")
# A line for each request, with its status and milliseconds.
LOG_REQUESTS = env.bool("LOG_REQUESTS", False)
# Requests and queries that take so long are told; 0: none is.
LOG_SLOW_MS = env.int("LOG_SLOW_MS", 0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "brief": {"()": lambda: brief},
        "keys": {"()": lambda: without_keys},
        "request": {"()": lambda: with_request_id},
    },
    "formatters": {"line": {"()": lambda: formatter(LOG_FORMAT)}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["brief", "keys", "request"], "formatter": "line"}
    },
    # A page that is not there is no fault: worth a line is what we broke, and what was refused (`tracker.requests`).
    # Of work in the background as well: what is done each minute would push the address and the sign-in off the
    # screen.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.tasks": {"level": LOG_LEVEL},
        "tracker.requests": {"level": "INFO" if LOG_REQUESTS else "WARNING"},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
