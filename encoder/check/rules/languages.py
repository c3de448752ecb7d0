"""Every `xml:lang` is a language tag, and declared in `langUsage` (Guidelines 2.4.2; BCP 47)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from encoder.values.diagnostics import Diagnostic, Edit, Rule, Severity
from encoder.values.edition import Edition
from encoder.values.namespaces import TEI, XML_LANG

LANGUAGE_UNDECLARED = Rule(
    "language-undeclared",
    Severity.ERROR,
    "A language is used that the header does not declare.",
    """`xml:lang` says in which language an element is; `profileDesc/langUsage` says which languages occur. A language
that is used but not declared is an error in one of the two. If there is no `langUsage`, nothing is reported. For
editions with another schema this is a warning.

Example: `<foreign xml:lang="ru-Latn">` without `<language ident="ru-Latn">`.

What to do: add the `language` to `langUsage`, or correct the tag.

Guidelines: 2.4.2 Language Usage.""",
)


LANGUAGE_TAG = Rule(
    "language-tag",
    Severity.WARNING,
    "A language tag is invalid.",
    """Language tags follow BCP 47: a language of two or three letters, then optional script, region and variants
after hyphens: `zh`, `ru-Latn`, `de-AT`. If a language has a tag of two letters, the longer one is invalid. Country
codes are not language tags: Japanese is `ja`, not `jp`.

Example: `xml:lang="english"`, `xml:lang="eng"`, `xml:lang="zh_CN"`.

What to do: write the tag that the message names, or look it up (https://r12a.github.io/app-subtags/).

Guidelines: vi.1 Language Identification; RFC 5646.""",
)

_LANGUAGE = r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
_SCRIPT, _REGION, _VARIANT = r"(?:-[a-z]{4})?", r"(?:-(?:[a-z]{2}|\d{3}))?", r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
_EXTENSION, _PRIVATE = r"(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*", r"x(?:-[a-z\d]{1,8})+"
_TAG = re.compile(
    rf"{_LANGUAGE}{_SCRIPT}{_REGION}{_VARIANT}{_EXTENSION}(?:-{_PRIVATE})?|{_PRIVATE}|i-[a-z]{{3,8}}|sgn-[a-z-]+",
    re.IGNORECASE,
)
"""RFC 5646, section 2.1: `zh-Hant-TW`, `sl-rozaj-1994`, `x-unknown`; not `zh_CN`."""

_COUNTRIES = "jp:ja cn:zh gr:el cz:cs dk:da ua:uk ir:fa kp:ko vn:vi us:en"
_WORDS = """
    english:en german:de deutsch:de french:fr russian:ru chinese:zh korean:ko latin:la greek:el spanish:es
    italian:it polish:pl czech:cs japanese:ja arabic:ar hebrew:he
"""
_LONG = """
    eng:en deu:de ger:de fra:fr fre:fr rus:ru zho:zh chi:zh kor:ko jpn:ja spa:es ita:it lat:la ell:el gre:el por:pt
    nld:nl dut:nl pol:pl ces:cs cze:cs slk:sk slo:sk hun:hu ron:ro rum:ro bul:bg srp:sr hrv:hr slv:sl mkd:mk mac:mk
    sqi:sq alb:sq ukr:uk bel:be lit:lt lav:lv est:et fin:fi swe:sv nor:no nob:nb nno:nn dan:da isl:is ice:is gle:ga
    gla:gd cym:cy wel:cy eus:eu baq:eu cat:ca glg:gl tur:tr ara:ar heb:he yid:yi fas:fa per:fa hin:hi urd:ur ben:bn
    san:sa tam:ta tel:te mal:ml kan:kn mar:mr guj:gu pan:pa nep:ne sin:si bod:bo tib:bo mya:my bur:my tha:th lao:lo
    khm:km vie:vi ind:id msa:ms may:ms mon:mn kaz:kk uzb:uz kir:ky tgk:tg tuk:tk aze:az hye:hy arm:hy kat:ka geo:ka
    amh:am swa:sw afr:af epo:eo ave:ae chu:cu
"""
_RIGHT = dict(pair.split(":") for pair in f"{_COUNTRIES} {_WORDS} {_LONG}".split())
"""What is written for a language, in small letters, and its tag (IANA language subtag registry): countries, names, and
the codes of ISO 639-2 where ISO 639-1 has two letters.
"""

_SPOKEN = etree.XPath("//t:*[@xml:lang or self::t:language[@ident]]", namespaces={"t": TEI})


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The first use of each tag that is none, and of each language that is not declared."""
    declared = {element.get("ident", "").casefold() for element in edition.root.iter(f"{{{TEI}}}language")}
    is_declared = next(edition.root.iter(f"{{{TEI}}}langUsage"), None) is not None
    for element in _SPOKEN(edition.root):
        name = etree.QName(element).localname
        for attribute, shown in ((XML_LANG, "xml:lang"), ("ident", "ident")):
            tag = element.get(attribute)
            if not tag or (attribute == "ident" and name != "language"):
                continue
            if wrong := _wrong(tag):
                value = edition.value_span(element, attribute)
                right = wrong[1]
                is_code = len(tag.partition("-")[0]) == 3  # of ISO 639-2 and -3, which some projects want
                fix = Edit(value, right) if value and right and not is_code else None
                hint = f"; did you mean {right}?" if right else ""
                yield LANGUAGE_TAG.at(
                    edition.attribute_span(element, attribute), f'<{name} {shown}="{tag}">: {wrong[0]}{hint}', fix=fix
                )
            elif is_declared and attribute == XML_LANG and tag.casefold() not in declared:
                declared.add(tag.casefold())
                message = f'<{name} xml:lang="{tag}">: the language “{tag}” is not declared in langUsage'
                yield LANGUAGE_UNDECLARED.at(edition.attribute_span(element, attribute), message)


def _wrong(tag: str) -> tuple[str, str] | None:
    """Why a tag is none, and the right one where it is known; None where nothing is wrong."""
    first, hyphen, rest = tag.replace("_", "-").partition("-")
    right = _RIGHT.get(first.lower())
    if right:
        return f"“{first}” is no language in BCP 47", f"{right}{hyphen}{rest}"
    if _TAG.fullmatch(tag):
        return None
    mended = tag.replace("_", "-")
    return f"“{tag}” is no language tag of BCP 47", mended if mended != tag and _TAG.fullmatch(mended) else ""
