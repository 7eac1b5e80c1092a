"""Words with their addresses as links."""

from django import template

from tracker.kit.linked_words import linked_words

register = template.Library()
register.filter("linked_words", linked_words)
