"""The addresses of series, among those of meetings. The page of one stands on a floor above."""

from django.urls import path

from tracker.meetings.series import views

urlpatterns = [
    path("series/", views.series_list, name="series_list"),
    path("series/export/<slug:form>/", views.export, name="series_export"),
    path("series/offers/", views.offers, name="series_suggestions"),
    path("series/said/", views.said, name="series_said"),
    path("series/new/", views.new, name="series_new"),
    path("series/<int:pk>/edit/", views.edit, name="series_edit"),
    path("series/<int:pk>/end/", views.end, name="series_end"),
    path("series/<int:pk>/remove/", views.remove, name="series_remove"),
    path("series/<int:pk>/restore/", views.restore, name="series_restore"),
    path("series/<int:pk>/undo/<int:entry>/", views.undo, name="series_undo"),
]
