"""How templates say things: sentences by code, and core values written in the page's language."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vakna.core import words
from vakna.core.initiative import MaybeMoney, Text
from vakna.core.vocabulary import NotPublished
from vakna.web.access import new_once
from vakna.web.sentences import PAGES

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Any, code: str, **values: object) -> str:
    """Say the sentence behind `code`; values are written by their type."""
    return PAGES.say(_language(context), code, **values)


@register.simple_tag(takes_context=True)
def text(context: Any, value: Text | NotPublished | None) -> str | SafeString:
    """Give what a person wrote, marked with its language when that is not the page's; a mark when not published."""
    language = _language(context)
    if not isinstance(value, Text):
        return words.write(language, value)
    written = value.language(language)
    said = value.by_language[written]
    return said if written == language else format_html('<span lang="{}">{}</span>', written, said)


@register.simple_tag(takes_context=True)
def money(context: Any, value: MaybeMoney) -> str:
    """Write a sum, `not published` or `unknown`."""
    return words.money(_language(context), value)


@register.simple_tag(takes_context=True)
def when(context: Any, value: datetime, *, zone: bool = False, weekday: bool = True) -> SafeString:
    """Write an instant; with `zone` the clock is named."""
    said = words.instant(_language(context), value, zone=zone, weekday=weekday)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


@register.simple_tag(takes_context=True)
def day(context: Any, value: date) -> SafeString:
    """Write a date."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words.day(_language(context), value))


@register.simple_tag(takes_context=True)
def word(context: Any, value: StrEnum) -> str:
    """Write one word of a closed list."""
    return words.word(_language(context), value)


@register.simple_tag(takes_context=True)
def number(context: Any, value: Any) -> str:
    """Write a number."""
    return words.number(_language(context), value)


@register.simple_tag
def once() -> SafeString:
    """Put a fresh key in a form, so that posting it twice does one thing."""
    return format_html('<input type="hidden" name="once" value="{}">', new_once())


def _language(context: Any) -> str:
    return str(context.get("lang", "sv"))
