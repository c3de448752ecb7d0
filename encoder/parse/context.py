"""What every recogniser may know besides its text: the house, where findings go, and the record's own languages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from encoder.diagnostics import Report
from encoder.profile import Profile


@dataclass(frozen=True, slots=True)
class Context:
    """Handed from stage to stage; ``languages`` are BCP 47 tags of the original, empty until the cover is read."""

    profile: Profile
    report: Report
    languages: tuple[str, ...] = ()

    def quiet(self) -> Context:
        """The same, for a second look at a text whose findings are already reported."""
        return replace(self, report=lambda _: None)
