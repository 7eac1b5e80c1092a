"""What the log tells of a request that Django refused."""

from logging import LogRecord


def brief(record: LogRecord) -> bool:
    """A filter: of a refusal one line, such as for a host that is not in ALLOWED_HOSTS, without the code that refused.

    Anybody may send such requests, and thirty lines for each would soon fill the log.
    """
    if record.name.startswith("django.security"):
        record.exc_info = record.exc_text = None
    return True
