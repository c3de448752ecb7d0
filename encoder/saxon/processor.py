"""Saxon, shut in: our stylesheets are compiled first, then it may read no file, open no address, call no extension.

By default the processor reads any file a stylesheet names, resolves entities and writes anywhere. So the edition is
parsed by lxml and handed over as text, the stylesheets are the program's own, and after their compilation the
processor's protocols are set to none. Executables are compiled once: each compilation keeps its memory.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from saxonche import PySaxonApiError, PySaxonProcessor

from encoder.files import resources

STYLESHEETS = ("html.xsl", "text.xsl")
"""What `build` needs: compiled together, for one reading of each edition."""

_XML_VERSION = "http://saxon.sf.net/feature/xml-version"
"""XML 1.1 has the form feed among its characters, which a page break is in plain text."""

_LOCKS = (
    ("http://saxon.sf.net/feature/allowedProtocols", "none"),
    ("http://saxon.sf.net/feature/allow-external-functions", "false"),
    ("http://saxon.sf.net/feature/disableXslEvaluate", "true"),
)


_PARSER = "http://saxon.sf.net/feature/parserProperty?uri=http://www.oracle.com/xml/jaxp/properties/"
_LIMITS = ("maxElementDepth", "elementAttributeLimit")
"""Of Java's parser, which lxml has long outdone before: none."""


HOUSE = "house"
"""What the stylesheet of an archive is called here: its text is handed over."""


class Transformer:
    """Compiled stylesheets and the processor they belong to, which can be shut once and not be opened again."""

    def __init__(self, stylesheets: tuple[str, ...], house: str | None = None) -> None:
        self._processor = PySaxonProcessor(license=False)
        self._processor.set_configuration_property(_XML_VERSION, "1.1")
        compiler = self._processor.new_xslt30_processor()
        self._executables = {
            name: compiler.compile_stylesheet(stylesheet_file=str(resources.xslt(name))) for name in stylesheets
        }
        if house is not None:
            try:
                self._executables[HOUSE] = compiler.compile_stylesheet(stylesheet_text=house)
            except PySaxonApiError as error:
                raise TransformError(str(error)) from error
        for limit in _LIMITS:
            self._processor.set_configuration_property(_PARSER + limit, "0")
        for feature, value in _LOCKS:
            self._processor.set_configuration_property(feature, value)

    def run(self, template: str, document: Any, parameters: dict[str, str]) -> str:
        """The result of the archive's stylesheet, entered by a template of that name."""
        executable = self._executables[HOUSE]
        executable.clear_parameters()
        for name, value in parameters.items():
            executable.set_parameter(name, self._processor.make_string_value(value))
        executable.set_global_context_item(xdm_item=document)
        try:
            return str(executable.call_template_returning_string(template))
        except PySaxonApiError as error:
            raise TransformError(str(error)) from error

    def parse(self, xml: str) -> Any:
        """A document node, to be transformed as often as wanted."""
        try:
            return self._processor.parse_xml(xml_text=xml)
        except PySaxonApiError as error:
            raise TransformError(str(error)) from error

    def transform(self, stylesheet: str, document: Any, parameters: dict[str, str]) -> str:
        """The result of a stylesheet with these parameters; raises `TransformError` with Saxon's words."""
        executable = self._executables[stylesheet]
        executable.clear_parameters()
        for name, value in parameters.items():
            executable.set_parameter(name, self._processor.make_string_value(value))
        try:
            return str(executable.transform_to_string(xdm_node=document))
        except PySaxonApiError as error:
            raise TransformError(str(error)) from error


class TransformError(Exception):
    """What Saxon says when a transformation fails."""


@cache
def transformer(stylesheets: tuple[str, ...] = STYLESHEETS, house: str | None = None) -> Transformer:
    """The process's transformer for some stylesheets, or an archive's own, made at the first call."""
    return Transformer(stylesheets, house)
