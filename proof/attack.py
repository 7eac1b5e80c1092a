"""The attack itself: bursts, then the crawl, on one house of the demo as it runs for real."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from django.db import connection

from proof.browser import Answer, Browser
from proof.bursts.burst import People, Result, bursts
from proof.crawl.addresses import explore
from proof.crawl.crawl import Found, crawl, where_all_begins
from proof.crawl.requests import Wish
from proof.house import come_in, eight, house, traces_in
from proof.report import Figures
from tracker.demo.cast import PASSWORD

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def attack(folder: Path, requests: int, rounds: int, seed: int) -> Figures:
    """Prints the figures as they come. NotEmpty when the database is not."""
    with house(folder) as port:
        pressed = []
        for result in bursts(signed_in(port), rounds):
            pressed.append(result)
            print(line(result), flush=True)
        found = crawled(port, requests, seed)
        figures = Figures(NAMES[connection.vendor], pressed, found, 0)
    return replace(figures, traces=traces_in(folder))


def signed_in(port: int) -> People:
    people = [(user, Browser(port)) for user in eight()]
    for user, browser in people:
        if browser.sign_in(user.email, PASSWORD).status != 302:
            raise ValueError(f"{user} cannot sign in.")
    return people


def crawled(port: int, requests: int, seed: int) -> Found:
    addresses = explore(Browser(port, dict(come_in("jonas"))).get, where_all_begins())

    def send(wish: Wish, cookies: Mapping[str, str]) -> Answer:
        return Browser(port, dict(cookies)).ask(wish.method, wish.path, wish.body, wish.headers)

    return crawl(send, come_in, addresses, requests, seed)


def line(result: Result) -> str:
    told = f" {'; '.join(result.told)}" if result.told else ""
    return f"{result.name}: {result.posts} posts, {result.errors} 5xx, {result.lost} lost, {result.twice} twice{told}"
