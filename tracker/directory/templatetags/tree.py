"""How a tree of organisations is drawn."""

from collections.abc import Collection

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from tracker.directory.organisation_tree_rows import Branch
from tracker.kit.templatetags.kit import grouped
from tracker.lists.speed_tricks import cached_fragment

register = template.Library()


@register.simple_tag
def branch_of(branch: Branch, role: str, open_: bool, found: Collection[int] | None) -> SafeString:
    """One of them: a template for each of some hundreds would be slow."""
    of = branch.organisation
    fixed = {
        "role": role,
        "open": bool(open_),
        "is_aside": bool(found) and of.pk not in (found or ()),
        "is_restricted": of.is_restricted,
        "has_short_name": bool(of.short_name),
        "has_count": bool(branch.count),
        "has_parts": bool(branch.parts),
        "is_folded": branch.is_folded,
    }
    words = {"name": of.name, "short_name": of.short_name, "count": grouped(branch.count)}
    said = {"count_words": _count_words(branch), "parts_words": _parts_words(branch)}
    return cached_fragment("directory/branch.html", of.pk, {**words, **said}, **fixed)


def _count_words(branch: Branch) -> str:
    if not branch.count:
        return ""
    words = ngettext("%(number)s active follow-up: %(name)s", "%(number)s active follow-ups: %(name)s", branch.count)
    return words % {"number": grouped(branch.count), "name": branch.organisation.name}


def _parts_words(branch: Branch) -> str:
    if not branch.parts:
        return ""
    words = ngettext("%(number)s part of %(name)s", "%(number)s parts of %(name)s", branch.parts)
    return words % {"number": grouped(branch.parts), "name": branch.organisation.name}
