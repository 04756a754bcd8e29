"""A fresh document of each template gives no finding: a buyer that begins is not met by faults."""

import copy

import pytest

from tests.rules.documents import AT, BARE, PCP
from vakna.core import document, templates
from vakna.core.document import encode
from vakna.rules.lint import lint

_PROCUREMENT = {"key": "p", "title": {"sv": "P"}, "law": "lou", "procedure": {"sv": "Öppet förfarande"}}


@pytest.mark.parametrize("name", templates.TEMPLATES)
def test_template_gives_no_finding(name: str) -> None:
    data = copy.deepcopy(BARE)
    data["initiative"] |= {
        "organisations": [{"key": "kop", "name": "Köpstads kommun", "kind": "municipality", "invented": True}],
        "buyers": ["kop"],
        "procurements": [_PROCUREMENT],
        "stages": [encode(one) for one in templates.TEMPLATES[name].planned("kop", procurement="p")],
    }

    report = lint(document.load(data), at=AT[PCP])

    assert [(one.rule.code, [look.place.path for look in one.findings]) for one in report.failed()] == []
