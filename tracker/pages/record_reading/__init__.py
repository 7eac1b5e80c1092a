"""The page on which a record is read: what it suggests beside its words, and how far it is read."""
