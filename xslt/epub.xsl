<?xml version="1.0" encoding="UTF-8"?>
<!-- The page as a chapter of an EPUB: the same templates, as XHTML, without what only a browser needs. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:import href="html.xsl"/>

  <xsl:output method="xml" version="1.0" encoding="UTF-8" indent="no" omit-xml-declaration="no"/>
  <xsl:mode name="xhtml" on-no-match="shallow-copy"/>

  <xsl:template match="/">
    <xsl:variable name="page" as="document-node()"><xsl:document><xsl:next-match/></xsl:document></xsl:variable>
    <xsl:apply-templates select="$page" mode="xhtml"/>
  </xsl:template>

  <xsl:template match="*[namespace-uri() = '']" mode="xhtml">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:apply-templates select="@*, node()" mode="xhtml"/>
    </xsl:element>
  </xsl:template>

  <!-- An element needs its language twice in XHTML, and an empty one says that it is unknown. -->
  <xsl:template match="@lang" mode="xhtml">
    <xsl:attribute name="lang" select="."/>
    <xsl:attribute name="xml:lang" select="."/>
  </xsl:template>

  <xsl:template match="script | style | meta | nav[@class = 'skip'] | section[@class = 'bar'] | section[@class = 'cite']"
                mode="xhtml" priority="1"/>
  <xsl:template match="head" mode="xhtml" priority="1">
    <head xmlns="http://www.w3.org/1999/xhtml">
      <xsl:apply-templates select="title" mode="xhtml"/>
      <link rel="stylesheet" type="text/css" href="reading.css"/>
    </head>
  </xsl:template>
  <xsl:template match="div[@class = 'scroll']/@tabindex | @aria-label[not(normalize-space())]" mode="xhtml"/>

</xsl:stylesheet>
