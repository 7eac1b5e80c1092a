"""What the lines of a text are: headings, items, rows, turns, paragraphs, and the cells of tables of actions."""
