"""Rules that read text: caught in Swedish and English with the words they saw; a mere mention is not caught."""

import pytest

from tests.rules.documents import PCP, PRACTICE, report

_CAUGHT = [
    ("ND01", "sv", "I etappen anlitas bara lokala företag.", "bara lokala företag"),
    ("ND01", "sv", "Företaget ska ha säte i länet.", "ska ha säte i länet"),
    ("ND01", "en", "The call is limited to local companies.", "limited to local companies"),
    ("ND01", "en", "Tenderers must be based in the region.", "must be based in the region"),
    ("ND02", "sv", "Endast små och medelstora företag bjuds in.", "Endast små och medelstora"),
    ("ND02", "en", "Open exclusively to start-ups.", "exclusively to start-ups"),
    ("ND03", "en", "Only members of the network may answer.", "Only members"),
    ("ND05", "en", "Answers must be written in Swedish.", "must be written in Swedish"),
    ("ND06", "en", "A tenderer must have a Swedish registration number.", "must have a Swedish registration number"),
    ("PR02", "sv", "Vi vill se er omsättning.", "omsättning"),
    ("PR04", "en", "A bank guarantee is handed in.", "bank guarantee"),
    ("MR01", "en", "Certified according to ISO 14001.", "Certified"),
    ("MR02", "sv", "Produkten är märkt med Svanen.", "Svanen"),
    ("ET05", "en", "Works with the Klarsyn™ headset.", "Klarsyn™"),
]
_NOT_CAUGHT = [
    ("ND01", "sv", "Vi begränsar oss inte till lokala företag."),
    ("ND01", "sv", "Lokala företag är lika välkomna som andra."),
    ("ND01", "sv", "Svara gärna, oavsett om företaget har kontor i kommunen."),
    ("ND01", "sv", "Bara den som vill får svara. Lokala företag har ingen fördel."),
    ("ND01", "en", "We are not limited to local companies."),
    ("ND01", "en", "Local companies compete on equal terms."),
    ("ND02", "sv", "Också startups och små företag kan svara."),
    ("ND02", "en", "Start-ups and SMEs are welcome, as is everybody else."),
    ("ND03", "sv", "Den som svarar måste inte vara medlem i något kluster."),
    ("ND03", "en", "You need not be a member of any cluster."),
    ("ND05", "sv", "Svaret ska vara på svenska eller engelska."),
    ("ND05", "en", "Answers must be in Swedish or English."),
    ("ND06", "sv", "Ange organisationsnummer eller motsvarande."),
    ("PR02", "sv", "Ingen omsättning krävs."),
    ("PR03", "sv", "Referenser behövs inte."),
    ("PR03", "en", "No references are needed."),
    ("MR01", "sv", "Certifierad enligt ISO 9001 eller motsvarande."),
    ("MR01", "en", "Certified to ISO 9001, or equivalent."),
    ("MR02", "en", "The Nordic Swan or an equivalent mark."),
    ("ET05", "sv", "Av märket Klarsyn eller likvärdigt."),
]


def _words(code: str, language: str, said: str) -> list[object]:
    failed = report(PCP, ("initiative.stages.utlysning.deliverables.0", {language: said})).failed()
    return [look.values["words"] for one in failed if one.rule.code == code for look in one.findings]


@pytest.mark.parametrize(("code", "language", "said", "words"), _CAUGHT)
def test_text_is_caught_with_the_words_that_were_seen(code: str, language: str, said: str, words: str) -> None:
    assert _words(code, language, said) == [words]


@pytest.mark.parametrize(("code", "language", "said"), _NOT_CAUGHT)
def test_text_that_only_mentions_a_word_is_not_caught(code: str, language: str, said: str) -> None:
    assert _words(code, language, said) == []


@pytest.mark.parametrize(
    ("said", "caught"),
    [
        ("Kommunen har ensamrätt till resultatet.", True),
        ("Kommunen får använda resultatet, utan ensamrätt.", False),
        ("The buyer has an exclusive licence.", True),
        ("The buyer has a non-exclusive licence.", False),
        ("The buyer has no exclusive right.", False),
    ],
)
def test_exclusive_terms_are_told_from_open_ones(said: str, caught: bool) -> None:
    language = "sv" if said.startswith("Kommunen") else "en"
    failed = report(PRACTICE, ("initiative.rights.use", {language: said})).failed()

    assert [one.rule.code for one in failed] == (["SC10"] if caught else [])


def test_text_in_another_language_is_not_read() -> None:
    assert _words("ND01", "fi", "Bara lokala företag får svara.") == []
