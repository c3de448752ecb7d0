"""Elements of a schema file to name classes: the `name` of an element or attribute, `anyName`, `nsName` (4.8, 4.16)."""

from __future__ import annotations

from lxml import etree

from encoder.relaxng.algebra import names
from encoder.relaxng.algebra.names import NameClass
from encoder.relaxng.errors import SchemaError
from encoder.relaxng.reading.syntax import children, inherited, local


def named(node: etree._Element, source: str, *, attribute: bool) -> tuple[NameClass, list[etree._Element]]:
    """The names an `element` or `attribute` stands for, and the patterns inside it."""
    inside = children(node)
    name = node.get("name")
    if name is None:
        return name_class(inside[0], source, attribute=attribute), inside[1:]
    namespace = (node.get("ns") or "") if attribute else inherited(node, "ns")
    return _name(node, name, namespace, source, attribute=attribute), inside


def name_class(node: etree._Element, source: str, *, attribute: bool, inside: str = "") -> NameClass:
    """The name class an element is; ``inside`` is the class whose exceptions these are."""
    kind, namespace = local(node), inherited(node, "ns")
    if kind == "name":
        return _name(node, node.text or "", namespace, source, attribute=attribute)
    if kind == "choice":
        return names.NameChoice(
            tuple(name_class(child, source, attribute=attribute, inside=inside) for child in children(node))
        )
    if (inside == "anyName" and kind == "anyName") or inside == "nsName":
        raise _error(node, source, f"<{kind}> may not be excepted from <{inside}>")
    excepted = None
    if exceptions := children(node):
        parts = [name_class(child, source, attribute=attribute, inside=kind) for child in children(exceptions[0])]
        excepted = parts[0] if len(parts) == 1 else names.NameChoice(tuple(parts))
    if kind == "anyName":
        return names.AnyName(excepted)
    if attribute and namespace == names.XMLNS:
        raise _error(node, source, "an attribute cannot be in the namespace of xmlns")
    return names.NsName(namespace, excepted)


def _name(node: etree._Element, name: str, namespace: str, source: str, *, attribute: bool) -> names.Name:
    prefix, colon, base = name.strip().rpartition(":")
    if colon:
        found = names.XML if prefix == "xml" else node.nsmap.get(prefix)
        if found is None:
            raise _error(node, source, f"the prefix of “{name.strip()}” is not declared", "4.10")
        namespace = found
    if attribute and (namespace == names.XMLNS or (not namespace and base == "xmlns")):
        raise _error(node, source, "an attribute cannot be called xmlns")
    return names.Name(names.clark(namespace, base))


def _error(node: etree._Element, source: str, message: str, section: str = "4.16") -> SchemaError:
    return SchemaError(message, source, node.sourceline or 1, section)
