"""What the house does by itself each hour or day: signs checkpoints, looks again at what time has made due, asks."""

from datetime import datetime

from django_tasks import task

from vakna.actions import _summary, oversight, spread
from vakna.records import clock

from .backend import once


def ask_for_checkpoints(*, at: datetime) -> None:
    """Ask for this hour's checkpoints; however many workers ask, they are signed once."""
    once(task=sign_checkpoints, key=f"checkpoints/{at:%Y-%m-%dT%H}").enqueue()


def ask_for_summaries(*, at: datetime) -> None:
    """Ask for this hour's look at every summary; however many workers ask, it is done once."""
    once(task=renew_summaries, key=f"summaries/{at:%Y-%m-%dT%H}").enqueue()


def ask_for_questions(*, at: datetime) -> None:
    """Ask for this day's questions about use; however many workers ask, each is mailed once."""
    once(task=mail_questions, key=f"questions/{at:%Y-%m-%d}").enqueue()


@task()
def mail_questions() -> int:
    """Mail the questions about use that have become due. Gives how many."""
    return spread.ask_due(at=clock.now())


@task()
def renew_summaries() -> int:
    """Renew the summary of each running initiative: a passed deadline is someone's next action. Gives how many."""
    return _summary.renew_all(at=clock.now())


@task()
def sign_checkpoints() -> int:
    """Sign a checkpoint of each journal that has grown since its last. Gives how many."""
    return oversight.checkpoint_all(at=clock.now())
