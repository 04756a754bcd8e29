"""The addresses of the spread pages."""

from django.urls import URLPattern, path

from . import answering, contact, following, looks, plan, plan_writing, views

_OF = "initiatives/<slug:key>/spread"

urlpatterns: list[URLPattern] = [
    path(f"{_OF}/", views.spread_page, name="spread"),
    path(f"{_OF}/adopt/", views.adopt, name="adopt"),
    path(f"{_OF}/count/", views.report_count, name="report_count"),
    path(f"{_OF}/follow/", following.follow, name="follow"),
    path(f"{_OF}/join/<slug:organisation>/", following.answer_join, name="answer_join"),
    path(f"{_OF}/letters/<slug:organisation>/<int:number>/", following.letter_file, name="letter_file"),
    path(f"{_OF}/plan/", plan.spread_plan, name="spread_plan"),
    path(f"{_OF}/plan/write/", plan_writing.set_spread_plan, name="set_spread_plan"),
    path(f"{_OF}/plan/further/", plan_writing.further_user, name="further_user"),
    path(
        "initiatives/<slug:key>/suppliers/<slug:participation>/spread/",
        plan_writing.own_spread_plan,
        name="own_spread_plan",
    ),
    path(f"{_OF}/look/", looks.market_look, name="market_look"),
    path(f"{_OF}/further/", views.further_development, name="further_development"),
    path(f"{_OF}/<slug:adoption>/check-in/", views.check_in, name="check_in"),
    path(f"{_OF}/<slug:adoption>/contact/", contact.adoption_contact, name="adoption_contact"),
    path(f"{_OF}/<slug:adoption>/ask/", contact.ask_use, name="ask_use"),
    path("in-use/", answering.answer_use, name="answer_use"),
    path("in-use/thanks/", answering.use_thanks, name="use_thanks"),
]
