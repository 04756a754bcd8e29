"""Processes to begin with or to add: each template by its name, what it is, and what it was elsewhere."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vakna.actions import stages
from vakna.core import stages as rules
from vakna.core import templates
from vakna.core.initiative import Stage
from vakna.core.vocabulary import Instrument
from vakna.web import access, answers, doing
from vakna.web.forms import PageForm
from vakna.web.sentences import PAGES


def choice(language: str, *, first: str = "") -> forms.ChoiceField:
    """Make the field in which a template is chosen, each with what it is; `first` is chosen from the start."""
    offered = [(key, _described(language, one)) for key, one in templates.TEMPLATES.items()]
    return forms.ChoiceField(choices=offered, widget=forms.RadioSelect, initial=first)


def _described(language: str, one: templates.Template) -> SafeString:
    """Give the template's name, what it is, its stages in order, figures seen elsewhere, and where that stands."""
    sources = list(dict.fromkeys(urlsplit(source).hostname or "" for source in one.sources))
    small = [
        PAGES.say(language, "templates.stages", stages=[stage.name for stage in one.stages]),
        one.figures.said(language) if one.figures else "",
        PAGES.say(language, "templates.sources", sources=sources),
    ]
    return format_html(
        '<strong>{}</strong><br>{}<br><span class="meta">{}</span>',
        one.name.said(language), one.about.said(language), " ".join(line for line in small if line),
    )  # fmt: skip


class AddTemplateForm(PageForm):
    """Which process is added, and after which stage."""

    about = "add_template"

    def __init__(self, *args: Any, there: Sequence[Stage], **options: Any) -> None:
        """Offer every template, and the stages that it can come after."""
        super().__init__(*args, **options)
        self.fields["template"] = choice(self.language)
        offered = [(one.key, one.name.said(self.language)) for one in there]
        self.fields["after"] = forms.ChoiceField(choices=offered)
        for name in ("template", "after"):
            self.dress(name, self.fields[name])


def add_template(request: HttpRequest, key: str) -> HttpResponse:
    """Add a whole process to the plan: a PPI after a PCP."""
    seen = access.visit(request, key)
    seen.require("stages.add_template")
    there = _placeable(seen)
    initial = {"after": there[-1].key if there else ""}
    form = AddTemplateForm(request.POST or None, language=seen.language, there=there, initial=initial)
    refusal, back = None, reverse("plan", args=[key])
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: stages.add_template(**seen.act(), **form.cleaned_data))
        if refusal is None:
            name = templates.TEMPLATES[form.cleaned_data["template"]].name
            return answers.done(request, back, "templates.added", template=name)
    return doing.page(request, seen, "add_template", form=form, here="plan", refusal=refusal, back=back)


def _placeable(seen: access.Visit) -> list[Stage]:
    """List the stages that new ones can come after: from the last one that has begun; spread stays the last."""
    every = rules.in_order(seen.picture.terms)
    begun = max((one.number for one in every if one.published_at is not None), default=0)
    found = [one for one in every if one.number >= begun]
    if found and found[-1].instrument is Instrument.SPREAD and len(found) > 1:
        found.pop()
    return found
