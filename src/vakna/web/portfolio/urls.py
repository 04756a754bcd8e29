"""The addresses of the portfolio: of all initiatives of the house, and of one organisation's."""

from django.urls import URLPattern, path

from . import export, register, views

urlpatterns: list[URLPattern] = [
    path("demand/", register.demand_register, name="demand_register"),
    path("portfolio/", views.portfolio, name="portfolio"),
    path("portfolio/suppliers.csv", export.suppliers_csv, name="portfolio_csv"),
    path("portfolio/suppliers.json", export.suppliers_json, name="portfolio_json"),
    path("portfolio/<slug:organisation>/", views.portfolio_of, name="portfolio_of"),
]
