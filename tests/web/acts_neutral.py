"""Addresses that change something: neutrality, what becomes of a test, and working together."""

from tests.actions import adopting
from tests.web.case import Case

_P = "prov"


CASES = (
    Case(until="concept open", by="nils", route="set_route", takes=(_P,), given={"buyer": "bjorkhult",
         "decide_by": "2099-05-04"}),
    Case(until="decided", by="beata", route="decide_adoption", takes=(_P,), first=adopting.routed,
         given={"step": "adopt"}),
    Case(until="decided", by="nils", route="revive", takes=(_P,), first=adopting.laid_down,
         given={"decide_by": "2099-05-04"}),
    Case(until="rfi open", by="ulla", route="give_mandate", takes=(_P,), given={"intermediary": "nav",
         "given_by": "bjorkhult"}),
    Case(until="rfi open", by="inga", route="declare_neutrality", takes=(_P, "rfi")),
    Case(until="awarded", by="ulla", route="publish_reach", takes=(_P, "call")),
    Case(until="concept open", by="person-s1", route="describe_firm", takes=(_P, "s1"), given={"size": "small"}),
)  # fmt: skip
