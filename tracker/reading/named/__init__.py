"""Whom and what a text names: people, bodies, mandates, the meeting's day and place."""
