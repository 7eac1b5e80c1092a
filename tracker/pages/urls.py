"""The addresses of the pages that show several nouns: those of no noun, and by noun those under its own address."""

from django.urls import path

from tracker.pages import follow_up, follow_up_list, leavers, mandate, meeting, partner, partners, person, pledge
from tracker.pages.calendar import calendar
from tracker.pages.calendar_feed import calendar_feed
from tracker.pages.date_preview import read_date
from tracker.pages.desk import mark_seen, my_desk
from tracker.pages.find import find
from tracker.pages.first_steps import hide_first_steps, test_mail
from tracker.pages.guide.page import guide, guide_chapter
from tracker.pages.keyboard_shortcuts import keys
from tracker.pages.meetings import log
from tracker.pages.meetings.agenda import agenda_page
from tracker.pages.meetings.records import records_page
from tracker.pages.meetings.run import page as run
from tracker.pages.meetings.series import series_page
from tracker.pages.palette.page import palette
from tracker.pages.record_reading.page import read_page
from tracker.pages.timeline.page import timeline

urlpatterns = [
    path("", my_desk, name="desk"),
    path("seen/", mark_seen, name="desk_seen"),
    path("first-steps/hide/", hide_first_steps, name="first_steps_hide"),
    path("first-steps/test-mail/", test_mail, name="test_mail"),
    path("find/", find, name="find"),
    path("palette/", palette, name="palette"),
    path("calendar/", calendar, name="calendar"),
    path("calendar/feed/<str:token>.ics", calendar_feed, name="calendar_feed"),
    path("keys/", keys, name="keys"),
    path("help/", guide, name="guide"),
    path("help/<slug:name>/", guide_chapter, name="guide_chapter"),
    path("read-date/", read_date, name="read_date"),
]
follow_up_pages = [
    path("follow-ups/", follow_up_list.follow_ups, name="list"),
    path("follow-ups/<int:pk>/", follow_up.follow_up_page, name="follow_up"),
    path("follow-ups/<int:pk>/glance/", follow_up.glance, name="glance"),
]
reading_pages = [path("records/<int:pk>/read/", read_page, name="read")]
agenda_pages = [
    path("<int:pk>/agenda/", agenda_page, name="agenda"),
    path("<int:pk>/run/", run.run, name="run"),
    path("<int:pk>/run/<slug:at>/say/", run.say, name="run_say"),
    path("<int:pk>/run/<slug:at>/keep/", run.keep, name="run_keep"),
    path("<int:pk>/record/make/", run.make, name="record"),
    path("<int:pk>/record/back/", run.take_back, name="record_back"),
]
meeting_pages = [
    path("<int:pk>/", meeting.meeting_page, name="meeting"),
    path("series/<int:pk>/", series_page, name="series"),
]
record_pages = [
    path("meetings/<int:pk>/records/", records_page, name="side_by_side"),
    path("meetings/log/", log.log, name="log_meeting"),
    path("meetings/log/row/", log.log_row, name="log_meeting_row"),
    path("meetings/log/proposals/", log.proposals, name="log_meeting_proposals"),
    path("meetings/log/agenda/", log.agenda, name="log_meeting_agenda"),
]
partner_pages = [
    path("", partners.partners, name="partners"),
    path("export/<slug:form>/", partners.partners_export, name="partners_export"),
    path("<int:pk>/", partner.organisation_page, name="organisation"),
    path("<int:pk>/timeline/", timeline, name="timeline"),
    path("people/<int:pk>/", person.person_page, name="person"),
    path("people/left/", leavers.leavers_page, name="leavers"),
]
mandate_pages = [path("<int:pk>/", mandate.mandate_page, name="mandate")]
pledge_pages = [
    path("<int:pk>/", pledge.pledge_page, name="pledge"),
    path("<int:pk>/to/<slug:stage>/", pledge.move, name="move"),
    path("<int:pk>/edit/", pledge.edit, name="edit"),
    path("<int:pk>/remove/", pledge.remove, name="remove"),
    path("<int:pk>/restore/", pledge.restore, name="restore"),
    path("<int:pk>/undo/<int:entry>/", pledge.undo, name="undo"),
]
