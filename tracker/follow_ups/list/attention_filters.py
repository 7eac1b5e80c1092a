"""Filters for what wants to be looked at: gone quiet, watched, carried over again and again, blocked, with files."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.links.blocked import is_blocked
from tracker.follow_ups.list.asked_for import is_requested
from tracker.follow_ups.list.marked_rows import carried_at_least, has_files
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.progress.rhythm import gone_quiet
from tracker.lists.filters import TickFilter, TimesFilter
from tracker.mandates.implementing_filter import ImplementingFilter


class AttentionFilter(ImplementingFilter):
    user: User

    gone_quiet = TickFilter(label=_("Gone quiet"), method="only_gone_quiet")
    blocked = TickFilter(label=_("Blocked"), method="only_blocked")
    requested = TickFilter(label=_("With an open request"), method="only_requested")
    watched = TickFilter(label=_("Watched by me"), method="only_watched")
    carried = TimesFilter(label=_("Carried at least so often"), method="only_carried")
    with_files = TickFilter(label=_("With files"), method="only_with_files")

    def only_blocked(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.filter(is_blocked(self.user)) if value else rows

    def only_requested(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.filter(is_requested(self.user)) if value else rows

    def only_gone_quiet(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.filter(gone_quiet(timezone.localdate())) if value else rows

    def only_watched(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.filter(watches__user=self.user) if value else rows

    def only_carried(self, rows: FollowUpQuerySet, _name: str, value: int) -> FollowUpQuerySet:
        return rows.filter(carried_at_least(value, self.user))

    def only_with_files(self, rows: FollowUpQuerySet, _name: str, value: bool) -> FollowUpQuerySet:
        return rows.filter(has_files()) if value else rows
