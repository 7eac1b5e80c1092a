"""The test client keeps what each page was given, once for the page.

Django's keeps a copy for each part of it too, each field and each widget: a twentieth of what the suite takes.
"""

from typing import Any

from django.template import RequestContext, Template
from django.test import client


def watch_once() -> None:
    keep: Any = client.store_rendered_templates

    def keep_page(store: Any, template: Template, context: Any, **more: Any) -> None:
        """Fields know no request, and parts belong to the template of their page."""
        if context.template is template and isinstance(context, RequestContext):
            keep(store, template=template, context=context, **more)

    client.store_rendered_templates = keep_page  # type: ignore[assignment]
