"""Where a card stands in a lane of the board, once somebody has put it there: for everybody who sees the board."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.models.follow_up import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import Status

# So many get a place at once; a board looks at no more.
MOST = 5_000


class PlaceInLane(models.Model):
    """Of two in a lane the one with the lower `at` stands first; cards that nobody put anywhere follow, by due date.

    It tells nothing of the follow-up: it is no update of it, and no history holds it. A card that moves on keeps its
    place for when it comes back; the cards between which it is put may be any, seen by whoever puts it or not.
    """

    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, verbose_name=_("follow-up"), related_name="places_in_lane", db_index=False
    )
    lane = models.CharField(_("status"), max_length=20, choices=Status)
    at = models.FloatField(_("place in its lane"))

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("place in a lane")
        verbose_name_plural = _("places in a lane")
        constraints = [models.UniqueConstraint(fields=["follow_up", "lane"], name="place_in_lane_once")]
        indexes = [models.Index(fields=["lane", "at"], name="place_in_lane_in_order")]

    def __str__(self) -> str:
        return str(self.follow_up)

    @classmethod
    def arranged(cls, rows: FollowUpQuerySet) -> FollowUpQuerySet:
        """Those of `rows` that somebody put into a place of the lane in which they are, in the order of the places."""
        return rows.filter(places_in_lane__lane=F("status")).order_by("places_in_lane__at", "id")

    @classmethod
    @transaction.atomic
    def put(cls, follow_up: FollowUp, *, beside: FollowUp, after: bool) -> None:
        """Right after or before `beside`. ValueError unless that is another card of the same lane.

        ValidationError where very many that nobody has put anywhere stand before that.
        """
        lane = follow_up.status
        if beside.status != lane or beside == follow_up:
            raise ValueError("A card is put beside another one of its lane.")
        cls._lay_out(lane, beside)
        at = cls._between(lane, follow_up, beside, after)
        if at is None:
            cls._space(lane)
            at = cls._between(lane, follow_up, beside, after)
        cls.objects.update_or_create(follow_up=follow_up, lane=lane, defaults={"at": at})

    @classmethod
    def _lay_out(cls, lane: str, last: FollowUp) -> None:
        """Give all that stand before `last`, and it, a place where they stand, so that only what is put moves."""
        if cls.objects.filter(lane=lane, follow_up=last).exists():
            return
        before = Q(due_order__lt=last.due_order) | Q(due_order=last.due_order, pk__lte=last.pk)
        placed = cls.objects.filter(lane=lane)
        without = FollowUp.objects.present().filter(before, status=lane).exclude(pk__in=placed.values("follow_up"))
        keys: list[int] = list(without.by_due().values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            raise ValidationError(_("Too many stand before it. Put what matters to the top of the lane first."))
        end = placed.aggregate(Max("at"))["at__max"] or 0
        rows = [cls(follow_up_id=key, lane=lane, at=end + number) for number, key in enumerate(keys, 1)]
        # What somebody else lays out at the same moment stands as they say.
        cls.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)

    @classmethod
    def _between(cls, lane: str, follow_up: FollowUp, beside: FollowUp, after: bool) -> float | None:
        """The middle between `beside` and what stands next to it on that side; None where no number is left there."""
        places = cls.objects.filter(lane=lane).exclude(follow_up=follow_up).select_for_update()
        here: float = places.get(follow_up=beside).at
        side = places.filter(at__gt=here).order_by("at") if after else places.filter(at__lt=here).order_by("-at")
        step = 1 if after else -1
        there: float = side[0].at if side else here + 2 * step
        middle = (here + there) / 2
        return middle if middle not in (here, there) else None

    @classmethod
    def _space(cls, lane: str) -> None:
        places = list(cls.objects.filter(lane=lane).select_for_update().order_by("at", "pk"))
        for number, place in enumerate(places, 1):
            place.at = number
        cls.objects.bulk_update(places, ["at"], batch_size=500)
