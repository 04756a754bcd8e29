"""How somebody walks through the house by keyboard alone: Tab leads on, and each field is met in the page's order.

Nothing here clicks, fills or ticks. Whatever Tab reaches must show that it has the focus. Only the file dialogue is
the browser's own and lies outside the page: its field is reached by Tab, and the file is then handed to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from playwright.sync_api import Page, Response, expect

from tests.browser.walking import text

MOST = 150
"""So many presses of Tab lead past everything on the longest page of the journey."""


class Stop(TypedDict):
    """Where Tab has led: what has the focus, whether that is seen, and what it would open or press."""

    seen: bool
    what: str
    name: str
    kind: str
    value: str
    folds: list[str]
    skips: bool
    wanted: bool


_STOP = """([names, wanted]) => {
  const one = document.activeElement, label = one.closest("label:has(:focus-visible)");
  const ringed = (it) => {
    const box = it.getBoundingClientRect(), style = getComputedStyle(it);
    const inView = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
    return inView && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const folded = one.matches("summary") && !one.parentElement.open ? one.parentElement : null;
  return {
    seen: one === document.body || ringed(one) || (label !== null && ringed(label)),
    what: one.outerHTML.slice(0, 160),
    name: one.closest("main") && one.name || "", kind: one.type || one.tagName, value: one.value || "",
    folds: folded ? names.filter(name => folded.querySelector(`[name="${name}"]`)) : [],
    skips: one.matches("a.skip"), wanted: wanted !== "" && one.matches(wanted),
  };
}"""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The hand that only has a keyboard. Scripts run, as they do for most who use one."""

    name: str = "tangenter"
    scripts: bool = True
    suppliers: int = 2

    def fill(self, page: Page, **typed: Any) -> None:
        """Fill in the fields of a form by name, in the order in which Tab meets them."""
        left = dict(typed)
        stop = _past_the_top(page, list(left)) if left else None
        for _ in range(MOST):
            if stop is None:
                return
            if stop["folds"]:
                page.keyboard.press("Enter")
            if stop["name"] in left and _meant(stop, left[stop["name"]]):
                _WAYS.get(stop["kind"], _type)(page, left.pop(stop["name"]))
            stop = _tab(page, list(left)) if left else None
        raise AssertionError(f"{sorted(left)} were not reached with {MOST} presses of Tab on {page.url}\n{text(page)}")

    def press(self, page: Page, wanted: str) -> Response | None:
        """Reach a button with Tab and press it with Enter."""
        tab_to(page, wanted, skip=True)
        with page.expect_navigation() as answered:
            page.keyboard.press("Enter")
        return answered.value


def tab_to(page: Page, wanted: str, *, skip: bool = False) -> None:
    """Press Tab until something has the focus; `skip` follows the link past the head of the page when it is met."""
    stop = _past_the_top(page, [], wanted) if skip else _tab(page, [], wanted)
    for _ in range(MOST):
        if stop["wanted"]:
            return
        stop = _tab(page, [], wanted)
    raise AssertionError(f"{wanted} was not reached with {MOST} presses of Tab on {page.url}\n{text(page)}")


def _past_the_top(page: Page, names: list[str], wanted: str = "") -> Stop:
    """Go to the next stop; on a new page that is the link past its head, which is followed to the stop after it."""
    stop = _tab(page, names, wanted)
    if not stop["skips"]:
        return stop
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    return _tab(page, names, wanted)


def _tab(page: Page, names: list[str], wanted: str = "") -> Stop:
    page.keyboard.press("Tab")
    stop: Stop = page.evaluate(_STOP, [names, wanted])
    assert stop["seen"], f"no visible focus on {stop['what']} of {page.url}"
    return stop


def _meant(stop: Stop, value: Any) -> bool:
    """Tell whether this is the box to tick, where several share a name."""
    return stop["kind"] != "checkbox" or not isinstance(value, str) or value == stop["value"]


def _type(page: Page, value: Any) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.type(str(value))
    _holds(page, _VALUE, str(value))


def _tick(page: Page, value: Any) -> None:
    if page.evaluate(_TICKED) != bool(value):
        page.keyboard.press("Space")
    _holds(page, _TICKED, bool(value))


def _turn(page: Page, value: Any) -> None:
    """Move along a group of radio buttons with the arrows; Space takes the one where Tab stopped."""
    here, there = page.evaluate(_RADIOS, str(value))
    if here == there:
        page.keyboard.press("Space")
    for _ in range(abs(there - here)):
        page.keyboard.press("ArrowDown" if there > here else "ArrowUp")
    _holds(page, f"[{_VALUE}, {_TICKED}]", [str(value), True])


def _choose(page: Page, value: Any) -> None:
    """Move along a list of choices with the arrows."""
    here, there = page.evaluate(_OPTIONS, str(value))
    for _ in range(abs(there - here)):
        page.keyboard.press("ArrowDown" if there > here else "ArrowUp")
    _holds(page, _VALUE, str(value))


def _holds(page: Page, asked: str, wanted: object) -> None:
    """See that the field that has the focus now holds what was meant."""
    found = page.evaluate(asked)
    assert found == wanted, f"the keyboard left {found!r}, not {wanted!r}, on {page.url}"


def _hand_over(page: Page, value: Any) -> None:
    page.locator(":focus").set_input_files({"name": value[0], "mimeType": "application/pdf", "buffer": value[1]})


def _date(page: Page, value: Any) -> None:
    """Type the parts of a day, and of a time, in the order of the browser's own language, which the field shows."""
    moment = datetime.fromisoformat(str(value))
    for keys in _orders(moment, whole_day="T" not in str(value)):
        for key in keys:
            page.keyboard.press(key)
        if page.evaluate(_VALUE) == str(value):
            return
        for _ in range(6):
            page.keyboard.press("ArrowLeft")
    raise AssertionError(f"{value} could not be typed in any order on {page.url}")


def _orders(at: datetime, *, whole_day: bool) -> tuple[list[str], ...]:
    """Give what is pressed for an instant in American, Swedish and British order; an arrow leads on from the year."""
    year, day, month = [*f"{at:%Y}", "ArrowRight"], [*f"{at:%d}"], [*f"{at:%m}"]
    half, time = ([], []) if whole_day else ([*f"{at:%I%M}", "a" if at.hour < 12 else "p"], [*f"{at:%H%M}"])
    return ([*month, *day, *year, *half], [*year, *month, *day, *time], [*day, *month, *year, *time])


_VALUE, _TICKED = "document.activeElement.value", "document.activeElement.checked"
_RADIOS = """value => {
  const one = document.activeElement, all = [...one.form.elements].filter(it => it.name === one.name);
  return [all.indexOf(one), all.findIndex(it => it.value === value)];
}"""
_OPTIONS = """value => {
  const one = document.activeElement;
  return [one.selectedIndex, [...one.options].findIndex(it => it.value === value)];
}"""
_WAYS: dict[str, Callable[[Page, Any], None]] = {
    "radio": _turn, "checkbox": _tick, "select-one": _choose, "file": _hand_over, "date": _date,
    "datetime-local": _date,
}  # fmt: skip
