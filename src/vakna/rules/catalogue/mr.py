"""Mutual recognition: proof from elsewhere counts as much as proof from here (LOU 4 kap. 1 §)."""

from collections.abc import Iterator

from ..finding import Level, Look
from ..rule import IN_STAGE_WORDS, Rule
from ..scene import Scene
from ..wording import EQUIVALENT, wording

PROOF = wording(
    "certifi", "iso ", "iso-", "ackrediter", "accredit", "legitimation", "diplom", "licence",
    sv=r"\b(?:certifik\w+|certifier\w+|iso[ -]?\d+|ackredit\w+|legitimation\w*|diplom\w*)\b",
    en=r"\b(?:certificat\w+|certified|iso[ -]?\d+|accredit\w+|diplomas?|licen[cs]es? to practise)\b",
    anywhere=True,
    unless=EQUIVALENT,
)  # fmt: skip
NATIONAL = wording(
    "svanen", "svensk standard", "ss-en", "bankid", "swedish standard", "nordic swan", "skatteverket",
    "tax agency",
    sv=r"\b(?:svanen\w*|svensk standard|ss(?:-en)? ?\d{3,}|bankid|intyg från skatteverket)\b",
    en=r"\b(?:nordic swan|swedish standard|ss(?:-en)? ?\d{3,}|bankid|swedish tax agency certificate)\b",
    anywhere=True,
    unless=EQUIVALENT,
)  # fmt: skip


def proof_without_equivalent(scene: Scene) -> Iterator[Look]:
    """Look for certificates and accreditations that are asked for with nothing equivalent allowed."""
    return PROOF.looks(scene.demands)


def national_proof_only(scene: Scene) -> Iterator[Look]:
    """Look for Swedish marks, standards and log-ins that are asked for with nothing equivalent allowed."""
    return NATIONAL.looks(scene.demands)


_BASIS = ("mutual-recognition", "lou-4-1")
RULES = (
    Rule(
        "MR01",
        "proof-without-equivalent",
        Level.BLOCK,
        proof_without_equivalent,
        _BASIS,
        "nothing-asked",
        moments=IN_STAGE_WORDS,
    ),
    Rule(
        "MR02", "national-proof-only", Level.WARN, national_proof_only, _BASIS, "nothing-asked", moments=IN_STAGE_WORDS
    ),
)
