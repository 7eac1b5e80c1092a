"""What each person must find no trace of."""

from html import unescape

from django.apps import apps

from proof.browser import Answer
from proof.crawl.requests import WHO
from tracker.accounts.models import User
from tracker.directory.models import Person

# Whose titles tell what is in them.
NOUNS = ("meetings.Meeting", "follow_ups.FollowUp", "follow_ups.Activity")
# Shorter ones may be anybody's words.
LONG_ENOUGH = 12


def titles_hidden_from(who: str) -> set[str]:
    """Of a stranger: all titles, and all names."""
    user = User.objects.filter(email=f"{who}@suivi.example").first()
    hidden, seen = set[str](), set[str]()
    for name in NOUNS:
        rows = apps.get_model(name).objects
        hidden |= set((rows.hidden_from(user) if user else rows).values_list("title", flat=True))
        seen |= set(rows.visible_to(user).values_list("title", flat=True)) if user else set()
    if not user:
        hidden |= set(Person.objects.values_list("name", flat=True))
    return {title for title in hidden - seen if len(title) >= LONG_ENOUGH}


class Hidden:
    """Remembers what was hidden at the start: what the crawl itself opens meanwhile is looked up anew."""

    def __init__(self) -> None:
        self.titles = {who: titles_hidden_from(who) for who in WHO}

    def shown(self, who: str, answer: Answer) -> list[str]:
        text = unescape(answer.text)
        found = [title for title in self.titles[who] if title in text]
        return [title for title in found if title in titles_hidden_from(who)] if found else []
