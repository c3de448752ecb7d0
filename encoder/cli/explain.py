"""`tei-encoder explain`: a rule's documentation."""

from __future__ import annotations

import click


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Explain a rule, or list all rules."""
    from encoder import rules

    if rule is None:
        width = max(len(each.name) for each in rules.RULES)
        for each in rules.RULES:
            click.echo(f"{each.name:{width}}  {each.severity!s:7}  {each.summary}")
        return
    found = rules.by_name(rule)
    click.echo(f"{found.name} ({found.severity})\n\n{found.summary}\n\n{found.explanation}")
