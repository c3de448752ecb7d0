<?xml version="1.0" encoding="UTF-8"?>
<!--
  An edition as plain text, in one of two views.
  diplomatic: the record as it stood, labels and brackets restored, a blank line between paragraphs; read again by the
              encoder it gives the same body.
  reading:    title and date, speakers by their full names, the editors' notes as numbered notes at the end.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:import href="edition.xsl"/>
  <xsl:import href="strings.xsl"/>
  <xsl:include href="other-text.xsl"/>

  <xsl:param name="view" as="xs:string" select="'reading'"/>

  <!-- Of the reading view: the editors' remarks as numbered notes at the end, in the line, or left out. -->
  <xsl:param name="notes" as="xs:string" select="'end'"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="diplomatic" on-no-match="fail"/>
  <xsl:mode name="reading" on-no-match="fail"/>

  <xsl:variable name="gap" as="xs:string" select="'&#10;&#10;'"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$view = 'diplomatic'"><xsl:apply-templates select="TEI/text" mode="diplomatic"/></xsl:when>
      <xsl:when test="$view = 'reading'"><xsl:apply-templates select="TEI" mode="reading"/></xsl:when>
      <xsl:otherwise>
        <xsl:message terminate="yes" error-code="t:VIEW">There is no view “{$view}”: reading and diplomatic are the two.</xsl:message>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Blocks: a blank line between each two. ================================================================== -->

  <xsl:template match="text | front | body | back | group | div | opener | closer | address[addrLine] | list | table | sp | quote[p]"
                mode="diplomatic reading">
    <xsl:for-each select="*">
      <xsl:if test="position() gt 1">{t:between(.)}</xsl:if>
      <xsl:apply-templates select="." mode="#current"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What stands before a block: nothing where a page break already brought its own white space. -->
  <xsl:function name="t:between" as="xs:string">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="before" as="element()" select="$block/preceding-sibling::*[1]"/>
    <xsl:sequence select="if ($block/self::pb or $before/self::pb) then ''
                          else if ($before/self::speaker or $before/self::label) then ' '
                          else if ($block/self::row) then '&#10;'
                          else $gap"/>
  </xsl:function>

  <!-- A row is a line. -->
  <xsl:template match="row" mode="diplomatic reading">
    <xsl:for-each select="cell">
      <xsl:if test="position() gt 1">{'&#9;'}</xsl:if>
      <xsl:apply-templates select="." mode="#current"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="head | addrLine | byline | dateline | seg | p | label | item | cell | signed | salute | trailer"
                mode="diplomatic reading">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="speaker" mode="diplomatic"><xsl:apply-templates mode="#current"/></xsl:template>

  <xsl:template match="speaker" mode="reading">
    <xsl:variable name="name" as="xs:string" select="t:names(t:speakers(..))"/>
    <xsl:choose>
      <xsl:when test="$name">{$name}:</xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="#current"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The name before a speech that continues below a heading. -->
  <xsl:template match="sp[@prev][not(speaker)]" mode="reading" priority="2">
    <xsl:apply-templates select="@prev" mode="#current"/>
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="sp/@prev" mode="reading">
    <xsl:variable name="label" as="xs:string" select="(t:names(t:speakers(..))[.], replace(t:label(..), '\s*[:.]$', ''))[1]"/>
    <xsl:text>{$label} ({t:string('continued')}):</xsl:text>
  </xsl:template>

  <!-- Inline ================================================================================================== -->

  <xsl:template match="text()" mode="diplomatic reading">{.}</xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="diplomatic reading"/>

  <xsl:template match="date | persName | expan | foreign | desc | placeName | name | title | ref | q | quote"
                mode="diplomatic reading">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- An editor's bracket: the marks return. -->
  <xsl:template match="supplied[@resp] | unclear[@resp] | gloss[@resp] | ex[@resp] | gap[@resp] | note[@resp] | stage[@resp]"
                mode="diplomatic reading">
    <xsl:text>{t:open(.)}</xsl:text>
    <xsl:apply-templates mode="#current"/>
    <xsl:text>{t:close(.)}</xsl:text>
  </xsl:template>

  <!-- A footnote's mark, in the text and before the note. -->
  <xsl:template match="ref[@type = 'note'] | note[@place = 'bottom']/label" mode="diplomatic reading" priority="1">[<xsl:apply-templates mode="#current"/>]</xsl:template>
  <xsl:template match="ref[@rend = 'glued'] | label[@rend = 'glued']" mode="diplomatic reading" priority="2"><xsl:apply-templates mode="#current"/></xsl:template>
  <xsl:template match="note[@place = 'bottom']" mode="diplomatic reading" priority="1"><xsl:apply-templates mode="#current"/></xsl:template>

  <!-- A page break in a paragraph is a blank line, or the form feed it was. -->
  <xsl:template match="pb[@cert]" mode="diplomatic">{$gap}</xsl:template>
  <xsl:template match="pb[following-sibling::node()[1][self::note[@type = 'page']]]" mode="diplomatic reading" priority="1"/>
  <xsl:template match="pb" mode="diplomatic" priority="-0.1">{'&#10;' || codepoints-to-string(12)}</xsl:template>
  <xsl:template match="pb[parent::div or parent::sp or parent::body]" mode="reading">{$gap}</xsl:template>
  <xsl:template match="pb" mode="reading" priority="-0.1">{' '[t:parts(current())]}</xsl:template>

  <xsl:template match="hi[@rend = 'bold']" mode="diplomatic">**<xsl:apply-templates mode="#current"/>**</xsl:template>
  <xsl:template match="hi" mode="diplomatic reading" priority="-0.1"><xsl:apply-templates mode="#current"/></xsl:template>

  <xsl:template match="stage" mode="diplomatic reading" priority="-0.1"><xsl:apply-templates mode="#current"/></xsl:template>

  <!-- The reading view: a heading, and the editors' notes at the end. ============================================ -->

  <xsl:variable name="endnotes" as="xs:string+" select="('translator', 'editorial', 'identification', 'original', 'sic')"/>

  <!-- Letters, since the record's own footnotes have numbers. -->
  <xsl:variable name="remarks" as="map(xs:string, xs:integer)" select="
    t:places(//text//note[@type = $endnotes][@place = 'inline'][not(@rend = 'unclosed')])"/>

  <xsl:template match="TEI" mode="reading">
    <xsl:apply-templates select="teiHeader" mode="#current"/>
    <xsl:apply-templates select="text" mode="#current"/>
    <xsl:variable name="listed" as="element(note)*" select="text[$notes = 'end']//note[@type = $endnotes][@place = 'inline'][not(@rend = 'unclosed')]"/>
    <xsl:if test="$listed">
      <xsl:text>{$gap}{t:string('notes')}{$gap}</xsl:text>
      <xsl:for-each select="$listed">
        <xsl:if test="position() gt 1">{'&#10;'}</xsl:if>
        <xsl:text>{format-integer(position(), 'a')}. </xsl:text>
        <xsl:apply-templates mode="#current"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template match="teiHeader" mode="reading">
    <xsl:variable name="date" as="xs:string" select="normalize-space(profileDesc/creation/date)"/>
    <xsl:variable name="translators" as="xs:string*"
                  select="fileDesc/titleStmt/respStmt[matches(@xml:id, '(^|\.)translator(-\d+)?$')]/persName ! normalize-space()"/>
    <xsl:variable name="lines" as="xs:string*" select="
      normalize-space(fileDesc/titleStmt/title[1]), $date[.],
      (t:string('translated') || ' ' || string-join($translators, ', '))[exists($translators)]"/>
    <xsl:text>{string-join($lines, '&#10;')}{$gap}</xsl:text>
  </xsl:template>

  <xsl:template match="note[@type = $endnotes][@place = 'inline'][not(@rend = 'unclosed')][$notes = 'out']" mode="reading" priority="3"/>
  <xsl:template match="note[@type = $endnotes][@place = 'inline'][not(@rend = 'unclosed')][$notes = 'end']" mode="reading" priority="2">
    <xsl:text>[{format-integer(($remarks(generate-id()), 0)[1], 'a')}]</xsl:text>
  </xsl:template>

</xsl:stylesheet>
