"""Who they are and since when, and for which meeting a note is made."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tracker.briefings.asked import Asked
from tracker.briefings.briefing import Fact, names_of
from tracker.briefings.gather.around import Met
from tracker.briefings.gather.gathered import Gathered
from tracker.directory.left import say_person
from tracker.directory.models import Appointment, Organisation
from tracker.kit.countries import COUNTRIES
from tracker.kit.date_formats import format_date, format_date_with_weekday
from tracker.kit.text import shorten
from tracker.meetings.models import Meeting

LONGEST_ABOUT = 500


def facts(found: Gathered) -> tuple[Fact, ...]:
    return tuple(fact for fact in (*_organisation(found.asked), *_posts(found), _met(found.met)) if fact.words)


def _organisation(asked: Asked) -> Iterator[Fact]:
    partner = asked.partner
    keys = [each.pk for each in partner.ancestors()]
    known = asked.seen(Organisation).in_bulk(keys)
    above = next((known[key] for key in reversed(keys) if key in known), None)
    words = partner.full_name
    if above:
        words = _("%(name)s, part of %(above)s") % {"name": words, "above": above.full_name}
    yield Fact(_("Organisation"), words, names_of(partner, above))
    yield Fact(_("Country"), str(COUNTRIES.get(partner.works_in, "")))
    yield Fact(_("About"), shorten(partner.about, LONGEST_ABOUT))


def _posts(found: Gathered) -> Iterator[Fact]:
    for post in found.posts.rows:
        yield Fact(post.title or _("Post"), _held(post, found.asked.partner), names_of(post.person, post.organisation))
    if more := found.posts.count - len(found.posts.rows):
        yield Fact(_("Others"), _("and %(number)s more") % {"number": more})


def _held(post: Appointment, partner: Organisation) -> str:
    where = "" if post.organisation_id == partner.pk else str(post.organisation)
    since = _("since %(day)s") % {"day": format_date(post.since)} if post.since else ""
    return ", ".join(filter(None, (say_person(post, "person"), where, since)))


def _met(met: Met) -> Fact:
    if not met.first:
        return Fact(_("Met"), _("No meeting with them is known yet."))
    words = ngettext("%(number)s meeting since %(day)s", "%(number)s meetings since %(day)s", met.count)
    return Fact(_("Met"), words % {"number": met.count, "day": format_date(met.first)})


def occasion(meeting: Meeting | None, today: date) -> str:
    """Such as "For the meeting of Friday 15 January 2027, 10:00, Brussels: Annual talks. With Claire Dubois"."""
    if meeting is None:
        return _("As things stand on %(day)s.") % {"day": format_date_with_weekday(today, get_language() or "en")}
    day = format_date_with_weekday(meeting.held_on, get_language() or "en")
    at = f"{meeting.starts_at:%H:%M}" if meeting.starts_at else ""
    when = ", ".join(filter(None, (day, at, meeting.place)))
    words = _("For the meeting of %(when)s: %(title)s.") % {"when": when, "title": meeting}
    people = ", ".join(each.said for each in meeting.participations.with_names())
    return " ".join([words, *([_("With %(people)s.") % {"people": people}] if people else [])])
