"""The web app: templates, static files, and nothing that remembers."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages for people."""

    name = "vakna.web"
