"""A programme is its name: alike in any language and however it is spaced and capitalised."""

import pytest

from vakna.core import programmes
from vakna.core.initiative import Text, text
from vakna.core.refusal import BadInput

SWEDISH, ENGLISH = text("Vaken vardag"), text("Awake every day", "en")
BOTH = Text({"en": "AWAKE every day", "sv": "Vaken  vardag"})


def test_names_in_two_languages_are_one_programme_when_somebody_writes_both() -> None:
    apart = programmes.by_name([SWEDISH, SWEDISH, ENGLISH])
    joined = programmes.by_name([SWEDISH, SWEDISH, ENGLISH, BOTH])

    assert dict(apart) == {"vaken vardag": SWEDISH, "awake every day": ENGLISH}
    assert set(joined.values()) == {programmes.of(BOTH, joined)}
    assert [programmes.of(ENGLISH, joined).said(one) for one in ("sv", "en")] == ["Vaken vardag", "Awake every day"]


def test_programme_is_called_what_most_call_it() -> None:
    assert programmes.by_name([text("vaken"), text("Vaken"), text("Vaken")]) == {"vaken": text("Vaken")}


def test_name_that_is_too_long_in_any_language_is_refused() -> None:
    programmes.check(None)
    programmes.check(text("å" * programmes.LONGEST))

    with pytest.raises(BadInput) as refused:
        programmes.check(Text({"sv": "Kort", "en": "a" * (programmes.LONGEST + 1)}))

    assert (refused.value.code, refused.value.path) == ("programme-long", "programme")
