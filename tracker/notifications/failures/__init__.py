"""Mails that failed, and addresses from which they come back."""
