"""Every route of the product is asked for: by a key that fits it, or as its own pages lead there."""

from random import Random

from django.urls import reverse

from proof.crawl.addresses import filled, route_of, routes


def test_every_route_is_reached_by_some_key() -> None:
    dice = Random(1)
    unreached = [route for route in routes() if not any(route_of(filled(route, dice)) == route for _ in range(300))]
    # Its key is one of few words, which the pages of the admin site name.
    assert unreached == [route_of(reverse("admin:app_list", args=["accounts"]))]
