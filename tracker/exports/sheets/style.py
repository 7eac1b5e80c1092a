"""The one look of all files: that of the pages on paper. Colours are those of `static/css/tokens.css` by day."""

PAPER, INK, INK_2 = "ffffff", "1b2130", "545c6c"
LINE, LINE_STRONG = "e2dfd6", "8d8a80"
SUNKEN = "f0eee8"
LATE, LATE_SOFT = "ab1f2d", "fdeaea"
PROGRESS, PROGRESS_SOFT, DONE = "1d4f91", "e3ecfa", "1f6b41"
OPEN_SOFT, PENDING_SOFT, WAITING_SOFT, DONE_SOFT, DROPPED_SOFT = "e9eff6", "fcefd8", "f1e8fa", "e2f3e9", "ecedf0"

# What every office has, with figures of one width.
SANS, SERIF = "Arial", "Georgia"
