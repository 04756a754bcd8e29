"""The address of the market's page."""

from django.urls import path

from . import page

urlpatterns = [path("market/", page.market_potential, name="market_potential")]
