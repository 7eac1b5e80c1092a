"""Every address, by noun. A page stands in the package of the highest noun it shows, under the noun it is about."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

import tracker.directory.urls as directory_urls
import tracker.mandates.urls as mandate_urls
import tracker.meetings.urls as meeting_urls
import tracker.pledges.urls as pledge_urls
import tracker.records.urls as record_urls
from tracker.directory.invite_views import invite_colleague
from tracker.follow_ups.mandate_urls import of_mandates
from tracker.follow_ups.views import export, hand_over, partner, pledge, unlock
from tracker.follow_ups.views.calendar import calendar
from tracker.follow_ups.views.desk import my_desk
from tracker.follow_ups.views.feed import calendar_feed
from tracker.follow_ups.views.find import find
from tracker.follow_ups.views.meeting import meeting_page
from tracker.kit.views import keys, read_date

# The pages of these nouns show follow-ups, so that they stand on a higher floor than the nouns.
partner_addresses = [
    path("", partner.partners, name="partners"),
    path("export/<slug:form>/", export.partners, name="partners_export"),
    path("<int:pk>/", partner.organisation_page, name="organisation"),
    path("people/<int:pk>/", partner.person_page, name="person"),
    path("people/<int:pk>/hand-over/", hand_over.hand_over, name="hand_over"),
    path("people/<int:pk>/hand-over/note/", hand_over.note, name="hand_over_note"),
    path("people/<int:pk>/hand-over/<int:entry>/", hand_over.handed, name="handed_over"),
    path("people/<int:pk>/hand-over/<int:entry>/undo/", hand_over.undo, name="hand_over_undo"),
    *directory_urls.urlpatterns,
]
mandate_addresses = [*of_mandates, *mandate_urls.urlpatterns]

pledge_addresses = [
    path("unlock/", unlock.unlock_page, name="unlock"),
    path("unlock/export/", unlock.export, name="unlock_export"),
    path("unlock/save/", unlock.save, name="unlock_save"),
    path("<int:pk>/", pledge.pledge_page, name="pledge"),
    path("<int:pk>/to/<slug:stage>/", pledge.move, name="move"),
    path("<int:pk>/edit/", pledge.edit, name="edit"),
    path("<int:pk>/remove/", pledge.remove, name="remove"),
    path("<int:pk>/restore/", pledge.restore, name="restore"),
    path("<int:pk>/undo/<int:entry>/", pledge.undo, name="undo"),
    *pledge_urls.urlpatterns,
]

meeting_addresses = [
    path("<int:pk>/", meeting_page, name="meeting"),
    *record_urls.of_meetings,
    *meeting_urls.urlpatterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", my_desk, name="desk"),
    path("find/", find, name="find"),
    path("calendar/", calendar, name="calendar"),
    path("calendar/feed/<str:token>.ics", calendar_feed, name="calendar_feed"),
    path("account/", include("tracker.accounts.urls")),
    path("invite/", invite_colleague, name="invite"),
    path("keys/", keys, name="keys"),
    path("read-date/", read_date, name="read_date"),
    path("follow-ups/", include("tracker.follow_ups.urls")),
    path("imports/", include("tracker.capture.urls")),
    path("exports/", include("tracker.exports.urls")),
    path("meetings/", include((meeting_addresses, "meetings"))),
    path("records/", include("tracker.records.urls")),
    path("partners/", include((partner_addresses, "directory"))),
    path("mandates/", include((mandate_addresses, "mandates"))),
    path("pledges/", include((pledge_addresses, "pledges"))),
    path("reports/", include("tracker.reports.urls")),
    path("admin/", admin.site.urls),
]
