"""Small pictures of pictures."""

from io import BytesIO
from pathlib import Path

SIDE = 160
# A picture of a few kilobytes may unpack to one of gigabytes.
MOST_PIXELS = 50_000_000


def small_picture(picture: Path) -> bytes:
    """In a square of `SIDE` pixels, without what the camera noted of place and time. Empty, if it is no picture."""
    # Loaded here because only the worker needs it.
    from PIL import Image, ImageOps  # noqa: PLC0415

    try:
        with Image.open(picture, formats=("PNG", "JPEG", "GIF", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return b""
            opened.thumbnail((SIDE, SIDE))
            small = ImageOps.exif_transpose(opened).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, SyntaxError, ValueError):
        return b""
    small.info.clear()
    file = BytesIO()
    small.save(file, "WEBP")
    return file.getvalue()
