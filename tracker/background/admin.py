"""The queue is no matter of the admin site: whoever asked for a piece of work sees on the page what became of it."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)
