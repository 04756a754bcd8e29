"""T11 of the domain: an outside expert has a tie to a supplier. It is declared, she stands aside, and it is logged."""

import pytest

from tests.cast import an_initiative
from tests.web.filling import filled, sent
from tests.web.visitor import browser, reads
from vakna.actions import people
from vakna.core import vocabulary as v
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

STAGE = "/sv/initiatives/prov/stages/concept"
NATURE = "Min bror äger en fjärdedel av bolaget."


def test_outside_expert_declares_a_tie_and_stands_aside_for_that_supplier_alone() -> None:
    built = an_initiative(until="concept closed")
    people.join(by="ulla", at=built.at, initiative="prov", person="stranger", role=v.Role.ASSESSOR)
    expert = browser("stranger")

    assert "Lämna intressedeklaration för Koncept" in reads("/sv/start/", "stranger")
    asked = expert.get(f"{STAGE}/assess/s2/")
    assert (asked.status_code, asked.headers["location"]) == (302, f"{STAGE}/declaration/")
    marked = {f"mark_{key}": "2" for key in ("fit", "market", "scale", "team")}
    early = expert.post(f"{STAGE}/assess/s2/", marked)
    assert early.status_code == 403
    assert f'href="{STAGE}/declaration/"' in early.content.decode()
    assert "5 av 6 lämnade" in reads(f"{STAGE}/gate/", "ulla")

    both = sent(expert, f"{STAGE}/declaration/", stand="none", tied=["org-s1"])
    unnamed = sent(expert, f"{STAGE}/declaration/", stand="some", tied=["org-s1"])
    said = sent(expert, f"{STAGE}/declaration/", stand="some", tied=["org-s1"], nature=NATURE)
    assert (both.status_code, unnamed.status_code, said.status_code) == (422, 422, 302)

    assert expert.post(f"{STAGE}/assess/s2/", marked | {"once": "s2"}).status_code == 302
    assert expert.post(f"{STAGE}/assess/s1/", marked | {"once": "s1"}).status_code == 403
    gate = reads(f"{STAGE}/gate/", "ulla")
    assert "6 av 6 lämnade" in gate
    kept = pictures.take("prov", ("marks",))
    assert [(one.organisation, one.nature.said("sv")) for one in kept.ties] == [("org-s1", NATURE)]
    assert {one.participation for one in kept.assessments if one.by == "stranger"} == {"s2"}
    [entry] = m.Entry.objects.filter(act="people.declare_interests", journal="initiative/prov").order_by("-pk")[:1]
    assert (entry.subject, entry.facts, set(entry.commitments)) == (
        "stage:concept", {}, {"person", "about", "tied", "nature"},
    )  # fmt: skip


def test_supplier_that_came_while_the_page_was_open_is_asked_about_again() -> None:
    built = an_initiative(until="concept closed")
    people.join(by="ulla", at=built.at, initiative="prov", person="stranger", role=v.Role.ASSESSOR)
    expert, page = browser("stranger"), f"{STAGE}/declaration/"
    early = filled(expert, page, stand="none", shown="s1,s2")

    assert expert.post(page, early).status_code == 302
    assert "Leverantörer har tillkommit" in reads(page, "stranger")
    assert sent(expert, page, stand="none").status_code == 302
    assert "Leverantörer har tillkommit" not in reads(page, "stranger")
