"""Meetings as calendars take them by mail: invited to, changed, called off."""
