"""The pages about the rules as Markdown, made from the same texts that the reports speak with."""

from . import reading
from .registry import FAMILIES, RULES, VERSION
from .rule import Rule


def page(lang: str, rule: Rule) -> str:
    """Write one rule's page: what it sees, why it matters, what to do instead, and what it rests on."""
    say = reading.say
    lines = [f"# {rule.code} {reading.part(lang, rule, 'title')}", f"`{rule.name}`"]
    lines.append(f"{say(lang, 'page.level')}: {say(lang, f'level.{rule.level.value}')}.")
    for name in ("sees", "why", "do"):
        lines += [f"## {say(lang, f'page.{name}')}", reading.part(lang, rule, name)]
    lines += [f"## {say(lang, 'page.says')}", reading.sound(lang, rule)]
    lines.append(say(lang, "page.absent", because=reading.because(lang, rule.absent)))
    lines += [f"## {say(lang, 'page.when')}", reading.at_work(lang, rule)]
    lines += [f"## {say(lang, 'page.basis')}", "\n".join(f"- {one}" for one in reading.basis(lang, rule))]
    if rule.implies:
        lines.append(say(lang, "page.implies", codes=rule.implies))
    lines.append(say(lang, "page.since", since=rule.since, version=str(rule.version)))
    return "\n\n".join(lines) + "\n"


def index(lang: str) -> str:
    """Write the list of all rules by family."""
    lines = [f"# {reading.say(lang, 'page.title')}", reading.say(lang, "page.intro")]
    for family, rules in FAMILIES.items():
        rows = [f"- [{one.code}]({one.code}.md) {reading.part(lang, one, 'title')}" for one in rules]
        lines += [f"## {reading.say(lang, f'family.{family.value}')}", "\n".join(rows)]
    return "\n\n".join(lines) + "\n"


def pages(lang: str) -> dict[str, str]:
    """Give every page of a language by its file name."""
    return {"README.md": index(lang)} | {f"{one.code}.md": page(lang, one) for one in RULES}


def summary(lang: str) -> str:
    """List the rules for a shell: code, level, name, title."""
    rows = [f"{one.code}  {one.level.value:<5}  {one.name:<32}  {reading.part(lang, one, 'title')}" for one in RULES]
    return "\n".join([*rows, f"{len(RULES)} · {VERSION}"])
