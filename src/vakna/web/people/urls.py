"""The addresses of the people pages."""

from django.urls import path

from . import accounts, demo, letters, me, start, way_in

urlpatterns = [
    path("log-in/", accounts.login, name="login"),
    path("log-out/", accounts.logout, name="logout"),
    path("register/", accounts.register, name="register"),
    path("forgot-password/", way_in.forgot, name="forgot"),
    path("choose-password/", way_in.choose_password, name="choose_password"),
    path("start/", start.start, name="start"),
    path("me/", me.me, name="me"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<int:letter>/", letters.letter, name="letter"),
    path("demo/", demo.demo, name="demo"),
    path("practice/", demo.practice, name="practice"),
    path("demo/<slug:key>/next-date/", demo.next_date, name="next_date"),
]
