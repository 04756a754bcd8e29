"""Read a drawing back: its texts with the paper they fill, so that tests can measure instead of looking."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from vakna.exchange.charts.marks import Box, text_box

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One SVG, parsed."""

    root: ET.Element

    @property
    def paper(self) -> Box:
        left, top, wide, high = (float(each) for each in self.root.attrib["viewBox"].split())
        return Box(left=left, top=top, right=left + wide, bottom=top + high)

    def all(self, tag: str) -> list[ET.Element]:
        return self.root.findall(f".//{_SVG}{tag}")

    def texts(self) -> list[str]:
        return [element.text or "" for element in self.all("text")]

    def boxes(self) -> list[tuple[str, Box]]:
        return [(element.text or "", _box(element)) for element in self.all("text")]

    def numbers(self) -> list[str]:
        """Give every number in every attribute that places something."""
        places = [
            value
            for element in self.root.iter()
            for key, value in element.attrib.items()
            if key in {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "d", "viewBox"}
        ]
        return [word for place in places for word in re.findall(r"[^\s,MmCcLlHhVvQqZz]+", place)]


def read(svg: str) -> Drawing:
    """Parse a drawing; one that is not well-formed fails here."""
    return Drawing(root=ET.fromstring(svg))  # noqa: S314 our own drawing


def _box(element: ET.Element) -> Box:
    place = element.attrib
    return text_box(
        element.text or "",
        float(place["x"]),
        float(place["y"]),
        float(place["font-size"]),
        weight=int(place.get("font-weight", "400")),
        anchor=place.get("text-anchor", "start"),
    )


def collisions(drawing: Drawing) -> list[tuple[str, str]]:
    """Give the pairs of texts that stand on the same paper, a hair's breadth forgiven."""
    boxes = [(words, _shrunk(box)) for words, box in drawing.boxes()]
    return [
        (words, other)
        for place, (words, box) in enumerate(boxes)
        for other, second in boxes[place + 1 :]
        if box.meets(second)
    ]


def outside(drawing: Drawing) -> list[str]:
    """Give the texts that leave the paper."""
    paper = drawing.paper
    return [
        words
        for words, box in drawing.boxes()
        if box.left < paper.left - 2 or box.right > paper.right + 4 or box.top < -2 or box.bottom > paper.bottom + 2
    ]


def _shrunk(box: Box) -> Box:
    return Box(left=box.left + 1.5, top=box.top + 1.5, right=box.right - 1.5, bottom=box.bottom - 1.5)
