"""The admin site's two manners: a thing is saved through its history, or only looked at."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from tracker.history.models import Channel
from tracker.history.tracked_model import Stale, Tracked
from tracker.kit.admin_lists import ListedAdmin, LookedAtAdmin, ReadOnly


class OnPageAdmin(ListedAdmin):
    """What has a page of its own is shown there, its history among the entries."""

    def view_on_site(self, obj: Any) -> str | None:
        page = getattr(obj, "get_absolute_url", None)
        return page() if page else None

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return redirect(entries_of(self.model, object_id))


class ReadOnlyAdmin(LookedAtAdmin, OnPageAdmin):
    """What the verbs on the pages change, and nothing else."""

    has_history = True


class ReadOnlyInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    extra = 0
    # Its own page leads there; that of Django asks for a table of sites.
    view_on_site = False
    template = "admin/edit_inline/looked_at.html"


class TrackedForm(forms.ModelForm):  # type: ignore[type-arg]
    started_from = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_from"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (data.get("started_from") or self.instance.version) < self.instance.version:
            raise forms.ValidationError(str(Stale()))
        return data

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "started_from"}


class TrackedAdmin(OnPageAdmin):
    """Saves through `add` and `change`. `fields` ends with "started_from", the version the form shows."""

    form = TrackedForm

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        how = {"by": request.user, "channel": Channel.ADMIN}
        if change:
            # The form has written on `obj` already: only a fresh copy knows what differs.
            fresh: Tracked = type(obj)._base_manager.select_for_update().get(pk=obj.pk)
            if fresh.version > obj.version:
                raise Stale
            changed = {name: value for name, value in form.values().items() if name in form.changed_data}
            fresh.change("edited", **how, **changed)
        else:
            obj.pk = type(obj).add(**how, **form.values()).pk
            obj._state.adding = False


def entries_of(model: type[Model], key: str) -> str:
    """The address of the entries about one thing."""
    query = {"content_type": str(ContentType.objects.get_for_model(model).pk), "object_id": key}
    return f"{reverse('admin:history_entry_changelist')}?{urlencode(query)}"
