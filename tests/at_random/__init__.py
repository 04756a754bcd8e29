"""Random processes of selection and money: which acts are every act, which refusals every one, and what is not here.

*Every act* is every public verb, done `by` somebody `at` an instant, of the rooms below: those in which the process of
selection and money happens. *Every refusal* is every code that these verbs can refuse with. Both are read from the code
(`reachable`), so a new verb or a new code fails the tests until the random process knows it. What cannot come of such a
process is named below with its reason and the test that reaches it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.at_random import after, judging, judging_slips, money, money_slips, process, process_slips
from tests.at_random.chance import Slip, Table, forbidden
from tests.at_random.reachable import codes_of, verbs_of

ROOMS = (
    "assessment", "debriefs", "dialogue.assumptions", "drafts", "funding", "gates", "growth", "initiatives", "outages",
    "people", "procurements", "resuming", "selection", "stages",
)  # fmt: skip

OTHER_ROOMS: Mapping[str, str] = {
    "adoption": "the way from a test to use",
    "delivery": "letters and jobs leave afterwards; nobody does anything there",
    "demand": "the need, before and beside the process",
    "demo": "a visitor's sandbox",
    "dialogue": "talks before the competition, but for the assumptions",
    "documents": "whole initiatives come in and out",
    "learning": "what is passed on to another initiative",
    "market": "who could be next, from open data",
    "neutrality": "who speaks for whom, told openly",
    "oversight": "requests for records, objections and proofs about the process",
    "reference": "lists of places and organisations come into the house",
    "replay": "does the verbs of a script again",
    "search": "keeps what can be found in step with what is told",
    "priorities": "an organisation's own order among its needs",
    "teamwork": "tasks and advice within the team",
    "spread": "what comes after the process",
}
"""The rooms in which that process does not happen, each with what it is for instead. A new room is asked about."""

NOT_HERE: Mapping[str, str] = {
    "people.register_organisation": "enters somebody in the house, before any process",
    "people.register_person": "as above",
    "people.send_way_in": "is about an account",
    "people.set_language": "is about one's own letters",
    "people.set_password": "is about an account",
}
"""The verbs of those rooms that no sequence does, each with why; tests/actions/test_every_verb.py does each."""

CLOSED: Mapping[str, str] = {
    "vakna.core.document.codec": "reads back what the house itself wrote: a fault there is a broken database",
    "vakna.exchange.keys": "reads the house's own keys: a fault there is a broken data folder",
}
"""Modules that are not walked for codes, and why. tests/core and tests/exchange read bad documents and bad keys."""

VERBS: Mapping[str, Callable[..., Any]] = {name: one for name, one in verbs_of(ROOMS).items() if name not in NOT_HERE}
_SLIPS: Mapping[str, Mapping[str, Slip]] = {
    verb: {"may-not": forbidden, **slips}
    for verb, slips in (process_slips.SLIPS | judging_slips.SLIPS | money_slips.SLIPS | after.SLIPS).items()
}
TABLE = Table({**process.DOING, **judging.DOING, **money.DOING, **after.DOING}, _SLIPS, judging.main)
"""What a random process can do and what can go wrong in it."""

_DIALOGUE, _BEFORE = "comes of talks with suppliers, or of times for them", "is said of a value before there is an act"
_VALUES = "core/test_values.py::test_a_sum_or_a_text_that_cannot_be_is_refused_where_it_is_made"
_UNEQUAL = "actions/test_information.py::test_gate_names_what_one_was_told_and_goes_on_when_all_have_it"
ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "bad-input": (
        "is the name of many faults in one document",
        "core/test_values.py::test_all_the_faults_of_a_document_are_one_refusal",
    ),
    "broadcast-not-with-all": (
        _DIALOGUE,
        "core/test_equal_information.py::test_information_of_the_stage_that_waits_for_its_instant_is_named",
    ),
    "information-unequal": (_DIALOGUE, _UNEQUAL),
    "told-to-one": (_DIALOGUE, _UNEQUAL),
    "told-to-some": (_DIALOGUE, _UNEQUAL),
    "initiative-busy": (
        "asks for another process that writes while a picture is read outside the lock",
        "records/test_pictures.py::test_a_picture_that_never_holds_still_is_refused_and_one_under_the_lock_is_taken",
    ),
    "money-grammar": (_BEFORE, _VALUES),
    "money-negative": (_BEFORE, _VALUES),
    "text-empty": (_BEFORE, _VALUES),
    "text-language": (_BEFORE, _VALUES),
    "no-such-slot": (_DIALOGUE, "actions/test_meetings.py::test_a_time_that_may_not_be_taken_is_refused"),
    "price-corrected-why": (
        "asks for a stage whose form asks for the price that is counted",
        "actions/test_assessment.py::test_the_price_is_the_suppliers_own_answer_and_a_correction_asks_why",
    ),
    "not-decider": (
        "asks for the right to decide without the decider's role, and no role gives that",
        "core/test_gates.py::test_decider_is_refused",
    ),
    "rfi-needs-procurer": (
        "asks for somebody who publishes where there is no procurer, and only a procurer may",
        "core/test_stages.py::test_rfi_waits_for_a_procurer",
    ),
}
"""The refusals that cannot come of a random process, each with its reason and the test that reaches it."""


def refusals(*, within: str = "vakna") -> frozenset[str]:
    """Give every refusal that the acts must meet: what their code says, without what is named as met elsewhere."""
    return codes_of(VERBS.values(), within=within, closed=CLOSED) - set(ELSEWHERE)
