"""How a person is named on pages, with a word when they have left, and how they are reached."""

from django import template

from tracker.directory import left
from tracker.directory.people import telephone

register = template.Library()
register.filter("say_person", left.say_person)
register.filter("dialled", telephone.dialled)
