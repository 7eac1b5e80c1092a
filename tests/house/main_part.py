"""The main part of a page, line by line: its words, its forms with their fields, and where its links lead."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.house.pages import controls_of, lines_of, offers_of


def main_part(client: Client, place: str, called: Iterable[Any] = ()) -> list[str]:
    """Rows that are `called` stand there by their names: no two tables share keys."""
    page: Any = client.get(place)
    main = f"<main{page.text.partition('<main')[2].partition('</main>')[0]}</main>"
    links = [f"-> {offer.address} {offer.words}" for offer in offers_of(place, main) if offer.method == "get"]
    said = [*lines_of(HttpResponse(main)), *controls_of(HttpResponse(main)), *links]
    for row in called:
        said = [line.replace(str(row.pk), f"“{row}”") for line in said]
    return [line for line in said if "csrfmiddlewaretoken" not in line and not line.startswith("Printed from")]
