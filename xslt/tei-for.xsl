<?xml version="1.0" encoding="UTF-8"?>
<!--
  An edition as TEI that a corpus of others accepts: DraCor (dracor.org) or Parla-CLARIN, the TEI of parliaments.
  What their schemas have no element for becomes text or a note; the last paragraph of editorialDecl says what has changed.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns="http://www.tei-c.org/ns/1.0" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:import href="edition.xsl"/>

  <xsl:param name="for" as="xs:string" select="'dracor'"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:mode name="dracor" on-no-match="shallow-copy"/>
  <xsl:mode name="parla-clarin" on-no-match="shallow-copy"/>
  <xsl:mode name="words" on-no-match="text-only-copy"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$for = 'dracor'"><xsl:apply-templates mode="dracor"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="parla-clarin"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The schemas named are the house's; the TEI is for others now. -->
  <xsl:template match="processing-instruction()" mode="dracor parla-clarin"/>

  <!-- The description of the original becomes a bibl: neither schema has msDesc. -->
  <xsl:template match="msDesc" mode="dracor parla-clarin">
    <bibl type="{if ($for = 'dracor') then 'originalSource' else 'original'}">
      <xsl:for-each select=".//(repository | idno | locus | origDate | textLang)[normalize-space()]">
        <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
        <xsl:choose>
          <xsl:when test="self::idno"><idno><xsl:copy-of select="@type, @resp, @cert"/>{normalize-space()}</idno></xsl:when>
          <xsl:when test="self::textLang"><xsl:copy-of select="." copy-namespaces="no"/></xsl:when>
          <xsl:when test="self::origDate"><date><xsl:copy-of select="@resp, @cert, @when | @from | @to | @notBefore | @notAfter"/>{normalize-space()}</date></xsl:when>
          <xsl:when test="self::repository"><orgName><xsl:copy-of select="@resp, @cert"/>{normalize-space()}</orgName></xsl:when>
          <xsl:otherwise>{normalize-space()}</xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:if test="not(.//(repository | idno | locus | origDate | textLang)[normalize-space()])">{normalize-space()}</xsl:if>
    </bibl>
  </xsl:template>

  <!-- A last paragraph says what was changed. -->
  <xsl:template match="editorialDecl" mode="dracor">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()" mode="#current"/>
      <p>Made for DraCor: words that an editor supplied or expanded stand in square brackets, the description of the manuscript
        is a bibl, and the setting is left out.</p>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="editorialDecl" mode="parla-clarin">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()" mode="#current"/>
      <p>Made for Parla-CLARIN: a speech is an utterance (u) of segments, its label a note before it, an action an incident; the lines
        that open and close the record are notes, and the description of the manuscript is a bibl.</p>
    </xsl:copy>
  </xsl:template>

  <!-- DraCor ============================================================================================================ -->

  <xsl:template match="TEI" mode="dracor">
    <xsl:copy>
      <xsl:attribute name="type">dracor</xsl:attribute>
      <xsl:apply-templates select="@* | node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- Words that an editor put in. -->
  <xsl:template match="supplied | ex" mode="dracor">[<xsl:apply-templates mode="#current"/>]</xsl:template>

  <xsl:template match="settingDesc" mode="dracor"/>

  <!-- DraCor asks for a bibl of the original: without a description of it, that is what the edition cites. -->
  <xsl:template match="sourceDesc[not(msDesc)]/*[self::p or self::bibl][1]" mode="dracor">
    <bibl type="originalSource"><xsl:apply-templates select="@* except @type, node()" mode="#current"/></bibl>
  </xsl:template>

  <!-- Parla-CLARIN ====================================================================================================== -->

  <xsl:template match="citeStructure/@match" mode="parla-clarin">
    <xsl:attribute name="match" select="replace(., '//sp$', '//u')"/>
  </xsl:template>

  <!-- A speech: its label, then what is said; what nobody says stands between. -->
  <xsl:template match="sp" mode="parla-clarin">
    <xsl:apply-templates select="speaker" mode="#current"/>
    <u>
      <xsl:copy-of select="@xml:id, @n, @who, @cert, @prev"/>
      <xsl:apply-templates select="node()[not(self::speaker)]" mode="#current"/>
    </u>
  </xsl:template>
  <xsl:template match="speaker" mode="parla-clarin"><note type="speaker"><xsl:apply-templates mode="#current"/></note></xsl:template>

  <!-- Each paragraph, item or row of what is said is a segment. -->
  <xsl:template match="sp//p | sp//item | sp//row" mode="parla-clarin"><seg><xsl:apply-templates mode="#current"/></seg></xsl:template>
  <xsl:template match="sp/list | sp/table | sp/quote" mode="parla-clarin"><xsl:apply-templates mode="#current"/></xsl:template>
  <xsl:template match="sp/list/label" mode="parla-clarin"><seg type="label"><xsl:apply-templates mode="#current"/></seg></xsl:template>
  <xsl:template match="sp//cell" mode="parla-clarin">
    <xsl:if test="preceding-sibling::cell"><xsl:text> | </xsl:text></xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- What happens, or is heard, during a speech and between speeches. -->
  <xsl:template match="stage" mode="parla-clarin">
    <incident><xsl:copy-of select="@xml:id"/><desc><xsl:apply-templates mode="words"/></desc></incident>
  </xsl:template>
  <xsl:template match="p//stage" mode="parla-clarin" priority="1"><note type="incident"><xsl:apply-templates mode="#current"/></note></xsl:template>

  <!-- In a desc there are no notes and no gaps: their words stand in brackets. -->
  <xsl:template match="note | gap | supplied | ex | gloss | stage" mode="words">[<xsl:apply-templates mode="#current"/>]</xsl:template>

  <!-- The lines around a record that is a letter or a report. -->
  <xsl:template match="opener | closer" mode="parla-clarin"><xsl:apply-templates mode="#current"/></xsl:template>
  <xsl:template match="opener/* | closer/*" mode="parla-clarin">
    <note type="{local-name()}"><xsl:apply-templates mode="#current"/></note>
  </xsl:template>
  <xsl:template match="addrLine" mode="parla-clarin">
    <xsl:if test="preceding-sibling::addrLine"><lb/></xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

</xsl:stylesheet>
