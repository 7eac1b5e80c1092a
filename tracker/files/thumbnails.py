"""Small pictures of pictures."""

from pathlib import Path

SIDE = 160
# A picture of a few kilobytes may unpack to one of gigabytes.
MOST_PIXELS = 50_000_000


def write_thumbnail(picture: Path, thumbnail: Path) -> None:
    """Into a square of `SIDE` pixels, without what the camera noted of place and time. Nothing, if it is no picture."""
    # Loaded here because only the worker needs it.
    from PIL import Image, ImageOps  # noqa: PLC0415

    try:
        with Image.open(picture, formats=("PNG", "JPEG", "GIF", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return
            opened.thumbnail((SIDE, SIDE))
            small = ImageOps.exif_transpose(opened).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, SyntaxError, ValueError):
        return
    small.info.clear()
    begun = thumbnail.with_suffix(".part")
    small.save(begun, "WEBP")
    begun.chmod(0o600)
    begun.replace(thumbnail)
