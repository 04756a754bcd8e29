"""The addresses of working together."""

from django.urls import path

from . import advising, assignments, page, tasks, timeline

_OF = "initiatives/<slug:key>"

urlpatterns = [
    path("assignments/", assignments.assignments, name="assignments"),
    path(f"{_OF}/together/", page.together, name="together"),
    path(f"{_OF}/timeline/", timeline.timeline, name="timeline"),
    path(f"{_OF}/tasks/new/", tasks.new_task, name="new_task"),
    path(f"{_OF}/tasks/<slug:task>/hand-over/", tasks.hand_over, name="hand_over"),
    path(f"{_OF}/tasks/<slug:task>/done/", tasks.finish_task, name="finish_task"),
    path(f"{_OF}/together/functions/", tasks.functions, name="functions"),
    path(f"{_OF}/together/anchoring/", tasks.note_anchoring, name="note_anchoring"),
    path(f"{_OF}/advice/new/", advising.give_advice, name="give_advice"),
    path(f"{_OF}/advice/<slug:advice>/answer/", advising.answer_advice, name="answer_advice"),
]
