"""A page of a site as a description that `xslt/site.xsl` makes a page of: what stands where, and nothing of how."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree
from lxml.builder import E

from encoder.project import Project
from encoder.publish.site import addresses


class Page(NamedTuple):
    """A page: its address, and its description as XML."""

    address: str
    description: bytes


def page(project: Project, address: str, title: str, *content: etree._Element, word: str = "", **more: str) -> Page:
    """A page with what all pages of a site share; ``word`` is the key of a string that heads it, before the title."""
    shared = {"site": project.title, "contact": project.site_contact}
    if project.site_address:
        shared |= {"canonical": f"{project.site_address.rstrip('/')}/{addresses.shown(address)}"}
        shared |= {"feed": addresses.FEED}
    if address == addresses.MISSING:  # it is shown under any address, so its links begin at the site's own
        shared |= {"root": _path(project.site_address)}
        shared.pop("canonical", None)
    given = {"here": address, "root": addresses.root_of(address), **shared, "word": word, "title": title, **more}
    made = E.page({name: value for name, value in given.items() if value or name == "root"}, *content)
    return Page(address, etree.tostring(made, encoding="UTF-8", xml_declaration=False))


def _path(address: str) -> str:
    """The part of an address behind the host, with a slash at the end."""
    return re.sub(r"^https?://[^/]+", "", address).rstrip("/") + "/"
