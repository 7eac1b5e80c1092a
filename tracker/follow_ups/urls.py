"""The addresses of follow-ups. One address for one deed."""

from django.urls import path

from tracker.follow_ups.views import event, export, follow_up, listing, log, moves, needs, steps

app_name = "follow_ups"
urlpatterns = [
    path("", listing.follow_ups, name="list"),
    path("export/<slug:form>/", export.export, name="export"),
    path("removed/", listing.removed, name="removed"),
    path("new/", log.new, name="new"),
    path("<int:pk>/", follow_up.follow_up_page, name="follow_up"),
    path("<int:pk>/edit/", follow_up.edit, name="edit"),
    path("<int:pk>/to/<slug:status>/", moves.move, name="move"),
    path("<int:pk>/due/", moves.due, name="due"),
    path("<int:pk>/owner/", moves.owner, name="owner"),
    path("<int:pk>/note/", moves.note, name="note"),
    path("<int:pk>/undo/<int:entry>/", moves.undo, name="undo"),
    path("<int:pk>/event/", event.event, name="event"),
    path("<int:pk>/event/answer/<slug:answer>/", event.answer, name="answer"),
    path("<int:pk>/event/speaker/", event.speaker, name="speaker"),
    path("<int:pk>/event/readout/", event.readout, name="readout"),
    path("<int:pk>/event/delivered/", event.delivered, name="delivered"),
    path("<int:pk>/steps/new/", steps.new, name="step_new"),
    path("<int:pk>/steps/<int:step>/", steps.edit, name="step_edit"),
    path("<int:pk>/steps/<int:step>/done/", steps.do, name="step_do"),
    path("<int:pk>/steps/<int:step>/undone/", steps.undo, name="step_undo"),
    path("<int:pk>/steps/<int:step>/remove/", steps.remove, name="step_remove"),
    path("<int:pk>/remove/", follow_up.remove, name="remove"),
    path("<int:pk>/restore/", follow_up.restore, name="restore"),
    path("<int:pk>/needs/new/", needs.new, name="need_new"),
    path("<int:pk>/needs/<int:need>/", needs.edit, name="need_edit"),
    path("<int:pk>/needs/<int:need>/remove/", needs.remove, name="need_remove"),
    path("<int:pk>/needs/<int:need>/restore/", needs.restore, name="need_restore"),
    path("<int:pk>/needs/<int:need>/allocate/", needs.allocate, name="allocate"),
    path("<int:pk>/allocations/<int:allocation>/take-back/", needs.take_back, name="take_back"),
]
