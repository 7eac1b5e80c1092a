"""Where the cursor stands when a form opens."""

from django.forms import BaseForm


def start_in_first_field(form: BaseForm) -> None:
    """Let the cursor stand in the first field that can be typed in, unless there is something to be read first.

    What is wrong stands above the fields and is read first. A group of choices is a question: nothing jumps over it.
    """
    first = next((field for field in form.visible_fields() if not field.field.disabled), None)
    if first is not None and not first.use_fieldset and not form.errors:
        first.field.widget.attrs["autofocus"] = True
