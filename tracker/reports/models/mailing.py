"""A mailing: a view or a report that goes out by mail again and again."""

from collections.abc import Set
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.exports.sheets.response import Format
from tracker.follow_ups.models import SavedView
from tracker.history.models import Entry
from tracker.history.once import once
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked, Values
from tracker.kit.periods import Period, months_after, quarter_of, year_of
from tracker.reports.cuts import CUTS


class Frequency(models.TextChoices):
    WEEKLY = "weekly", _("Weekly")
    MONTHLY = "monthly", _("Monthly")


class ReportPeriod(models.TextChoices):
    """The period of a report, as seen from the day on which it is sent."""

    LAST_MONTH = "last_month", _("Last month")
    THIS_QUARTER = "this_quarter", _("This quarter")
    LAST_QUARTER = "last_quarter", _("Last quarter")
    THIS_YEAR = "this_year", _("This year")
    LAST_YEAR = "last_year", _("Last year")

    def seen_from(self, today: date) -> Period:
        first = today.replace(day=1)
        match self:
            case ReportPeriod.LAST_MONTH:
                return Period(months_after(first, -1), first - timedelta(days=1))
            case ReportPeriod.THIS_QUARTER:
                return quarter_of(today)
            case ReportPeriod.LAST_QUARTER:
                return quarter_of(today).before
            case ReportPeriod.THIS_YEAR:
                return year_of(today)
        return year_of(today).before


FORMATS = [
    (Format.XLSX.value, _("Excel (xlsx)")),
    (Format.CSV.value, _("Plain table (csv)")),
    (Format.DOCX.value, _("Word (docx)")),
    (Format.PDF.value, _("Paper (pdf)")),
]
# After a change of any of these only what comes next is sent.
TIMING = {"rhythm", "day", "hour", "paused_at", "removed_at"}


class MailingQuerySet(RemovableQuerySet["Mailing"]):
    def visible_to(self, user: User) -> Self:
        """Managers know of all that leaves the house, whoever set it up."""
        return self.present() if permissions.may_see_reports(user) else self.none()

    def removed_for(self, user: User) -> Self:
        return self.removed() if permissions.may_see_reports(user) else self.none()

    def running(self) -> Self:
        return self.present().filter(paused_at=None)


class Mailing(Tracked, Removable):
    """`view` or `cut`, which names a report. `day` is that of the week, Monday being 1, or that of the month.

    What it holds is what everybody may see: whoever gets it may hand it on.
    """

    name = models.CharField(_("name"), max_length=120)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("set up by"), related_name="mailings"
    )
    view = models.ForeignKey(
        SavedView, models.CASCADE, null=True, blank=True, verbose_name=_("view"), related_name="mailings"
    )
    cut = models.CharField(
        _("report by"), max_length=20, blank=True, choices=[(name, cut.label) for name, cut in CUTS.items()]
    )
    over = models.CharField(
        _("period of the report"), max_length=20, choices=ReportPeriod, default=ReportPeriod.LAST_MONTH
    )
    form = models.CharField(_("file"), max_length=4, choices=FORMATS, default=Format.XLSX.value)
    rhythm = models.CharField(_("how often"), max_length=10, choices=Frequency, default=Frequency.WEEKLY)
    day = models.PositiveSmallIntegerField(_("day"), default=1)
    hour = models.PositiveSmallIntegerField(_("hour"), default=8)
    people = models.ManyToManyField(Person, blank=True, verbose_name=_("people"), related_name="mailings")
    addresses = models.TextField(_("further e-mails"), blank=True)
    since = models.DateTimeField(_("sends what is due after"), default=timezone.now, editable=False)
    paused_at = models.DateTimeField(_("paused"), null=True, editable=False)
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailed report")
        verbose_name_plural = _("mailed reports")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["made_by", "key"], name="mailing_set_up_once"),
            models.CheckConstraint(condition=Q(view=None) ^ Q(cut=""), name="mailing_of_a_view_or_a_report"),
            models.CheckConstraint(
                condition=Q(rhythm="weekly", day__range=(1, 7)) | Q(rhythm="monthly", day__range=(1, 28)),
                name="mailing_has_its_day",
            ),
            models.CheckConstraint(condition=Q(hour__lte=23), name="mailing_has_its_hour"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:mailing", args=[self.pk])

    @classmethod
    @transaction.atomic
    def set_up(cls, *, by: User, **values: Any) -> Self:
        """A new mailing. A `key` used before gives the one it made then: a double submit mails nothing twice."""
        return once(cls, lambda: cls.add(by=by, made_by=by, **values), key=values.get("key"), maker=by, made_by=by)

    @property
    def what(self) -> str:
        """Never the name of the view, which its owner may have given for themselves alone."""
        if not self.cut:
            return gettext("A view of follow-ups")
        words = {"cut": str(CUTS[self.cut].label).lower(), "period": str(ReportPeriod(self.over).label).lower()}
        return gettext("Report by %(cut)s, %(period)s") % words

    @property
    def when(self) -> str:
        hour = f"{self.hour:02}:00"
        if self.rhythm == Frequency.WEEKLY:
            return gettext("every %(weekday)s at %(hour)s") % {"weekday": WEEKDAYS[self.day - 1], "hour": hour}
        return gettext("on day %(day)s of every month at %(hour)s") % {"day": self.day, "hour": hour}

    def slot_at(self, now: datetime) -> datetime:
        """The latest moment up to `now` at which it is sent, by the clock of this house."""
        day = timezone.localdate(now)
        back = (day.isoweekday() - self.day) % 7
        day = day - timedelta(days=back) if self.rhythm == Frequency.WEEKLY else day.replace(day=self.day)
        return self._moment(day) if self._moment(day) <= now else self._moment(self._step(day, -1))

    def next_slot(self, now: datetime) -> datetime:
        day = timezone.localdate(self.slot_at(now))
        return self._moment(self._step(day, 1))

    def _step(self, day: date, number: int) -> date:
        return day + timedelta(days=7 * number) if self.rhythm == Frequency.WEEKLY else months_after(day, number)

    def _moment(self, day: date) -> datetime:
        return datetime.combine(day, time(self.hour), timezone.get_default_timezone())

    @transaction.atomic
    def pause(self, *, by: User) -> Entry | None:
        self._lock()
        return None if self.paused_at else self.change("paused", by=by, paused_at=timezone.now())

    @transaction.atomic
    def resume(self, *, by: User) -> Entry | None:
        self._lock()
        return self.change("resumed", by=by, paused_at=None)

    @transaction.atomic
    def remove(self, *, by: User) -> Entry | None:
        self._lock()
        return super().remove(by=by)

    @transaction.atomic
    def restore(self, *, by: User) -> Entry | None:
        self._lock()
        return super().restore(by=by)

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Mailing.objects.select_for_update())

    def differences(self, values: Values) -> dict[str, dict[str, Any]]:
        """History is read by others too: it does not tell what somebody called a view."""
        found = super().differences(values)
        if "view" in found:
            names = {side: gettext("A view of follow-ups") if found["view"][side] else "" for side in ("from", "to")}
            found["view"] |= {"from_text": names["from"], "to_text": names["to"]}
        return found

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        if changed & TIMING:
            self.since = timezone.now()
            self.save(update_fields=["since"])
