"""Lists as files: csv, xlsx, docx and pdf. Whoever has columns and rows can have them."""
