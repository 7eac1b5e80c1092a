"""How a line of the log reads: for people, or for a program that collects them."""

import json
import logging
from datetime import UTC, datetime
from logging import LogRecord

from tracker.setup.watch.request_id import request_id


def with_request_id(record: LogRecord) -> bool:
    """A filter that lets everything through, and notes of which request it is."""
    record.request_id = request_id()
    return True


def time_of(record: LogRecord) -> str:
    """With the offset of the house's own time, so that machines that stand elsewhere are compared."""
    return datetime.fromtimestamp(record.created, tz=UTC).astimezone().isoformat(timespec="milliseconds")


class TextLines(logging.Formatter):
    """Such as `2026-11-30T09:05:01.250+01:00 ERROR tracker.requests [5f0c2a9d01b7e3c4] …`."""

    def formatMessage(self, record: LogRecord) -> str:  # noqa: N802
        name = getattr(record, "request_id", "")
        mark = f" [{name}]" if name else ""
        return f"{time_of(record)} {record.levelname} {record.name}{mark} {record.message}"


class JsonLines(logging.Formatter):
    """One object a line; what a line tells as numbers stands beside its words (`told`)."""

    def format(self, record: LogRecord) -> str:
        line = {
            "time": time_of(record),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_id", ""),
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def formatter(form: str) -> logging.Formatter:
    """By the setting LOG_FORMAT: text or json."""
    return JsonLines() if form == "json" else TextLines()
