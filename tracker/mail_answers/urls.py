"""What the links of a mail open: the matter, and what is answered to it."""

from django.urls import path

from tracker.mail_answers.views import by_link

app_name = "mail_answers"
urlpatterns = [
    path("answer/<str:token>/", by_link.matter, name="matter"),
    path("answer/<str:token>/<str:deed>/", by_link.answer, name="answer"),
]
