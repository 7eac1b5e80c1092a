"""How a person is named on pages: with a word when they have left."""

from django import template

from tracker.directory import left

register = template.Library()
register.filter("say_person", left.say_person)
