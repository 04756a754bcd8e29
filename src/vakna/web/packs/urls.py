"""The addresses of information packs."""

from django.urls import path

from . import making, reading

urlpatterns = [
    path("initiatives/<slug:key>/stages/<slug:stage>/packs/", making.packs, name="packs"),
    path("initiatives/<slug:key>/packs/<slug:pack>/", reading.pack, name="pack"),
    path("initiatives/<slug:key>/packs/<slug:pack>/pack.<slug:kind>", reading.pack_file, name="pack_file"),
]
