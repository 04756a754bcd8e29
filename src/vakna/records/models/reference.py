"""Reference lists as they were loaded: CPV, NUTS, registers of public bodies, the global goals."""

from django.db import models


class ReferenceList(models.Model):
    """One list, whole: its rows are read together or not at all. `sha256` is that of the file it came from."""

    name = models.CharField(max_length=40, unique=True)
    source = models.CharField(max_length=400)
    sha256 = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    rows = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        """Read as its name."""
        return self.name
