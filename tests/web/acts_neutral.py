"""Addresses that change something: neutrality, what becomes of a test, spread, and working together."""

from tests.actions import adopting, working
from tests.web.case import Case

_P = "prov"


CASES = (
    Case(until="rfi open", by="petra", route="new_task", takes=(_P,), makes=("Task",), given={"owner": "jorun"}),
    Case(until="rfi open", by="jorun", route="hand_over", takes=(_P, "uppgift"), first=working.given_task,
         given={"taker": "beata"}),
    Case(until="rfi open", by="jorun", route="finish_task", takes=(_P, "uppgift"), first=working.given_task),
    Case(until="planned", by="ulla", route="functions", takes=(_P,), given={"person": "jorun", "function": "law"}),
    Case(until="planned", by="nils", route="note_anchoring", takes=(_P,)),
    Case(until="rfi open", by="inga", route="give_advice", takes=(_P,), first=working.mandated, makes=("Advice",),
         given={"stage": "rfi"}),
    Case(until="rfi open", by="petra", route="answer_advice", takes=(_P, "rad"), first=working.advised),
    Case(until="concept open", by="nils", route="set_route", takes=(_P,), given={"buyer": "bjorkhult",
         "decide_by": "2099-05-04"}),
    Case(until="decided", by="beata", route="decide_adoption", takes=(_P,), first=adopting.routed,
         given={"step": "adopt"}),
    Case(until="decided", by="nils", route="revive", takes=(_P,), first=adopting.laid_down,
         given={"decide_by": "2099-05-04"}),
    Case(until="decided", by="nils", route="set_spread_plan", takes=(_P,), given={"by_when": "2099-05-04"}),
    Case(until="decided", by="nils", route="further_user", takes=(_P,), makes=("Organisation",),
         given={"organisation": "", "name": "Västlunda kommun", "kind": "municipality", "contacted": "2026-05-04"}),
    Case(until="decided", by="person-s1", route="own_spread_plan", takes=(_P, "s1"), makes=("SupplierPlan",),
         given={"price_1": "90 000", "price_5": "", "price_12": "40 000", "price_40": ""}),
    Case(until="in use", by="nils", route="market_look", takes=(_P,), given={"next_on": "2099-05-04", "who": "ulla"}),
    Case(until="planned", by="nils", route="place", takes=(_P,), makes=("Placing",),
         given={"own_value": "5", "shared_need": "3", "readiness": "1"}),
    Case(until="planned", by="nils", route="plan_resources", takes=(_P,), makes=("ResourcePlan",)),
    Case(until="planned", by="nils", route="set_frame", makes=("Frame",),
         given={"year": "2027", "money": "90 000", "months": "6,5"}),
    Case(until="rfi open", by="ulla", route="give_mandate", takes=(_P,), given={"intermediary": "nav",
         "given_by": "bjorkhult"}),
    Case(until="rfi open", by="inga", route="declare_neutrality", takes=(_P, "rfi")),
    Case(until="awarded", by="ulla", route="publish_reach", takes=(_P, "call")),
    Case(until="planned", by="nils", route="practice", makes=("Initiative",)),
    Case(until="decided", by="petra", route="advise_next", takes=(_P,)),
    Case(until="decided", by="nils", route="start_from", takes=(_P,), makes=("Initiative",)),
    Case(until="concept open", by="person-s1", route="describe_firm", takes=(_P, "s1"), given={"size": "small"}),
)  # fmt: skip
