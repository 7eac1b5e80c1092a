"""The addresses under a mandate that show follow-ups and activities: they stand under mandates, on this floor."""

from django.urls import path

from tracker.follow_ups.views import activities, activity_deeds, export, mandate, report

of_mandates = [
    path("<int:pk>/", mandate.mandate_page, name="mandate"),
    path("<int:pk>/report/", report.report_page, name="report"),
    path("<int:pk>/report/document/", report.report_document, name="report_document"),
    path("activities/", activities.activities, name="activities"),
    path("activities/export/<slug:form>/", export.activities, name="activities_export"),
    path("activities/new/", activity_deeds.new, name="activity_new"),
    path("activities/<int:pk>/", activities.activity_page, name="activity"),
    path("activities/<int:pk>/edit/", activity_deeds.edit, name="activity_edit"),
    path("activities/<int:pk>/remove/", activity_deeds.remove, name="activity_remove"),
    path("activities/<int:pk>/restore/", activity_deeds.restore, name="activity_restore"),
    path("activities/<int:pk>/undo/<int:entry>/", activity_deeds.undo, name="activity_undo"),
]
