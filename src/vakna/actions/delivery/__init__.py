"""What leaves the house or happens later: jobs on leases, letters, hourly checkpoints, and the worker for them."""

from .letters import send_due
from .worker import one_round, work

__all__ = ["one_round", "send_due", "work"]
