"""Every address, by noun. A page that shows several nouns stands in `pages`, under the address of its own noun."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

import tracker.agendas.urls as agenda_urls
import tracker.directory.urls as directory_urls
import tracker.follow_ups.urls as follow_up_urls
import tracker.mandates.urls as mandate_urls
import tracker.meetings.urls as meeting_urls
import tracker.pledges.urls as pledge_urls
import tracker.records.urls as record_urls
import tracker.suggestions.urls as suggestion_urls
from tracker.directory.views.invite import invite_colleague, invited
from tracker.directory.views.who_am_i import who_am_i
from tracker.pages.urls import (
    agenda_pages,
    follow_up_pages,
    mandate_pages,
    meeting_pages,
    partner_pages,
    pledge_pages,
    reading_pages,
    record_pages,
)

handler400 = "tracker.kit.middleware.readable_posts.refused"
handler500 = "tracker.health.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tracker.pages.urls")),
    path("account/", include("tracker.accounts.urls")),
    path("invite/", invite_colleague, name="invite"),
    path("invite/<int:pk>/", invited, name="invited"),
    path("who-am-i/", who_am_i, name="who_am_i"),
    path("", include(([*follow_up_pages, *follow_up_urls.urlpatterns], "follow_ups"))),
    path("", include("tracker.change_requests.urls")),
    path("", include("tracker.invitations.urls")),
    path("", include("tracker.needs.urls")),
    path("", include("tracker.notes.urls")),
    path("imports/", include("tracker.imports.urls")),
    path("exports/", include("tracker.exports.urls")),
    path("files/", include("tracker.files.urls")),
    path("", include(([*record_pages, *record_urls.urlpatterns], "records"))),
    path("", include(([*reading_pages, *suggestion_urls.urlpatterns], "suggestions"))),
    path("meetings/", include(([*meeting_pages, *meeting_urls.urlpatterns], "meetings"))),
    path("meetings/", include(([*agenda_pages, *agenda_urls.urlpatterns], "agendas"))),
    path("partners/", include(([*partner_pages, *directory_urls.urlpatterns], "directory"))),
    path("mandates/activities/", include("tracker.activities.urls")),
    path("mandates/", include("tracker.implementation.urls")),
    path("mandates/", include(([*mandate_pages, *mandate_urls.urlpatterns], "mandates"))),
    path("", include("tracker.briefings.urls")),
    path("", include("tracker.circulation.urls")),
    path("", include("tracker.calendar_mails.urls")),
    path("", include("tracker.commitments.urls")),
    path("", include("tracker.partner_links.urls")),
    path("", include("tracker.notifications.urls")),
    path("", include("tracker.mail_answers.urls")),
    path("", include("tracker.owner_mails.urls")),
    path("from-mail/", include("tracker.incoming_mail.urls")),
    path("tags/", include("tracker.tags.urls")),
    path("pledges/", include(([*pledge_pages, *pledge_urls.urlpatterns], "pledges"))),
    path("", include("tracker.health.urls")),
    path("privacy/", include("tracker.privacy.urls")),
    path("", include("tracker.demo.urls")),
    path("reports/", include("tracker.reports.urls")),
    path("admin/", admin.site.urls),
]
# Nobody else may say that an address takes no mail.
if settings.ANYMAIL.get("WEBHOOK_SECRET"):
    urlpatterns.append(path("anymail/", include("tracker.background.anymail_urls")))
