"""The closed lists of words that a picture is written in. Meaning lives here, never in a display name.

Display words stand in `texts/` as `word.<list>.<value>`; the glossary explains them.
"""

from enum import StrEnum

from .adoption_words import *  # noqa: F403  given on under their names, as all below
from .corrected_fields import CorrectedField as CorrectedField  # noqa: PLC0414  as above
from .firm_words import *  # noqa: F403
from .growth_words import *  # noqa: F403
from .learning_words import *  # noqa: F403
from .spread_words import *  # noqa: F403
from .team_words import *  # noqa: F403


class NotPublished(StrEnum):
    """A value that exists but was never made public: a legal value, not a gap."""

    YES = "not published"


class Seen(StrEnum):
    """The class of a field: who may see it (core.visibility decides)."""

    PUBLIC = "public"
    PARTY = "party"
    OWN = "own"
    ASSESSOR = "assessor"
    SEALED = "sealed"


class Provenance(StrEnum):
    """Whether the journal saw it happen, or somebody stated it afterwards."""

    STATED = "stated"
    WITNESSED = "witnessed"


class OrganisationKind(StrEnum):
    """What sort of body an organisation is; a team need not be a company yet."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    AGENCY = "agency"
    PUBLIC_COMPANY = "public_company"
    PRIVATE_PROVIDER = "private_provider"
    INTERMEDIARY = "intermediary"
    COMPANY = "company"
    SOLE_TRADER = "sole_trader"
    TEAM = "team"
    UNIVERSITY = "university"
    ASSOCIATION = "association"
    FUNDER = "funder"


class Role(StrEnum):
    """A person's part in one initiative (core.people holds what each may do)."""

    NEED_OWNER = "need_owner"
    PROCURER = "procurer"
    PROCESS_LEADER = "process_leader"
    ASSESSOR = "assessor"
    DECIDER = "decider"
    LAWYER = "lawyer"
    COACH = "coach"
    INTERMEDIARY = "intermediary"
    SUPPLIER = "supplier"
    FOLLOWER = "follower"
    OBSERVER = "observer"
    AUDITOR = "auditor"


class Phase(StrEnum):
    """Venture development's four maturity steps (seed, Venture development-logik)."""

    PROBLEM_SOLUTION_FIT = "problem_solution_fit"
    PRODUCT_MARKET_FIT = "product_market_fit"
    EFFICIENCY = "efficiency"
    SCALING = "scaling"


class Instrument(StrEnum):
    """The form of a stage: förfarande eller arbetssätt."""

    NEED_WORK = "need_work"
    RFI = "rfi"
    MARKET_DIALOGUE = "market_dialogue"
    EXTERNAL_REVIEW = "external_review"
    OPEN_CALL = "open_call"
    CONTRACT_STAGE = "contract_stage"
    PCP_PHASE = "pcp_phase"
    VENTURE_CLIENT_ORDER = "venture_client_order"
    INNOVATION_PARTNERSHIP_PHASE = "innovation_partnership_phase"
    PPI = "ppi"
    DIRECT_AWARD = "direct_award"
    PARTNERING = "partnering"
    USE = "use"
    SPREAD = "spread"


class Regime(StrEnum):
    """Secrecy regime of a stage: absolutely sealed until opened, or open working."""

    SEALED = "sealed"
    OPEN_WORKING = "open_working"


class GateKind(StrEnum):
    """What ends a stage: dialogue (no award), invitation of applicants, award (standstill), or an option inside."""

    DIALOGUE = "dialogue"
    INVITATION = "invitation"
    AWARD = "award"
    OPTION = "option"
    NONE = "none"


class StageState(StrEnum):
    """Where a stage stands; core.stages holds the allowed moves."""

    PLANNED = "planned"
    PUBLISHED = "published"
    OPEN = "open"
    CLOSED = "closed"
    DECIDED = "decided"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


class InitiativeState(StrEnum):
    """How an initiative stands as a whole; ending without a procurement is a success state."""

    ACTIVE = "active"
    ENDED_NO_PROCUREMENT = "ended_no_procurement"
    ENDED_STOPPED = "ended_stopped"
    ENDED_SPREAD = "ended_spread"


class Law(StrEnum):
    """The Swedish procurement acts, and none."""

    LOU = "lou"
    LUF = "luf"
    LUK = "luk"
    LUFS = "lufs"
    NONE = "none"


class CriterionKind(StrEnum):
    """What a criterion is in law, in an awarding stage and after it."""

    QUALIFICATION = "qualification"
    AWARD = "award"
    CONTRACT_TERM = "contract_term"
    OPTION_GROUND = "option_ground"
    LEARNING = "learning"


class CriterionGroup(StrEnum):
    """What a criterion looks at; all but need and other are scalability (seed, investment logic 2, 4)."""

    NEED = "need"
    MARKET = "market"
    MODEL = "model"
    COMPETITION = "competition"
    TEAM = "team"
    RESOURCES = "resources"
    OTHER = "other"


class Evidence(StrEnum):
    """How much a criterion of the library may ask for: promised, sketched, tested, or in operation (domain 5.6)."""

    CALL = "call"
    CONCEPT = "concept"
    PROTOTYPE = "prototype"
    PILOT = "pilot"


class PartnerKind(StrEnum):
    """How somebody takes part beside a supplier: in the consortium, or as its subcontractor."""

    CONSORTIUM = "consortium"
    SUBCONTRACTOR = "subcontractor"


class QuestionKind(StrEnum):
    """What sort of answer a question of a stage's form takes."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    ONE = "one"
    MANY = "many"
    FILE = "file"
    VIDEO = "video"
    READINESS = "readiness"


class FileKind(StrEnum):
    """The families of files that may be asked for; `core.files` holds what their names end in."""

    PAPER = "paper"
    TABLE = "table"
    SLIDES = "slides"
    PICTURE = "picture"
    SOUND_AND_FILM = "sound_and_film"


class ReadinessDimension(StrEnum):
    """What a level of readiness, 1-9, is claimed or shown of (domain 5.2, our own neutral scales)."""

    TECHNOLOGY = "technology"
    NEED = "need"
    MODEL = "model"
    RIGHTS = "rights"
    TEAM = "team"
    FUNDING = "funding"


class AssessmentMode(StrEnum):
    """How a stage is assessed: reverse, where nobody is ranked, or weighted points, where the buyer published it."""

    REVERSE = "reverse"
    POINTS = "points"


class PriceOf(StrEnum):
    """Which stage's price is counted where price is weighed (DYNAMO counts that of the next phase: domain 5.3)."""

    NEXT_STAGE = "next_stage"
    THIS_STAGE = "this_stage"


class RiskState(StrEnum):
    """Where a risk from a mark of 1 stands when it is followed up."""

    OPEN = "open"
    GONE = "gone"
    REMAINS = "remains"


class PlacesRule(StrEnum):
    """What is tried, in the published order, when more suppliers are eligible than there are places."""

    MORE_PLACES = "more_places"
    POINTS = "points"
    NEED_FIT = "need_fit"
    PRICE = "price"
    LOT = "lot"


class FewerRule(StrEnum):
    """What happens when fewer suppliers are eligible than there are places."""

    GO_ON_WITH_FEWER = "go_on_with_fewer"
    REOPEN = "reopen"
    STOP = "stop"


class AssumptionAbout(StrEnum):
    """Whose truth an assumption tests."""

    NEED = "need"
    SUPPLIER = "supplier"
    SOLUTION = "solution"


class AssumptionState(StrEnum):
    """What the tests have said so far."""

    OPEN = "open"
    SUPPORTED = "supported"
    REFUTED = "refuted"


class Confidence(StrEnum):
    """How sure one is of what is said of an assumption: a guess, some ground, or well proved."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ParticipationState(StrEnum):
    """Where one supplier stands in one procurement or dialogue."""

    ACTIVE = "active"
    ON_HOLD = "on_hold"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """The outcome of a gate for one supplier."""

    CONTINUES = "continues"
    ENDED = "ended"
    ON_HOLD = "on_hold"
    TURNS = "turns"


class GateOutcome(StrEnum):
    """The outcome of a gate for the initiative itself."""

    GO_ON = "go_on"
    STOP = "stop"
    TURN = "turn"
    HOLD = "hold"


class Mandate(StrEnum):
    """By what right somebody decides."""

    MINUTE = "minute"
    DELEGATION = "delegation"
    STATED = "stated"


class AssessmentKind(StrEnum):
    """One assessor's own marks, one buyer's marks of the need fit in a joint initiative, or the consensus."""

    INDIVIDUAL = "individual"
    BUYER = "buyer"
    CONSENSUS = "consensus"


class ContactKind(StrEnum):
    """The form of a buyer-supplier exchange."""

    MEETING = "meeting"
    WORKSHOP = "workshop"
    MAIL = "mail"
    PHONE = "phone"
    COACHING = "coaching"


class Origin(StrEnum):
    """Where an insight or an item of the specification came from."""

    BUYER = "buyer"
    SUPPLIER = "supplier"
    USER_TEST = "user_test"
    ANSWER = "answer"
    DESK = "desk"


class BroadcastKind(StrEnum):
    """What a piece of information to all is: news, the one summary of a dialogue, or a corrected condition."""

    INFORMATION = "information"
    SUMMARY = "summary"
    CORRECTION = "correction"


class PackItemKind(StrEnum):
    """What stands in an information pack."""

    INVITATION = "invitation"
    QUESTION = "question"
    BROADCAST = "broadcast"
    CONTACT = "contact"
    INSIGHT = "insight"
    REQUIREMENT = "requirement"


class InvolvementOutcome(StrEnum):
    """How a tenderer's part in the preparations was handled (LOU 4 kap. 8 §): levelled, or at last excluded."""

    LEVELLED = "levelled"
    EXCLUDED = "excluded"


class Effect(StrEnum):
    """What a change does to the solution's way to other customers."""

    EASES = "eases"
    NEUTRAL = "neutral"
    HINDERS = "hinders"


class ChangeState(StrEnum):
    """Where a change request stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class HowItWent(StrEnum):
    """How a test user managed one scenario."""

    ALONE = "alone"
    WITH_HELP = "with_help"
    NOT = "not"


class Principle(StrEnum):
    """The five principles of public procurement (LOU 4 kap. 1 §; seed, value 4)."""

    NON_DISCRIMINATION = "non_discrimination"
    EQUAL_TREATMENT = "equal_treatment"
    TRANSPARENCY = "transparency"
    PROPORTIONALITY = "proportionality"
    MUTUAL_RECOGNITION = "mutual_recognition"


class Layer(StrEnum):
    """What a claim "not in line with procurement" rests on (seed, insight 1)."""

    PRINCIPLE = "principle"
    LAW = "law"
    INTERPRETATION = "interpretation"
    ROUTINE = "routine"


class Release(StrEnum):
    """What is decided about one item that somebody asks to be given."""

    RELEASE = "release"
    MASK = "mask"
    WITHHOLD = "withhold"


class RequirementState(StrEnum):
    """Where one item of the living specification stands."""

    PROPOSED = "proposed"
    CURRENT = "current"
    DROPPED = "dropped"


class MoneyState(StrEnum):
    """States of money: planerat, intecknat, fakturerat, utbetalt, frigjort."""

    PLANNED = "planned"
    COMMITTED = "committed"
    INVOICED = "invoiced"
    PAID = "paid"
    RELEASED = "released"


class Ceiling(StrEnum):
    """Which ceiling of affordable loss, the narrowest first."""

    SUPPLIER_IN_STAGE = "supplier_in_stage"
    SUPPLIER = "supplier"
    STAGE = "stage"
    INITIATIVE = "initiative"


class Settlement(StrEnum):
    """By which rule a supplier that leaves in the middle of a stage is paid."""

    MILESTONES = "milestones"
    TIME_SHARE = "time_share"


class RightsHolder(StrEnum):
    """Who owns what is developed. Supplier is the default (seed, consequence 3)."""

    SUPPLIER = "supplier"
    BUYER = "buyer"
    SHARED = "shared"
