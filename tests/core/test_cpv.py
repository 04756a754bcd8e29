"""CPV codes are read as people write them, and kept as eight digits."""

import pytest

from vakna.core import cpv
from vakna.core.refusal import BadInput


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("72000000", ("72000000",)),
        ("72000000-5, 80500000\n72000000", ("72000000", "80500000")),
        ("03000000;", ("03000000",)),
        ("", ()),
    ],
)
def test_codes_are_read_with_and_without_check_digit(given: str, read: tuple[str, ...]) -> None:
    assert cpv.read(given) == read


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("7200000", "expected-cpv"),
        ("72*", "expected-cpv"),
        ("72000000-55", "expected-cpv"),
        ("00000000", "expected-cpv"),
        ("it", "expected-cpv"),
        (" ".join(str(10_000_000 + number) for number in range(21)), "cpv-many"),
    ],
)
def test_what_is_no_code_and_too_many_are_refused(given: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        cpv.read(given)

    assert (refused.value.code, refused.value.path) == (code, "cpv")
