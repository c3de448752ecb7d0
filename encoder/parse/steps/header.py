"""What the archive says of the record, and where the record itself begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from encoder.lexicon import languages
from encoder.parse.context import Context
from encoder.parse.draft import Draft
from encoder.parse.front import catalogue_card, cover, front_matter, web_page, web_record
from encoder.parse.inline import chronology
from encoder.values.excerpt import Excerpt
from encoder.values.metadata import Metadata
from encoder.values.record.content import plain
from encoder.values.record.header import Header, Omission, Reason
from encoder.values.record.inline import Resp
from encoder.values.source import Source


def read(draft: Draft) -> Draft:
    """The archive's header, by the first layout that the source has; with the languages and whose the brackets are."""
    source = draft.given.source
    header, start = _header(source, draft.given.metadata, draft.context)
    context = replace(draft.context, languages=_languages(header, draft.context))
    context = replace(context, resp=_resp(header, context))
    chronology.check(source, start, header.day, context.report)
    return replace(draft, header=header, start=start, context=context, title=plain(header.title))


def without(header: Header, gone: Iterable[Excerpt], reason: Reason) -> Header:
    """The header with what is left out of the text among its omissions."""
    return replace(header, omissions=(*header.omissions, *(Omission(each, reason) for each in gone)))


def _header(source: Source, metadata: Metadata | None, context: Context) -> tuple[Header, int]:
    if metadata:
        return web_record.parse(source, metadata, context)
    if not cover.stands(source, context):
        if web_page.stands(source, context):
            return web_page.parse(source, context)
        if front_matter.stands(source):
            return front_matter.parse(source, context)
        if catalogue_card.stands(source):
            return catalogue_card.parse(source, context)
    return cover.parse(source, context)


def _languages(header: Header, context: Context) -> tuple[str, ...]:
    if header.language is None:
        return ()
    tags = []
    for name in languages.names(header.language):
        tag = languages.tag(name.text)
        if tag:
            tags.append(tag)
        else:
            message = f"“{name}” is no language whose tag is known; declared as “und”"
            context.report(languages.LANGUAGE_UNKNOWN.at(name.span(), message))
    return tuple(tags)


def _resp(header: Header, context: Context) -> Resp:
    """Whose the brackets are: the translator's, where the record says that it was translated."""
    original = [tag for tag in context.languages if tag.split("-")[0] != context.profile.language]
    if header.translators or original:
        return "translator"
    return "editor" if context.languages else context.profile.resp
