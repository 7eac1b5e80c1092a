"""The addresses of the directory, but for the pages that show follow-ups: those stand in `tracker.urls`."""

from django.urls import path

from tracker.directory.absences import views as absences
from tracker.directory.merging import undo_views
from tracker.directory.merging import views as merging
from tracker.directory.views import declassify, organisation_edit, people, person_edit, suggestions

app_name = "directory"
urlpatterns = [
    path("new/", organisation_edit.new, name="organisation_new"),
    path("<int:pk>/edit/", organisation_edit.edit, name="organisation_edit"),
    path("<int:pk>/undo/<int:entry>/", organisation_edit.undo, name="organisation_undo"),
    path("<int:pk>/open/", declassify.organisation, name="organisation_open"),
    path("<int:pk>/merge/", merging.organisation, name="organisation_merge"),
    path("<int:pk>/merge/<int:other>/", merging.organisation_into, name="organisation_merge_into"),
    path("<int:pk>/merge/<int:other>/apart/", merging.organisation_apart, name="organisation_apart"),
    path("people/", people.people, name="people"),
    path("people/export/<slug:form>/", people.export, name="people_export"),
    path("people/new/", person_edit.new, name="person_new"),
    path("people/<int:pk>/edit/", person_edit.edit, name="person_edit"),
    path("people/<int:pk>/undo/<int:entry>/", person_edit.undo, name="person_undo"),
    path("people/<int:pk>/away/", absences.away, name="person_away"),
    path("people/<int:pk>/mail-arrives/", person_edit.mail_arrives, name="mail_arrives"),
    path("people/<int:pk>/open/", declassify.person, name="person_open"),
    path("people/<int:pk>/merge/", merging.person, name="person_merge"),
    path("people/<int:pk>/merge/<int:other>/", merging.person_into, name="person_merge_into"),
    path("people/<int:pk>/merge/<int:other>/apart/", merging.person_apart, name="person_apart"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("merges/<int:pk>/undo/", undo_views.undo, name="merge_undo"),
    path("apart/<int:pk>/undo/", undo_views.ask_again, name="apart_undo"),
    path("people/<int:pk>/posts/new/", person_edit.post_new, name="appointment_new"),
    path("posts/<int:pk>/edit/", person_edit.post_edit, name="appointment_edit"),
    path("offers/organisations/", suggestions.organisations, name="organisation_suggestions"),
    path("offers/units/", suggestions.units, name="unit_suggestions"),
    path("offers/people/", suggestions.persons, name="person_suggestions"),
]
