"""A figure: what was measured, beside its goal and its peer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of RESULTS.md; ``goal`` is a floor, or a ceiling where ``lower_is_better``."""

    name: str
    value: float
    goal: float | None = None
    lower_is_better: bool = False
    peer: str = ""  # whose figure stands beside it, and what it was
    is_of_time: bool = False  # differs from run to run

    @property
    def is_reached(self) -> bool:
        """Whether the goal is reached; a figure without one is."""
        if self.goal is None:
            return True
        return self.value <= self.goal if self.lower_is_better else self.value >= self.goal

    def as_row(self) -> str:
        """Return the row of the table."""
        sign = "≤" if self.lower_is_better else "≥"
        goal = "" if self.goal is None else f"{sign} {self.goal:g}"
        mark = "" if self.goal is None else ("yes" if self.is_reached else "**no**")
        return f"| {self.name} | {self.value:.4g} | {goal} | {mark} | {self.peer} |"
