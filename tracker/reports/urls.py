"""The addresses of reports."""

from django.urls import path

from tracker.reports import mailed_views, views

app_name = "reports"
urlpatterns = [
    path("", views.report_page, name="report"),
    path("export/<slug:form>/", views.export, name="export"),
    path("mailed/", mailed_views.mailings, name="mailed"),
    path("mailed/new/", mailed_views.new, name="mailed_new"),
    path("mailed/<int:pk>/", mailed_views.mailing_page, name="mailing"),
    path("mailed/<int:pk>/edit/", mailed_views.edit, name="mailed_edit"),
    path("mailed/<int:pk>/pause/", mailed_views.pause, name="mailed_pause"),
    path("mailed/<int:pk>/resume/", mailed_views.resume, name="mailed_resume"),
    path("mailed/<int:pk>/remove/", mailed_views.remove, name="mailed_remove"),
    path("mailed/<int:pk>/restore/", mailed_views.restore, name="mailed_restore"),
    path("mailed/<int:pk>/now/", mailed_views.send_now, name="mailed_now"),
]
