"""What a date means, as attributes and as words (att.datable.w3c, Guidelines 3.6.4)."""

from __future__ import annotations

from encoder.values.record.inline import DateValue


def attributes(value: DateValue) -> dict[str, str | None]:
    """The attributes of a date, in their order; those it lacks are None."""
    return {
        "when": value.when, "from_": value.from_, "to": value.to,
        "notBefore": value.not_before, "notAfter": value.not_after,
    }  # fmt: skip


def words(value: DateValue) -> str:
    """The same for people: `1957-08-16 to 1957-08-17`."""
    if value.from_ or value.to:
        return f"{value.from_} to {value.to}"
    bound = f"after {value.not_before}" if value.not_before else f"before {value.not_after}"
    return value.when or bound
