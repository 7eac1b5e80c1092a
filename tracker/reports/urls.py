"""The addresses of reports."""

from django.urls import path

from tracker.reports import mailing_views, views

app_name = "reports"
urlpatterns = [
    path("", views.report_page, name="report"),
    path("export/<slug:form>/", views.export, name="export"),
    path("mailed/", mailing_views.mailings, name="mailed"),
    path("mailed/new/", mailing_views.new, name="mailed_new"),
    path("mailed/<int:pk>/", mailing_views.mailing_page, name="mailing"),
    path("mailed/<int:pk>/edit/", mailing_views.edit, name="mailed_edit"),
    path("mailed/<int:pk>/pause/", mailing_views.pause, name="mailed_pause"),
    path("mailed/<int:pk>/resume/", mailing_views.resume, name="mailed_resume"),
    path("mailed/<int:pk>/remove/", mailing_views.remove, name="mailed_remove"),
    path("mailed/<int:pk>/restore/", mailing_views.restore, name="mailed_restore"),
    path("mailed/<int:pk>/now/", mailing_views.send_now, name="mailed_now"),
]
