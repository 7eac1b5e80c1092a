"""How a record is drawn, from its text."""
