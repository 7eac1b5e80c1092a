"""The posts of a person as one value, as history knows them: where, what, from when to when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.history.stored_values import Difference, whole

WORDS = ("organisation", "title", "since", "until")


@dataclass(frozen=True, slots=True)
class Post:
    organisation: Any
    title: str
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, row: Any) -> "Post":
        return cls(*(getattr(row, name) for name in WORDS))

    @property
    def pk(self) -> str:
        """What history knows it by: with another title or other dates it is another value."""
        return f"{self.organisation.pk} {self.since or '-'} {self.until or '-'} {self.title}"

    def __str__(self) -> str:
        """In one line, with its dates in figures, so that it reads the same in every language. It may have no title."""
        days = [day.isoformat() if day else "…" for day in (self.since, self.until)]
        dates = [" – ".join(days)] if self.since or self.until else []
        return ", ".join(filter(None, [self.title, self.organisation.full_name, *dates]))


def read_posts(person: Any) -> list[Post]:
    return list(dict.fromkeys(Post.of(row) for row in person.appointments.select_related("organisation")))


def write_posts(person: Any, posts: Iterable[Post]) -> None:
    """Let exactly these be the posts of the person: a row that says another one now stays the same row."""
    rows = {Post.of(row).pk: row for row in person.appointments.select_related("organisation")}
    wanted = {post.pk: post for post in posts}
    gone = [row for key, row in rows.items() if key not in wanted]
    for post in (post for key, post in wanted.items() if key not in rows):
        row = gone.pop() if gone else person.appointments.model(person=person)
        for name in WORDS:
            setattr(row, name, getattr(post, name))
        row.save()
    for row in gone:
        row.delete()


def difference(before: list[Post], after: list[Post]) -> Difference:
    """The posts that went and those that came, as an entry stores them: the others are not worth reading again."""
    gone, come = [each for each in before if each not in after], [each for each in after if each not in before]
    return whole(gone, come)


def posts_again(person: Any, change: dict[str, Any]) -> list[Post]:
    """The posts without those that came with the change, and with those that went. ValidationError if it cannot be."""
    now = {post.pk: post for post in read_posts(person)}
    if not now.keys() >= set(change["to"]):
        raise ValidationError(_("These posts have changed since, so they stay as they are."))
    stayed = [post for key, post in now.items() if key not in change["to"]]
    return stayed + [_read_back(person, each) for each in change["from"]]


def _read_back(person: Any, stored: str) -> Post:
    key, since, until, title = stored.split(" ", 3)
    organisations = person.appointments.model._meta.get_field("organisation").related_model._base_manager
    days = (None if day == "-" else date.fromisoformat(day) for day in (since, until))
    # Of two that were merged since, the one that stands for both.
    return Post(organisations.get(pk=key).survivor, title, *days)


def organisations_of(stored: Any) -> list[int]:
    """The keys of the organisations in what an entry stores."""
    return [int(each.split(" ")[0]) for each in stored or []]
