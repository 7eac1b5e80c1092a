"""Whom a note may mention: offered after "@" to who writes it, cut to who may see what the note is about."""

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.models import PersonQuerySet
from tracker.directory.views.suggestions import posts
from tracker.follow_ups.models import FollowUp
from tracker.kit.names.suggestions import MOST_SUGGESTIONS, Suggestion
from tracker.kit.text import fold
from tracker.notes.mentioned import with_account
from tracker.notes.who_sees import all_who_see


def names_offered(follow_up: FollowUp, words: str, user: User) -> list[Suggestion]:
    """Before a letter is typed, those who had to do with it. Of two of one name each is offered by their e-mail."""
    people = with_account(choosable_names.people(user)).exclude(account=user)
    if (few := all_who_see(follow_up)) is not None:
        people = people.filter(account__in=few)
    found = list((people.find(words) if fold(words) else _involved(people, follow_up))[:MOST_SUGGESTIONS])
    names, about = [fold(person.name) for person in found], posts(found, user)
    return [
        Suggestion(each.name if names.count(fold(each.name)) == 1 else each.account.email, about.get(each.pk, ""))
        for each in found
    ]


def _involved(people: PersonQuerySet, follow_up: FollowUp) -> PersonQuerySet:
    wrote = follow_up.history.exclude(by=None).order_by().values("by")
    found: PersonQuerySet = people.filter(account__in=wrote) | people.filter(follow_ups=follow_up)
    return found.distinct().order_by("name", "pk")
