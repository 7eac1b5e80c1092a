"""Accounts on the admin site. People are invited rather than added, and closed rather than deleted."""

from typing import Any

from allauth.account import admin as _allauth_admin  # noqa: F401
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.usersessions import admin as _usersessions_admin  # noqa: F401
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import admin as _auth_admin  # noqa: F401
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts import permissions
from tracker.accounts.adapter import MailNotSent
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.how_often import MAIL, SENTENCE, is_within
from tracker.accounts.models import User
from tracker.accounts.password_links.invitation_email import send_invitation
from tracker.accounts.password_links.links import password_links_page
from tracker.accounts.security_event import RIGHTS, Kind, SecurityEvent, changes_of_rights, rights_of
from tracker.accounts.sessions.own_sessions import end_all
from tracker.kit.admin_lists import ListedAdmin, LookedAtAdmin
from tracker.setup.mail_server import sends_mail

# The one sign-in, with its limits. Two of the tables have no say in who may what; sessions are a person's own matter.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.unregister([EmailAddress, Group, UserSession])
# Its "view on site" would tell a hidden thing from a missing one: pages are linked directly instead.
_addresses = admin.site.get_urls
admin.site.get_urls = lambda: [  # type: ignore[method-assign]
    each for each in _addresses() if getattr(each, "name", "") != "view_on_site"
]
admin.site.site_header = admin.site.site_title = gettext_lazy("Suivi: administration")


SEES_MORE = gettext_lazy(
    "This person sees what you do not, so that you get no link to their account, and cannot change its e-mail."
)


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


@admin.register(User)
class UserAdmin(ListedAdmin):
    form = AccountForm
    list_display = ["name", "email", "role", "sees_restricted", "is_active", "last_login"]
    list_filter = ["role", "is_active", "sees_restricted"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "role", "sees_restricted", "language", "is_active", "last_login", "date_joined"]
    actions = ["invite_again", "show_password_links", "revoke_calendar_links", "end_their_sessions"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Nobody takes their own role or sign-in away: the last administrator could not get it back.

        Nor does anybody let themselves or others see what they do not see themselves, be it by a mail with a link.
        """
        assert isinstance(request.user, User)
        own = RIGHTS if obj == request.user else ()
        unseen = () if permissions.may_let_see(request.user) else ("sees_restricted",)
        more = ("email",) if obj and permissions.sees_more(obj, than=request.user) else ()
        return [*{*own, *unseen, *more}, "last_login", "date_joined"]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        assert isinstance(request.user, User)
        more = obj and permissions.sees_more(obj, than=request.user)
        return [(None, {"fields": self.fields, "description": SEES_MORE if more else ""})]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Accounts are only changed here: `add_view` leads to the invitation."""
        assert isinstance(request.user, User)
        before = User.objects.get(pk=obj.pk)
        super().save_model(request, obj, form, change)
        if before.is_active and not obj.is_active:
            end_all(obj)
            CalendarLink.revoke(obj)
        if before.email != obj.email:
            detail = f"{before.email} → {obj.email}"
            SecurityEvent.record(Kind.E_MAIL, request, user=obj, by=request.user, detail=detail)
        if detail := changes_of_rights(before, obj):
            SecurityEvent.record(Kind.RIGHTS, request, user=obj, by=request.user, detail=detail)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("invite")

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.action(description=gettext_lazy("Send a new invitation to those who never signed in"))
    def invite_again(self, request: HttpRequest, users: QuerySet[User]) -> None:
        if not sends_mail():
            messages.warning(request, _("No mail server is set. Choose to show their links instead."))
            return
        for user in users.filter(last_login=None, is_active=True):
            assert isinstance(request.user, User)
            if not is_within(request.user, MAIL):
                messages.warning(request, SENTENCE)
                return
            try:
                send_invitation(request, user)
            except MailNotSent:
                messages.error(request, _("The mail to %(email)s could not be sent.") % {"email": user.email})
            else:
                SecurityEvent.record(Kind.INVITED, request, user=user, by=request.user, detail=rights_of(user))
                messages.success(request, _("A mail is on its way to %(email)s.") % {"email": user.email})

    @admin.action(description=gettext_lazy("Show links with which they choose a new password"))
    def show_password_links(self, request: Any, users: QuerySet[User]) -> HttpResponse:
        found = list(users.filter(is_active=True))
        for user in found:
            self.log_change(request, user, "A link to choose a password was shown.")
        return password_links_page(request, found)

    @admin.action(description=gettext_lazy("Revoke their calendar links"))
    def revoke_calendar_links(self, request: HttpRequest, users: QuerySet[User]) -> None:
        for user in users:
            CalendarLink.revoke(user)
        messages.success(request, _("Their calendar links lead nowhere any more."))

    @admin.action(description=gettext_lazy("Sign them out everywhere"))
    def end_their_sessions(self, request: HttpRequest, users: QuerySet[User]) -> None:
        assert isinstance(request.user, User)
        for user in users:
            end_all(user)
            SecurityEvent.record(Kind.SESSION_ENDED, request, user=user, by=request.user)
        messages.success(request, _("They are signed out everywhere."))


@admin.register(SecurityEvent)
class SecurityEventAdmin(LookedAtAdmin):
    """Read, and neither written nor taken away."""

    changed_on_its_page = False
    list_display = ["at", "kind", "who", "address", "said"]
    fields = ["at", "kind", "user", "by", "email", "address", "said"]
    list_filter = ["kind", "at"]
    list_select_related = ["user", "by"]
    search_fields = ["email", "address", "detail"]
    date_hierarchy = "at"

    @admin.display(description=gettext_lazy("who"), ordering="user")
    def who(self, event: SecurityEvent) -> str:
        name = str(event.user or event.email or event.detail)
        return _("%(name)s, by %(by)s") % {"name": name, "by": event.by} if event.by else name

    @admin.display(description=gettext_lazy("detail"))
    def said(self, event: SecurityEvent) -> str:
        return event.said
