"""What a house's own decisions change of its suggestions."""
