"""An intermediary that may advise, a task, and advice, in an initiative of the cast's."""

from tests.cast import Built, said
from vakna.actions import neutrality, teamwork
from vakna.core.initiative import Key, MandateLetter, NeutralityDeclaration


def given_task(built: Built) -> None:
    """Give the lawyer a task."""
    teamwork.add_task(
        by="petra", at=built.at, initiative=built.key, key="uppgift", title=said("Läs avtalet."), owner="jorun"
    )


def mandated(built: Built, stage: str = "rfi") -> None:
    """Give the intermediary a mandate, and let it declare for the stage."""
    letter = MandateLetter(
        key=Key("brev"), intermediary=Key("nav"), given_by=Key("bjorkhult"), at=built.at, covers=said("Råd."),
        text=said("Brev."), since=built.at.date(),
    )  # fmt: skip
    neutrality.give_mandate(by="ulla", at=built.at, initiative=built.key, mandate=letter)
    word = NeutralityDeclaration(
        key=Key("ord"), organisation=Key("nav"), stage=Key(stage), at=built.at, owner=said("Tre kommuner."),
        funder=said("De."), target_group=said("Köpare."), limited=False, indicators=said("Spridning."),
    )  # fmt: skip
    neutrality.declare(by="inga", at=built.at, initiative=built.key, declaration=word)


def advised(built: Built) -> None:
    """Let the intermediary advise on the RFI."""
    mandated(built)
    teamwork.give_advice(
        by="inga", at=built.at, initiative=built.key, key="rad", stage="rfi", subject=said("Marknad."),
        said=said("Tre till har behovet."),
    )  # fmt: skip
