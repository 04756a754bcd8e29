"""The addresses of the funding pages."""

from django.urls import path

from . import pages

_OF = "initiatives/<slug:key>/money"

urlpatterns = [
    path(f"{_OF}/", pages.money, name="money"),
    path(f"{_OF}/enter/", pages.enter, name="enter_money"),
    path(f"{_OF}/money.csv", pages.money_file, name="money_file"),
]
