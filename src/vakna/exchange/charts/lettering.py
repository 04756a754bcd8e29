"""How wide words become in Source Sans 3, so that labels can be placed before any browser has drawn them.

Knows advance widths of the font that the product serves; a little is added for machines that fall back to another.
"""

FONT = "Source Sans 3 Variable, Source Sans 3, sans-serif"
REGULAR, SEMIBOLD, BOLD = 400, 600, 700

# Advance widths of the regular cut, thousandths of an em, rounded to twenty.
_CUT = {
    200: " \u00a0", 240: "',.:;ij·", 260: "Il", 280: "!", 300: "()f", 320: "-", 340: "rt", 360: "/", 420: '"*?sz',
    440: "x", 460: "cvy", 480: "JLY–", 500: "+0123456789=Faegkåäé×§", 520: "EVXÉ", 540: "ASTZhnouÅÄöü",
    560: "PRbdpq", 580: "BCK", 600: "&", 620: "DG", 640: "NU", 660: "HOQÖ", 720: "Mw", 780: "W", 820: "%m", 940: "…",
}  # fmt: skip
_ADVANCE = {letter: thousandths / 1000 for thousandths, letters in _CUT.items() for letter in letters}
_UNKNOWN = 0.66
_WEIGHT = {REGULAR: 1.0, SEMIBOLD: 1.035, BOLD: 1.065}
_SLACK = 1.03


def width(words: str, size: float, weight: int = REGULAR) -> float:
    """Give the drawn width of words in pixels at a size, slightly generous."""
    return sum(_ADVANCE.get(letter, _UNKNOWN) for letter in words) * size * _WEIGHT[weight] * _SLACK


def shorten(words: str, room: float, size: float, weight: int = REGULAR) -> str:
    """Give the words, or as many letters as fit the room with an ellipsis after them; empty when nothing fits."""
    if width(words, size, weight) <= room:
        return words
    for kept in range(len(words) - 1, 0, -1):
        short = words[:kept].rstrip(" \u00a0,.·–-") + "…"
        if width(short, size, weight) <= room:
            return short
    return ""


def wrap(words: str, room: float, size: float, weight: int = REGULAR, most: int = 3) -> tuple[str, ...]:
    """Break words into at most so many lines at ordinary spaces; what is left over is shortened on the last line."""
    lines: list[str] = []
    rest = words.split(" ")
    while rest and words:
        if len(lines) == most - 1:
            lines.append(shorten(" ".join(rest), room, size, weight))
            break
        taken = _taken(rest, room, size, weight)
        lines.append(shorten(" ".join(rest[:taken]), room, size, weight))
        rest = rest[taken:]
    return tuple(lines)


def _taken(rest: list[str], room: float, size: float, weight: int) -> int:
    taken = 1
    while taken < len(rest) and width(" ".join(rest[: taken + 1]), size, weight) <= room:
        taken += 1
    return taken
