"""The addresses of the directory, but for the pages that show follow-ups: those stand in `tracker.urls`."""

from django.urls import path

from tracker.directory.views import offers, opening, organisations, people

app_name = "directory"
urlpatterns = [
    path("new/", organisations.new, name="organisation_new"),
    path("<int:pk>/edit/", organisations.edit, name="organisation_edit"),
    path("<int:pk>/open/", opening.organisation, name="organisation_open"),
    path("people/new/", people.new, name="person_new"),
    path("people/<int:pk>/edit/", people.edit, name="person_edit"),
    path("people/<int:pk>/open/", opening.person, name="person_open"),
    path("people/<int:pk>/posts/new/", people.post_new, name="appointment_new"),
    path("posts/<int:pk>/edit/", people.post_edit, name="appointment_edit"),
    path("offers/organisations/", offers.organisations, name="organisation_offers"),
    path("offers/units/", offers.units, name="unit_offers"),
    path("offers/people/", offers.persons, name="person_offers"),
]
