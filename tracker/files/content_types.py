"""What a file is, by its first bytes: a name may say anything."""

from pathlib import PurePath

OTHER = "application/octet-stream"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain"
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
# What a browser may show; all else is only there to be downloaded.
SHOWN = {PDF, *PICTURES}
BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"%PDF-": PDF,
}
FIRST = 16
# Plain words, by their name alone: a browser is never given them to show.
WORDS = frozenset({".txt", ".md", ".csv", ".tsv", ".log"})
# What a double click would run.
PROGRAMS = frozenset({
    ".app", ".bat", ".cmd", ".com", ".cpl", ".dll", ".exe", ".hta", ".jar", ".js", ".jse", ".lnk", ".msc", ".msi",
    ".msp", ".ps1", ".reg", ".scr", ".sh", ".vb", ".vbe", ".vbs", ".wsf",
})  # fmt: skip


def content_type_of(beginning: bytes, name: str) -> str:
    """By the first `FIRST` bytes. One of `SHOWN`, a Word document or words that also call themselves so, or `OTHER`."""
    for sign, kind in BEGINNINGS.items():
        if beginning.startswith(sign):
            return kind
    if beginning.startswith(b"RIFF") and beginning[8:12] == b"WEBP":
        return "image/webp"
    if b"\0" not in beginning and PurePath(name).suffix.lower() in WORDS:
        return TEXT
    is_docx = beginning.startswith(b"PK\x03\x04") and PurePath(name).suffix.lower() == ".docx"
    return DOCX if is_docx else OTHER


def is_program(beginning: bytes, name: str) -> bool:
    return PurePath(name).suffix.lower() in PROGRAMS or beginning.startswith((b"MZ", b"\x7fELF"))
