"""What every command that serves is told, and what it does before."""

from argparse import ArgumentParser

from django.conf import settings

from tracker.setup.serving.listening import how_many, port_number
from tracker.setup.serving.web import Size


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to serve on (127.0.0.1)")
    parser.add_argument("--port", type=port_number, default=8000, help="the port to serve on (8000)")
    parser.add_argument(
        "--workers", type=how_many, default=settings.WEB_WORKERS, help="processes that answer (WEB_WORKERS, or 2)"
    )
    parser.add_argument(
        "--threads",
        type=how_many,
        default=settings.WEB_THREADS,
        help="how many each of them answers at once (WEB_THREADS, or as many as suit the database)",
    )


def size_of(options: dict[str, int]) -> Size:
    return Size(options["workers"], options["threads"])
