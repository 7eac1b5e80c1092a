"""Running a meeting: one page, step by step, by keyboard."""
