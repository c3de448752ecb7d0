<?xml version="1.0" encoding="UTF-8"?>
<!-- The constraints of an ODD as a Schematron schema: a pattern for each, in their order. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:output method="xml" version="1.0" indent="yes"/>
  <xsl:mode name="rules" on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:comment> What RELAX NG cannot see, as the constraints of tei-encoder.odd have it: XPath 1.0, so that any Schematron processor
     can run it. Made by `tei-encoder schema`; change the ODD. </xsl:comment>
    <schema queryBinding="xslt">
      <title>{normalize-space(//titleStmt/title[1])}: constraints</title>
      <ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
      <xsl:for-each select="//constraintSpec[@scheme = 'schematron']">
        <pattern id="{@ident}">
          <xsl:apply-templates select="constraint/sch:*" mode="rules"/>
        </pattern>
      </xsl:for-each>
    </schema>
  </xsl:template>

  <!-- In the schema's own namespace without a prefix; the assertions keep the names of their patterns for themselves. -->
  <xsl:template match="sch:*" mode="rules">
    <xsl:element name="{local-name()}">
      <xsl:copy-of select="@* except @id[. = ancestor::constraintSpec/@ident]"/>
      <xsl:apply-templates mode="rules"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="text()" mode="rules">{if (parent::sch:rule) then () else .}</xsl:template>

</xsl:stylesheet>
