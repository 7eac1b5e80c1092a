"""The addresses of what follow-ups need, and of what an offer would unlock."""

from django.urls import include, path

from tracker.needs.views import needs, unlock

app_name = "needs"
of_follow_up = [
    path("needs/new/", needs.new, name="new"),
    path("needs/<int:need>/", needs.edit, name="edit"),
    path("needs/<int:need>/remove/", needs.remove, name="remove"),
    path("needs/<int:need>/restore/", needs.restore, name="restore"),
    path("needs/<int:need>/allocate/", needs.allocate, name="allocate"),
    path("allocations/<int:allocation>/take-back/", needs.take_back, name="take_back"),
]
urlpatterns = [
    path("follow-ups/<int:pk>/", include(of_follow_up)),
    path("pledges/unlock/", unlock.unlock_page, name="unlock"),
    path("pledges/unlock/export/", unlock.export, name="unlock_export"),
    path("pledges/unlock/save/", unlock.save, name="unlock_save"),
]
