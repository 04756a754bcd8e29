"""The addresses of the funding pages."""

from django.urls import path

from . import ceilings, pages

_OF = "initiatives/<slug:key>/money"

urlpatterns = [
    path(f"{_OF}/", pages.money, name="money"),
    path(f"{_OF}/enter/", pages.enter, name="enter_money"),
    path(f"{_OF}/ask-ceiling/", ceilings.ask_ceiling, name="ask_ceiling"),
    path(f"{_OF}/ceilings/<slug:ceiling_change>/", ceilings.ceiling, name="ceiling"),
    path(f"{_OF}/rate/", ceilings.rate, name="rate"),
    path(f"{_OF}/money.csv", pages.money_file, name="money_file"),
]
