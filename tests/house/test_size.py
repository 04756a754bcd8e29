"""The house stays readable: small functions, files that fit in a head."""

from statistics import median

from tests.house import tree

_LONGEST_FILE = 500
_LONGEST_FUNCTION = 60
_MEDIAN_FUNCTION = 8
_LONGEST_TEMPLATE = 120


def _length(function: object) -> int:
    return function.end_lineno - function.lineno + 1  # type: ignore[attr-defined, no-any-return]


def test_no_file_is_longer_than_a_head_can_hold() -> None:
    everything = [
        *tree.modules(),
        *sorted((tree.ROOT / "tests").rglob("*.py")),
        *sorted((tree.ROOT / "scripts").glob("*.py")),
    ]
    lengths = {tree.name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in everything}

    assert {name: lines for name, lines in lengths.items() if lines > _LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{tree.name_of(path)}:{function.lineno} {function.name}": _length(function)
        for path in tree.modules()
        for function in tree.functions(path)
    }

    assert {name: lines for name, lines in lengths.items() if lines > _LONGEST_FUNCTION} == {}


def test_most_functions_are_small() -> None:
    lengths = [_length(function) for path in tree.modules() for function in tree.functions(path)]

    assert median(lengths) <= _MEDIAN_FUNCTION


def test_no_template_is_longer_than_two_screens() -> None:
    lengths = {tree.name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in tree.templates()}

    assert {name: lines for name, lines in lengths.items() if lines > _LONGEST_TEMPLATE} == {}
