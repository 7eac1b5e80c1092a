"""The addresses of a follow-up's event and of the steps towards it."""

from django.urls import include, path

from tracker.invitations.views import event, steps

app_name = "invitations"
of_follow_up = [
    path("event/", event.event, name="event"),
    path("event/answer/<slug:answer>/", event.answer, name="answer"),
    path("event/speaker/", event.speaker, name="speaker"),
    path("event/readout/", event.readout, name="readout"),
    path("event/delivered/", event.delivered, name="delivered"),
    path("steps/new/", steps.new, name="step_new"),
    path("steps/working-days/", steps.move_to_working_days, name="steps_on_working_days"),
    path("steps/<int:step>/", steps.edit, name="step_edit"),
    path("steps/<int:step>/done/", steps.do, name="step_do"),
    path("steps/<int:step>/undone/", steps.undo, name="step_undo"),
    path("steps/<int:step>/remove/", steps.remove, name="step_remove"),
]
urlpatterns = [path("follow-ups/<int:pk>/", include(of_follow_up))]
