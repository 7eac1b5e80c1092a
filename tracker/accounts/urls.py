"""The entrance. Only what is used of allauth, under its own names, by which it finds its pages itself."""

from allauth.account import views as allauth
from django.urls import path, re_path

from tracker.accounts import calendar_link_views, views
from tracker.accounts.sessions import views as session_views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("closed/", allauth.account_inactive, name="account_inactive"),
    path("sign-up/", allauth.signup, name="account_signup"),
    path("password/", views.change_password, name="account_change_password"),
    path("password/first/", views.set_password, name="account_set_password"),
    path("password/forgotten/", views.reset_password, name="account_reset_password"),
    path("password/forgotten/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.choose_password,
        name="account_reset_password_from_key",
    ),
    path("password/chosen/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("preferences/", views.preferences, name="preferences"),
    path("density/<str:density>/", views.density, name="density"),
    path("sessions/<int:pk>/end/", session_views.end, name="session_end"),
    path("sessions/end/", session_views.end_all_others, name="sessions_end"),
    path("calendar-link/make/", calendar_link_views.make, name="calendar_link_make"),
    path("calendar-link/choose/", calendar_link_views.choose, name="calendar_link_choose"),
    path("calendar-link/revoke/", calendar_link_views.revoke, name="calendar_link_revoke"),
]
