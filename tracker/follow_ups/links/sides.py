"""A link as it is said from either side: one is blocked by the other, and that one blocks it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, TextChoices
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp, Link, LinkKind
from tracker.history.models import Entry
from tracker.history.wording.words_of_entry import NOTHING, FieldChange, verb_label

MOST = 200


class Side(TextChoices):
    """What a follow-up is to the other one."""

    BLOCKED_BY = "blocked_by", _("Blocked by")
    BLOCKS = "blocks", _("Blocks")
    SAME = "same", _("Same as")
    FOLLOWS = "follows", _("Follows from")
    LED_TO = "led_to", _("Led to")


# Said from the second of the two.
FROM_SECOND = {LinkKind.BLOCKED_BY: Side.BLOCKS, LinkKind.SAME: Side.SAME, LinkKind.FOLLOWS: Side.LED_TO}
KINDS = {side: kind for kind, side in FROM_SECOND.items()}


@dataclass(frozen=True, slots=True)
class Linked:
    """A link as the page of one of the two says it."""

    link: Link
    side: Side
    other: FollowUp


def link(follow_up: FollowUp, side: str, other: FollowUp, *, by: User) -> tuple[Link, Entry | None]:
    """`Link.make`, said from `follow_up`."""
    if kind := KINDS.get(Side(side)) if side != Side.SAME else None:
        return Link.make(kind, other, follow_up, by=by)
    return Link.make(LinkKind(side), follow_up, other, by=by)


def linked_to(follow_up: FollowUp, user: User) -> Sequence[Linked]:
    """What it is linked to, as far as `user` sees it, in the order of the sides."""
    return standing(known_links(follow_up, user))


def known_links(follow_up: FollowUp, user: User) -> Sequence[Linked]:
    """What it is linked to and was, before it was taken off; of either side only for who sees both."""
    found = Link.objects.known_to(user).of(follow_up).order_by(F("removed_at").desc(nulls_first=True), "pk")
    return [_seen_from(follow_up, each) for each in found[:MOST]]


def standing(known: Sequence[Linked]) -> Sequence[Linked]:
    """Those that were not taken off, in the order of the sides."""
    order = [*Side]
    there = [each for each in known if not each.link.is_removed]
    return sorted(there, key=lambda each: (order.index(each.side), each.link.pk))


def history_of_links(known: Sequence[Linked], user: User) -> list[tuple[Entry, str, list[FieldChange]]]:
    """What was linked and taken off, told as the history of the one."""
    links = {each.link.pk: each for each in known}
    if not links:
        return []
    entries = Entry.objects.about(Link).filter(object_id__in=links).readable_by(user).select_related("by")
    return [(entry, verb_label(entry), [_told(entry, links[entry.object_id])]) for entry in entries]


def _told(entry: Entry, linked: Linked) -> FieldChange:
    name = f"{linked.other.reference} {linked.other.title}"
    before, after = (name, NOTHING) if entry.verb == "unlinked" else (NOTHING, name)
    return FieldChange(str(linked.side.label), before, after)


def _seen_from(follow_up: FollowUp, found: Link) -> Linked:
    is_first = found.first_id == follow_up.pk
    side = Side(found.kind) if is_first else FROM_SECOND[LinkKind(found.kind)]
    return Linked(found, side, found.other_than(follow_up))
