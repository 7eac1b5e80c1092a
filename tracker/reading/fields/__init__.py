"""What a suggestion proposes beside its words: who, by when, what kind, on what condition."""
