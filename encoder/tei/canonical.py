"""One way to write an edition: the same bytes for the same document, lines that make small Git diffs.

A child a line, two blanks deeper than its parent, wherever TEI allows elements only, down to the first element that may
hold text: that, and all in it, is not touched. Attributes stand in one order, in double quotes; characters stand for
themselves, in UTF-8. Comments and processing instructions stay where they are; under `xml:space="preserve"` nothing is
changed. What is written once is written the same again.
"""

from __future__ import annotations

import io

from lxml import etree

from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from encoder.values.namespaces import TEI, XML, XML_ID, XML_LANG

ELEMENTS_ONLY = frozenset(
    f"{{{TEI}}}{tag}"
    for tag in """TEI additional adminInfo altGrp altIdentifier analytic annotationBlock appInfo application argument
    back biblFull biblStruct binding bindingDesc body broadcast calendarDesc castGroup castList category certainty char
    charDecl classDecl content correction correspAction correspContext correspDesc custodialHist datatype decoDesc div
    div1 div2 div3 div4 div5 div6 div7 docTitle editionStmt editorialDecl elementSpec encodingDesc entry epigraph
    epilogue equipment event facsimile fileDesc floatingText forest front graph group handDesc handNotes history
    hyphenation imprint interpGrp interpretation keywords langUsage layoutDesc lg linkGrp list listAnnotation listApp
    listBibl listChange listEvent listForest listNym listObject listOrg listPerson listPlace listPrefixDef listRef
    listRelation listTranspose listWit metDecl monogr msContents msDesc msFrag msIdentifier msItem msItemStruct msPart
    namespace normalization noteGrp notesStmt nym object objectDesc objectIdentifier org particDesc performance person
    personGrp persona physDesc place prefixDef profileDesc projectDesc prologue publicationStmt punctuation quotation
    recordHist recording recordingStmt refsDecl relatedItem respStmt revisionDesc row samplingDecl schemaSpec scriptDesc
    scriptStmt sealDesc segmentation seriesStmt setting settingDesc sourceDesc sourceDoc sp spGrp spanGrp standOff state
    stdVals styleDefDecl superEntry supportDesc surface surfaceGrp table tagsDecl taxonomy teiCorpus teiHeader text
    textClass textDesc timeline titlePage titleStmt trait transcriptionDesc typeDesc unitDecl unitDef""".split()
)
"""Elements of TEI that hold elements only (tei_all 4.10.2), without those of running text (choice, subst …)."""

_FIRST = (
    XML_ID, XML_LANG, "n", "type", "subtype", "place", "role", "reason", "quantity", "unit", "ident", "version", "when",
    "from", "to", "notBefore", "notAfter", "ref", "target", "who", "resp", "cert", "rend",
)  # fmt: skip
"""Attributes in their order; all others follow by their names."""
_ORDER = {name: at for at, name in enumerate(_FIRST)}
_WHITE = " \t\r\n"
"""White space of XML; a no-break space is a character like others."""
_SPACE = f"{{{XML}}}space"


def canonical(edition: Edition) -> bytes:
    """The edition's bytes in the one way; `EncoderError` if they would say something else, which is a fault of ours."""
    root = etree.fromstring(etree.tostring(edition.root, encoding="unicode", with_tail=False), _parser())
    _indent(root, 0)
    for element in root.iter("*"):
        _sort(element)
    if _said(root) != _said(edition.root):
        raise EncoderError("formatting would change the text, so nothing is done; report this", edition.source.name)
    out = io.BytesIO()
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    for node in (*list(edition.root.itersiblings(preceding=True))[::-1], root, *edition.root.itersiblings()):
        out.write(etree.tostring(node, encoding="UTF-8", xml_declaration=False, with_tail=False) + b"\n")
    return out.getvalue()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=True)


def _indent(top: etree._Element, depth: int) -> None:
    """The children of an element on lines of their own, if it holds elements only and no text."""
    waiting = [(top, depth)]
    while waiting:
        element, depth = waiting.pop()
        if not _is_open(element):
            continue
        inside = "\n" + "  " * (depth + 1)
        element.text = inside
        for child in element:
            child.tail = inside
            waiting.append((child, depth + 1))
        element[-1].tail = "\n" + "  " * depth


def _is_open(element: etree._Element) -> bool:
    if element.tag not in ELEMENTS_ONLY or not len(element) or element.get(_SPACE) == "preserve":
        return False
    return not any((text or "").strip(_WHITE) for text in (element.text, *(child.tail for child in element)))


def _sort(element: etree._Element) -> None:
    if len(element.attrib) < 2:
        return
    wanted = sorted(element.attrib.items(), key=lambda pair: (_ORDER.get(str(pair[0]), len(_ORDER)), str(pair[0])))
    if [*element.attrib.items()] != wanted:
        element.attrib.clear()
        for name, value in wanted:
            element.set(name, value)


def _said(root: etree._Element) -> list[object]:
    """All nodes with attributes and texts, but for white space where only elements may stand."""
    said: list[object] = []
    for node in root.iter():
        texts = (node.text, *(child.tail for child in node))
        white = node.tag in ELEMENTS_ONLY and not any((text or "").strip(_WHITE) for text in texts)
        said.append((node.tag, sorted(map(str, node.attrib.items())), () if white else texts))
    return said
