"""The addresses of mail that came in: of one's own drafts, and of the quarantine. One address for one action."""

from django.urls import path

from tracker.incoming_mail.views import drafts, quarantine

app_name = "incoming_mail"
urlpatterns = [
    path("", drafts.drafts, name="drafts"),
    path("quarantine/", quarantine.quarantine, name="quarantine"),
    path("quarantine/<int:pk>/let-in/", quarantine.let_mail_in, name="let_in"),
    path("quarantine/<int:pk>/throw-away/", quarantine.throw_away, name="mail_throw_away"),
    path("quarantine/<int:pk>/restore/", quarantine.restore, name="mail_restore"),
    path("quarantine/<int:pk>/source/", quarantine.source, name="source"),
    path("<int:pk>/", drafts.draft, name="draft"),
    path("<int:pk>/follow-up/", drafts.follow_up, name="follow_up"),
    path("<int:pk>/record/", drafts.record, name="record"),
    path("<int:pk>/throw-away/", drafts.throw_away, name="throw_away"),
    path("<int:pk>/restore/", drafts.restore, name="restore"),
    path("files/<int:pk>/", drafts.file, name="file"),
]
