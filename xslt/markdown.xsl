<?xml version="1.0" encoding="UTF-8"?>
<!-- An edition as Markdown (CommonMark): the reading view of text.xsl, with headings, bold names and footnotes. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:import href="text.xsl"/>

  <!-- What Markdown takes for its own is escaped. -->
  <xsl:template match="text()" mode="reading">{replace(., '([\\`*_\[\]&lt;&gt;#|])', '\\$1')}</xsl:template>

  <xsl:template match="teiHeader" mode="reading">
    <xsl:variable name="plain" as="xs:string*"><xsl:next-match/></xsl:variable>
    <xsl:variable name="lines" as="xs:string*" select="tokenize(normalize-space(replace(string-join($plain), '&#10;', '¶')), '\s*¶\s*')[.]"/>
    <xsl:text># {$lines[1]}{$gap}{string-join($lines[position() gt 1], '  &#10;')}{$gap}</xsl:text>
  </xsl:template>

  <xsl:template match="head" mode="reading">
    <xsl:text>{string-join((1 to 1 + count(ancestor::div[head])) ! '#')} </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="speaker" mode="reading">**<xsl:next-match/>**</xsl:template>
  <xsl:template match="sp/@prev" mode="reading">**<xsl:next-match/>**</xsl:template>
  <xsl:template match="stage[parent::div]" mode="reading">*<xsl:next-match/>*</xsl:template>
  <xsl:template match="list/head" mode="reading" priority="5"><xsl:apply-templates mode="#current"/></xsl:template>
  <xsl:template match="item[not(preceding-sibling::*[1][self::label])]" mode="reading">- <xsl:next-match/></xsl:template>
  <xsl:template match="hi[@rend = 'bold']" mode="reading">**<xsl:apply-templates mode="#current"/>**</xsl:template>
  <xsl:template match="hi[@rend = 'italic']" mode="reading">*<xsl:apply-templates mode="#current"/>*</xsl:template>

  <!-- Rows of a table, the first as its head. -->
  <xsl:template match="row" mode="reading">
    <xsl:text>| </xsl:text>
    <xsl:for-each select="cell"><xsl:apply-templates select="." mode="#current"/> | </xsl:for-each>
    <xsl:if test="not(preceding-sibling::row)">{'&#10;|' || string-join(cell ! ' --- |')}</xsl:if>
  </xsl:template>

  <!-- Marks are footnotes of Markdown, brackets of the record no links. -->
  <xsl:function name="t:open" as="xs:string"><xsl:param name="bracket" as="element()"/>
    <xsl:sequence select="if ($bracket/@rend = 'query-after') then '' else '\['"/>
  </xsl:function>
  <xsl:function name="t:close" as="xs:string"><xsl:param name="bracket" as="element()"/>
    <xsl:sequence select="if ($bracket/@rend = 'query-after') then '\[?\]' else if ($bracket/@rend = 'query') then '?\]'
                          else if ($bracket/@rend = 'unclosed') then '' else '\]'"/>
  </xsl:function>
  <xsl:template match="ref[@type = 'note'][@target]" mode="reading" priority="4">[^{.}]</xsl:template>
  <xsl:template match="note[@place = 'bottom']/label" mode="reading" priority="4">[^{translate(., '.', '')}]:</xsl:template>
  <xsl:template match="note[@type = $endnotes][@place = 'inline'][not(@rend = 'unclosed')][$notes = 'end']" mode="reading" priority="4">
    <xsl:text>[^{format-integer(($remarks(generate-id()), 0)[1], 'a')}]</xsl:text>
  </xsl:template>
  <xsl:template match="TEI" mode="reading">
    <xsl:apply-templates select="teiHeader, text" mode="#current"/>
    <xsl:for-each select="text[$notes = 'end']//note[@type = $endnotes][@place = 'inline'][not(@rend = 'unclosed')]">
      <xsl:text>{$gap}[^{format-integer(position(), 'a')}]: </xsl:text>
      <xsl:apply-templates mode="#current"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="label[matches(., '^[•·●▪◦■□‣⁃–—*-]$')]" mode="reading" priority="4">-</xsl:template>

</xsl:stylesheet>
