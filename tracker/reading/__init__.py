"""Reads a record and suggests follow-ups: pure functions over a text. No Django, no tables."""
