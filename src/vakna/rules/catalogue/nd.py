"""Non-discrimination: nobody is left out by place, size, membership, language or register (seed, insight 1)."""

from collections.abc import Iterator

from ..finding import Level, Look
from ..rule import AT_PUBLISH, IN_WORDS, Rule
from ..scene import Scene
from ..wording import EQUIVALENT, wording

_ONLY_SV = r"\b(?:bara|enbart|endast|uteslutande|förbehåll\w*|reservera\w*|begränsa\w*|andra än)\b[^,:]*?"
_ONLY_EN = r"\b(?:only|solely|exclusively|reserved|restricted|limited|other than)\b[^,:]*?"
_FIRMS_SV = r"(?:företag\w*|leverantör\w*|bolag\w*|aktör\w*|anbudsgivare\w*)"
_FIRMS_EN = r"(?:firms?|compan(?:y|ies)|suppliers?|business(?:es)?|enterprises?|tenderers?)"
_HERE_SV = r"(?:i|inom) (?:kommunen|länet|regionen|trakten|staden|sverige)"
_HERE_EN = r"in (?:the |our )?(?:municipality|county|region|city|area|sweden)"
_MUST_SV = r"\b(?:måste|ska|skall|kräv\w*|krav\w*)\b[^,:]*?"
_MUST_EN = r"\b(?:must|shall|required?|requires?)\b[^,:]*?"

LOCAL = wording(
    "lokal", "regional", "närbelä", "kommunens", "länets", "svensk", "säte", "kontor", "hemvist", "etabler",
    "local", "nearby", "swedish", "based", "seat", "establish", "headquarter",
    sv=rf"{_ONLY_SV}\b(?:lokala?|regionala?|närbelägna|kommunens|länets|svenska)\b(?: \w+)? {_FIRMS_SV}"
    rf"|(?:{_ONLY_SV}|{_MUST_SV})\b(?:säte|kontor|hemvist|etablera\w*)\b[^,:]*? {_HERE_SV}",
    en=rf"{_ONLY_EN}\b(?:local|regional|nearby|swedish)\b(?: \w+)? {_FIRMS_EN}"
    rf"|\b(?:local|regional|swedish) {_FIRMS_EN} only"
    rf"|(?:{_ONLY_EN}|{_MUST_EN})\b(?:based|seat|office|established|headquartered)\b[^,:]*? {_HERE_EN}",
)  # fmt: skip
SIZE = wording(
    "startup", "start-up", "startupp", "små och medel", "småföretag", "nystartade", "smf", "sme", "small",
    sv=rf"{_ONLY_SV}\b(?:start-?up\w*|startupp\w*|nystartade|små och medel\w*|små {_FIRMS_SV}|småföretag\w*|smf)\b",
    en=rf"{_ONLY_EN}\b(?:start-?ups?|smes?|small and medium\w*|small {_FIRMS_EN})\b"
    r"|\b(?:start-?ups|smes|small and medium-sized \w+) only",
)  # fmt: skip
MEMBERS = wording(
    "medlem", "kluster", "inkubator", "nätverk", "member", "cluster", "incubat", "network",
    sv=rf"(?:{_ONLY_SV}|{_MUST_SV})\b(?:medlemm\w*|medlem|inkubator\w*|kluster\w*|nätverkets)\b",
    en=rf"(?:{_ONLY_EN}|{_MUST_EN})\b(?:members?|incubat\w+|cluster\w*|network's)\b",
)  # fmt: skip
LANGUAGE = wording(
    "svenska", "swedish",
    sv=rf"(?:{_ONLY_SV}|{_MUST_SV})\b(?:på|tala|skriva|behärska\w*|flytande(?: i)?) svenska\b",
    en=rf"(?:{_ONLY_EN}|{_MUST_EN})\b(?:in|speak|write|fluent in|master) swedish\b",
    unless=r"svenska eller|eller engelska|swedish or|or english",
)  # fmt: skip
REGISTER = wording(
    "organisationsnummer", "bolagsverket", "f-skatt", "registration number", "swedish companies",
    sv=rf"(?:{_ONLY_SV}|{_MUST_SV}|\bange )(?:\w+ ){{0,3}}?(?:svenskt? )?"
    r"(?:organisationsnummer|bolagsverket|f-skatt\w*)\b",
    en=rf"(?:{_ONLY_EN}|{_MUST_EN})(?:swedish registration number|swedish companies registration office|f-skatt)\b",
    unless=EQUIVALENT,
)  # fmt: skip
_TARGETED = wording(
    "lokal", "regional", "länet", "startup", "start-up", "små och medel", "små företag", "smf", "medlem",
    "local", "sme", "small", "member", "county",
    sv=r"\b(?:lokala?|regionala?|länets?|start-?up\w*|små och medel\w*|små företag|smf|medlemm\w*)\b",
    en=r"\b(?:local|regional|county|start-?ups?|smes?|small and medium\w*|small firms|members?)\b",
)  # fmt: skip


def limited_to_local_firms(scene: Scene) -> Iterator[Look]:
    """Look for words that let in firms of one place alone."""
    return LOCAL.looks(scene.invitations)


def limited_by_size_or_age(scene: Scene) -> Iterator[Look]:
    """Look for words that let in start-ups, or small and medium-sized firms, alone."""
    return SIZE.looks(scene.invitations)


def limited_to_members(scene: Scene) -> Iterator[Look]:
    """Look for words that let in the members of a network, cluster or incubator alone."""
    return MEMBERS.looks(scene.invitations)


def one_language_asked(scene: Scene) -> Iterator[Look]:
    """Look for words that ask for Swedish and nothing else."""
    return LANGUAGE.looks(scene.invitations)


def national_register_asked(scene: Scene) -> Iterator[Look]:
    """Look for a Swedish number or register that is asked for with nothing equivalent allowed."""
    return REGISTER.looks(scene.invitations)


def funding_with_strings(scene: Scene) -> Iterator[Look]:
    """Look at each source of money: one for a region or a kind of firm collides with an invitation open to all."""
    for i, source in enumerate(scene.terms.funding_sources):
        said = source.target_group.by_language.items() if source.target_group else ()
        words = next((hit for language, text in said if (hit := _TARGETED.words(language, text))), source.region)
        yield scene.look_at(f"initiative.funding_sources[{i}]", words is None, words=words, source=source.name)


def invitation_not_open(scene: Scene) -> Iterator[Look]:
    """Look at where each stage was made known: at least one channel is open to all."""
    for stage in scene.live:
        mine = [(i, one) for i, one in enumerate(scene.picture.reaches) if one.stage == stage.key]
        if mine:
            yield scene.look_at(
                f"reaches[{mine[0][0]}].open_to_all", any(one.open_to_all for _, one in mine), stage=stage.key
            )


_BASIS = ("lou-4-1", "seed-insight-1")
RULES = (
    Rule(
        "ND01", "limited-to-local-firms", Level.BLOCK, limited_to_local_firms, _BASIS, "no-invitation", moments=IN_WORDS
    ),
    Rule(
        "ND02", "limited-by-size-or-age", Level.BLOCK, limited_by_size_or_age, _BASIS, "no-invitation", moments=IN_WORDS
    ),
    Rule("ND03", "limited-to-members", Level.BLOCK, limited_to_members, _BASIS, "no-invitation", moments=IN_WORDS),
    Rule(
        "ND04",
        "funding-with-strings",
        Level.WARN,
        funding_with_strings,
        ("seed-erdf", "lou-4-1"),
        "no-funding-source",
        moments=AT_PUBLISH,
    ),
    Rule("ND05", "one-language-asked", Level.WARN, one_language_asked, _BASIS, "no-invitation", moments=IN_WORDS),
    Rule(
        "ND06",
        "national-register-asked",
        Level.WARN,
        national_register_asked,
        ("lou-4-1", "mutual-recognition"),
        "no-invitation",
        moments=IN_WORDS,
    ),
    Rule("ND07", "invitation-not-open", Level.BLOCK, invitation_not_open, _BASIS, "no-reach", moments=AT_PUBLISH),
)
