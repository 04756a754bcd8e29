"""The entry that a web server calls. Every request is taken in at once; how many are answered at once is said here."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vakna.config.settings")
_pages = get_wsgi_application()

from vakna.web.edge import Doorkeeper  # noqa: E402  needs django set up

# SQLite's waiting is not fair: one at a time keeps the slowest request quick.
_ONE_WRITER = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
application = Doorkeeper(_pages, at_once=1 if _ONE_WRITER else 3)
