"""The persons that an archive knows: whoever a record names is looked up by the whole name, or by a known alias.

“Kim Ir Sen” may be an alias of “Kim Il Sung”; “Kim” is nobody's whole name. A person who is found has the archive's
`xml:id`, and so is the same in each of its editions (Guidelines 14.2.1, 15.2.2).
"""

from __future__ import annotations

from collections import Counter

from encoder import lexicon
from encoder.lexicon import names
from encoder.values.authority import Authority, Entry
from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.profile import Profile
from encoder.values.record.persons import Person

PERSON_KNOWN = Rule(
    "person-known",
    Severity.INFO,
    "Persons of the record were found in the file of people.",
    """With `--people`, participants and speakers are looked up by their full names and aliases. Those who are found
get the `xml:id` and the identifiers (VIAF, Wikidata, GND …) of the file.

What to do: nothing. If a person is missing, add the spelling of the record to the aliases.

Guidelines: 14.2.1 Personal Names; 15.2.2 The Participant Description.""",
)

PERSON_AMBIGUOUS = Rule(
    "person-ambiguous",
    Severity.WARNING,
    "A name of the record fits several persons in the file of people.",
    """The file gives the same name or alias to more than one person. The person keeps an `xml:id` made from the name,
and no identifiers.

What to do: remove the alias from the other person, or print a fuller name in the source.""",
)


class KnownPeople:
    """The people of an archive, found by whole names, forms of address apart."""

    def __init__(self, authority: Authority, profile: Profile) -> None:
        self._profile = profile
        self.file = authority.file
        self._by_name: dict[tuple[str, ...], list[Entry]] = {}
        self._whole: dict[tuple[str, ...], list[Entry]] = {}
        """By names with their forms of address, which tell namesakes apart: General Chang, Mr. Chang."""
        for entry in authority.entries:
            for words in dict.fromkeys(map(names.tokens, (entry.name, *entry.aliases))):
                self._whole.setdefault(words, []).append(entry)
            for words in dict.fromkeys(map(self._words, (entry.name, *entry.aliases))):
                self._by_name.setdefault(words, []).append(entry)

    def _words(self, name: str) -> tuple[str, ...]:
        return names.address(name, self._profile)[1] or names.tokens(name)

    def person(self, name: str, taken: Counter[str], report: Report) -> Person:
        """The person of a name: with an id, entered into ``taken``, and who the archive knows under that name."""
        own = names.without_address(name, self._profile)
        bare = name if lexicon.contains("offices", own, ambiguous=False) else own  # Deputy City Clerk
        id_, entry = self._identify(name, bare, taken, report)
        return Person(id_, name, bare, entry=entry)

    def _identify(self, name: str, bare: str, taken: Counter[str], report: Report) -> tuple[str, Entry | None]:
        entries = self._whole.get(names.tokens(name)) or self._by_name.get(self._words(name), [])
        if len(entries) > 1:
            who = ", ".join(f"{entry.name} ({entry.id})" for entry in entries)
            report(PERSON_AMBIGUOUS.at(None, f"“{name}” may be {who}: {self.file} gives the name to all of them"))
        elif entries and not taken[entries[0].id]:
            taken[entries[0].id] += 1
            return entries[0].id, entries[0]
        return names.slug(bare, taken, name), None
