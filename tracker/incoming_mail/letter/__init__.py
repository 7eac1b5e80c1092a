"""A mail as it came: who wrote what, what hangs on it, and whether it may be believed. Knows no database."""
