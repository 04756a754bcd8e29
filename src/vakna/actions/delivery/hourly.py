"""What the house does by itself each hour: signs checkpoints, and looks again at what time alone has made due."""

from datetime import datetime

from django_tasks import task

from vakna.actions import _summary, oversight
from vakna.records import clock

from .backend import once


def ask_for_checkpoints(*, at: datetime) -> None:
    """Ask for this hour's checkpoints; however many workers ask, they are signed once."""
    once(task=sign_checkpoints, key=f"checkpoints/{at:%Y-%m-%dT%H}").enqueue()


def ask_for_summaries(*, at: datetime) -> None:
    """Ask for this hour's look at every summary; however many workers ask, it is done once."""
    once(task=renew_summaries, key=f"summaries/{at:%Y-%m-%dT%H}").enqueue()


@task()
def renew_summaries() -> int:
    """Renew the summary of each running initiative: a passed deadline is someone's next action. Gives how many."""
    return _summary.renew_all(at=clock.now())


@task()
def sign_checkpoints() -> int:
    """Sign a checkpoint of each journal that has grown since its last. Gives how many."""
    return oversight.checkpoint_all(at=clock.now())
