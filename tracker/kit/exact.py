"""Where old migrations, which are never edited, find the field. Everybody else takes it from `exact_decimal_field`."""

from tracker.kit.exact_decimal_field import ExactField

__all__ = ["ExactField"]
