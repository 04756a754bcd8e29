"""The colours of the pictures, as presentation attributes carry them; the style sheet uses the same hand.

Petrol is suppliers and money, amber is organisations that use the solution.
"""

INK = "#16222b"
MUTED = "#42525c"
LINE = "#c6d1d6"
HAIR = "#e1e8eb"
PAPER = "#ffffff"
SHORE = "#f2f5f6"
PETROL = "#0e3b4d"
PETROL_MID = "#56808d"
PETROL_PALE = "#9ab6bf"
MIST = "#d3e2e6"
PLAN = "#00697a"
AMBER = "#a66a08"
AMBER_TEXT = "#6b4500"
SUN = "#f2b544"
SUN_PALE = "#fdeec6"
HATCH = "#d9962a"
RED = "#b3261e"
RED_TEXT = "#93190f"
