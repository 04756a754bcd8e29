"""The addresses of the pages of learning."""

from django.urls import URLPattern, path

from . import search

urlpatterns: list[URLPattern] = [path("learning/", search.learning, name="learning")]
