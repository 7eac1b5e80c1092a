"""A follow-up, whoever owns it, the partner, and what was done to it: no more than its pages show."""

from django.conf import settings
from django.db import models

ACTIVE = models.Q(status__in=["open", "in_progress", "waiting", "pending_resources"])


class Person(models.Model):
    name = models.CharField(max_length=150)

    def __str__(self) -> str:
        return self.name


class Partner(models.Model):
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class FollowUp(models.Model):
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=250)
    detail = models.TextField()
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    due_on = models.DateField(null=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, db_index=False)
    partner = models.ForeignKey(Partner, models.PROTECT, null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["due_on", "id"], name="lean_by_due"),
            models.Index(fields=["owner", "due_on", "id"], name="lean_of_owner"),
            models.Index(fields=["owner", "status", "due_on"], name="lean_report"),
        ]

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    follow_up = models.ForeignKey(FollowUp, models.CASCADE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=30)

    def __str__(self) -> str:
        return self.verb
