"""Whom the words of a suggestion mean: somebody of the directory, a unit of ours, a partner; or nobody known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.choices import OwedBy
from tracker.reading.known import known_in
from tracker.reading.results import Known
from tracker.reading.spans import plain
from tracker.records.names_in_text import Named, named_in_text

_ARTICLE = re.compile(r"(?:the|le|la|les)\s+|l['’]|@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Owner:
    """`words` are those of the text. A wrong owner is worse than none: of whom nobody knows only the words are told."""

    words: str = ""
    person: Person | None = None
    organisation: Organisation | None = None

    @property
    def unit(self) -> Organisation | None:
        return self.organisation if self.organisation and self.organisation.is_ours else None

    @property
    def partner(self) -> Organisation | None:
        return self.organisation if self.organisation and not self.organisation.is_ours else None

    @property
    def owed_by(self) -> OwedBy | None:
        if self.organisation is None:
            return None
        return OwedBy.US if self.organisation.is_ours else OwedBy.PARTNER

    @property
    def is_new(self) -> bool:
        """Whether nobody of the house's directory is meant."""
        return bool(self.words) and self.person is None and self.organisation is None


def owners_of(said: Iterable[str], user: User) -> dict[str, Owner]:
    """By what is said of them. Looks for all at once, and only among those whom `user` may know."""
    words = list(dict.fromkeys(filter(None, said)))
    named = named_in_text("\n".join(f"{each}." for each in words), user)
    known = list(_known(named))
    return {each: _owner(each, known, named) for each in words}


def _known(named: Named) -> Iterable[Known]:
    for person in named.people:
        yield Known(f"p{person.pk}", person.name, "person")
        yield Known(f"p{person.pk}", person.name.split()[-1], "person")
    for organisation in named.organisations:
        yield Known(f"o{organisation.pk}", organisation.name)
        if organisation.short_name:
            yield Known(f"o{organisation.pk}", organisation.short_name)


def _owner(words: str, known: list[Known], named: Named) -> Owner:
    """The first person that the words name, else the first organisation."""
    keys = [one.key for one, _span in known_in(plain(words), known)]
    people = {f"p{person.pk}": person for person in named.people}
    organisations = {f"o{each.pk}": each for each in named.organisations}
    shown = _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words
    if person := next((people[key] for key in keys if key in people), None):
        posts = [post.organisation for post in named.posts if post.person_id == person.pk]
        return Owner(shown, person, posts[0] if len(set(posts)) == 1 else None)
    return Owner(shown, None, next((organisations[key] for key in keys if key in organisations), None))
