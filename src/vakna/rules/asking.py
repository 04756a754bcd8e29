"""A helper for whoever writes a need: which words in it already name a solution, or somebody's brand.

It uses what rule DM01 looks for, and a short list of well-known brands. It only points; nothing is stopped by it.
"""

from vakna.core.initiative import Need, Text

from .catalogue.dm import SOLUTION
from .wording import wording

BRAND = wording(
    "®", "™", "microsoft", "google", "apple", "ipad", "iphone", "android", "sharepoint", "chatgpt", "copilot", "alexa",
    "zoom", "facebook", "whatsapp", "salesforce", "oracle",
    sv=r"\w*[®™]|\b(?:microsoft|google|apple|ipad\w*|iphone\w*|android\w*|sharepoint|chatgpt|copilot|alexa|zoom|facebook"
    r"|whatsapp|salesforce|oracle)\b",
    en=r"\w*[®™]|\b(?:microsoft|google|apple|ipads?|iphones?|android|sharepoint|chatgpt|copilot|alexa|zoom|facebook"
    r"|whatsapp|salesforce|oracle)\b",
    contrary={"sv": r"(?!)", "en": r"(?!)"},
)  # fmt: skip
"""Makes that are often named where a need is meant. A need names none, whatever is said of them."""


def solution_words(need: Need) -> tuple[str, ...]:
    """Give the words of a need's wishes that name a solution or a brand, in order, each once."""
    found = (words for text in (need.statement, need.purpose, need.wanted) for words in _in(text))
    return tuple(dict.fromkeys(found))


def _in(text: Text) -> list[str]:
    tried = [
        wanted.words(language, said) for language, said in text.by_language.items() for wanted in (SOLUTION, BRAND)
    ]
    return [one for one in tried if one is not None]
