"""The forms of the register. No layer is chosen beforehand: to ask "which?" is the point."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vakna.core import people, words
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Objection, Waiver
from vakna.web.access import Visit
from vakna.web.fields import DayField, KeyField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

LONGEST_CLAIM = 500
_ANSWERERS = (v.Role.LAWYER, v.Role.PROCURER, v.Role.PROCESS_LEADER, v.Role.NEED_OWNER)


def layers(language: str, *, required: bool = True) -> forms.ChoiceField:
    """Ask for one of the four layers, each with one plain sentence and an example. None is chosen beforehand."""
    choices = [(one.value, _layer(language, one)) for one in v.Layer]
    return forms.TypedChoiceField(
        coerce=v.Layer, choices=choices, widget=forms.RadioSelect, required=required, empty_value=None
    )


def _layer(language: str, one: v.Layer) -> SafeString:
    said = (PAGES.say(language, f"objections.layer.{one}.{part}") for part in ("name", "means", "example"))
    return format_html('<span class="layer"><b>{}</b><small>{}</small><small>{}</small></span>', *said)


class FileForm(PageForm):
    """A claim, and what its maker says that it rests on."""

    about = "objection"

    claim = area(rows=3)
    layer = forms.ChoiceField()
    principle = forms.ChoiceField(required=False)
    law = forms.ChoiceField(required=False)
    owner = KeyField(among=(), required=False)
    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, seen: Visit, **options: Any) -> None:
        """Offer layers, principles, acts, and those who can find out what holds."""
        super().__init__(*args, language=seen.language, **options)
        self.fields["claim"].max_length = LONGEST_CLAIM  # type: ignore[attr-defined]
        self._put("layer", layers(seen.language))
        self._put("principle", WordField(among=v.Principle, language=seen.language, radio=False, required=False))
        acts = (one for one in v.Law if one is not v.Law.NONE)
        self._put("law", WordField(among=acts, language=seen.language, radio=False, required=False))
        self.fields["owner"].choices = [("", "–"), *able(seen)]  # type: ignore[attr-defined]

    def _put(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self.dress(name, field)

    def clean_claim(self) -> str:
        """Refuse a claim that is too long to be one."""
        claim: str = self.cleaned_data["claim"]
        if len(claim) > LONGEST_CLAIM:
            raise forms.ValidationError(PAGES.say(self.language, "objections.claim_long", most=LONGEST_CLAIM))
        return claim

    def objection(self, *, key: Key, seen: Visit) -> Objection:
        """Give the objection as it was typed."""
        said = self.cleaned_data
        return Objection(
            key=key, number=0, at=seen.at, claim=self.said("claim"), layer=said["layer"], principle=said["principle"],
            law=said["law"], owner=said["owner"],
        )  # fmt: skip


class AnswerObjectionForm(PageForm):
    """What holds: the rule, where it stands, when it was read, the answer, and which layer it turned out to be."""

    about = "objection_answer"

    rule_says = area(rows=4)
    source = forms.CharField(max_length=400)
    checked = DayField()
    answer = area(rows=4)
    turned_out = forms.ChoiceField()

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for the layer as the filing did."""
        super().__init__(*args, **options)
        self.fields["turned_out"] = layers(self.language)
        self.dress("turned_out", self.fields["turned_out"])


class WaiverForm(PageForm):
    """A house rule set aside: which, whose, by whom, by what paper, until when."""

    about = "waiver"

    rule = forms.CharField(max_length=300)
    owner = forms.CharField(max_length=200)
    granted_by = forms.CharField(max_length=200)
    reference = forms.CharField(max_length=200)
    until = DayField(required=False)
    objection = KeyField(among=(), required=False)

    def __init__(self, *args: Any, seen: Visit, **options: Any) -> None:
        """Offer the objections that it may follow from."""
        super().__init__(*args, language=seen.language, **options)
        offered = [(one.key, _short(one, seen.language)) for one in seen.picture.objections]
        if offered:
            self.fields["objection"].choices = [("", "–"), *offered]  # type: ignore[attr-defined]
        else:
            del self.fields["objection"]

    def waiver(self, *, key: Key, seen: Visit) -> Waiver:
        """Give the waiver as it was typed."""
        said = self.cleaned_data
        return Waiver(
            key=key, at=seen.at, rule=self.said("rule"), owner=self.said("owner"), granted_by=self.said("granted_by"),
            reference=said["reference"].strip(), until=said["until"], objection=said.get("objection"),
        )  # fmt: skip


def able(seen: Visit) -> list[tuple[str, str]]:
    """List those who can answer an objection in this initiative now, lawyers first, by name and role."""
    names = {one.key: one.name for one in seen.picture.terms.people}
    found: dict[str, str] = {}
    for role in _ANSWERERS:
        for one in seen.picture.terms.members:
            now = people.actor_in(seen.picture, one.person, seen.at)
            if one.role is role and one.person in names and people.may(now, "oversight.answer_objection"):
                found.setdefault(one.person, f"{names[one.person]}, {words.word(seen.language, role)}")
    return list(found.items())


def _short(one: Objection, language: str) -> str:
    said = one.claim.said(language)
    return f"{one.number}. {said if len(said) <= 80 else said[:78].rstrip() + ' …'}"
