"""Reads a record and suggests follow-ups. Pure functions over a text: no Django, no tables, nothing leaves the machine."""
