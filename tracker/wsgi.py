"""The WSGI application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

from tracker.setup.postgresql.page_limits import cut_statements_short

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

application = get_wsgi_application()
cut_statements_short()
