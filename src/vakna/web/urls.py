"""The addresses of the pages, noun by noun. Each noun keeps its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("vakna.web.people.urls")),
    path("", include("vakna.web.initiatives.urls")),
    path("", include("vakna.web.planning.urls")),
    path("", include("vakna.web.dialogue.urls")),
    path("", include("vakna.web.usertests.urls")),
    path("", include("vakna.web.objections.urls")),
    path("", include("vakna.web.changes.urls")),
    path("", include("vakna.web.checking.urls")),
    path("", include("vakna.web.assumptions.urls")),
    path("", include("vakna.web.growth.urls")),
    path("", include("vakna.web.meetings.urls")),
    path("", include("vakna.web.formbuilder.urls")),
    path("", include("vakna.web.handin.urls")),
    path("", include("vakna.web.outages.urls")),
    path("", include("vakna.web.selection.urls")),
    path("", include("vakna.web.debriefs.urls")),
    path("", include("vakna.web.resuming.urls")),
    path("", include("vakna.web.sealed.urls")),
    path("", include("vakna.web.funding.urls")),
    path("", include("vakna.web.contracts.urls")),
    path("", include("vakna.web.spread.urls")),
    path("", include("vakna.web.portfolio.urls")),
    path("", include("vakna.web.disclosure.urls")),
    path("", include("vakna.web.involvement.urls")),
    path("", include("vakna.web.packs.urls")),
    path("", include("vakna.web.market.urls")),
    path("", include("vakna.web.journal.urls")),
]
