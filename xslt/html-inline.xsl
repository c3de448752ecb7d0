<?xml version="1.0" encoding="UTF-8"?>
<!-- The editors' signs in the line: their brackets are printed again, and told apart from the record by more than colour. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="text()" mode="html">{.}</xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="html"/>

  <xsl:template match="supplied | unclear | gloss | gap | note | stage" mode="html">
    <span class="{local-name()} {@type}" title="{t:string(local-name())}"><xsl:call-template name="bracketed"/></span>
  </xsl:template>

  <!-- A remark of some length: beside the text where there is room for it, in the line where there is none. -->
  <xsl:variable name="long" as="xs:integer" select="8"/>
  <xsl:variable name="asides" as="map(xs:string, xs:integer)"
                select="t:places(//text//note[@place = 'inline'][count(tokenize(.)) ge $long])"/>
  <xsl:template match="note[@place = 'inline'][count(tokenize(.)) ge $long]" mode="html" priority="1">
    <!-- In the legend a note is an example: no place to go to. -->
    <xsl:param name="example" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="n" as="xs:integer" select="($asides(generate-id()), 0)[1]"/>
    <xsl:if test="not($example)"><a class="noteref" id="nr{$n}" href="#nt{$n}" data-n="{$n}" aria-label="{t:string('note-number')} {$n}"></a></xsl:if>
    <span class="note {@type}">
      <xsl:if test="not($example)">
        <xsl:attribute name="class" select="'note aside ' || @type"/>
        <xsl:attribute name="id" select="'nt' || $n"/>
        <xsl:attribute name="role">note</xsl:attribute>
        <xsl:attribute name="data-n" select="$n"/>
      </xsl:if>
      <xsl:call-template name="bracketed"/>
      <xsl:if test="not($example)"><a class="back" href="#nr{$n}" aria-label="{t:string('back')}"></a></xsl:if>
    </span>
  </xsl:template>

  <!-- The content between the marks it was printed with; an action without @resp had none. -->
  <xsl:template name="bracketed">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="marked" as="xs:boolean" select="exists(@resp)"/>
    <xsl:if test="$marked"><xsl:sequence select="t:mark(t:open(.))"/></xsl:if>
    <xsl:apply-templates mode="html"/>
    <xsl:if test="$marked"><xsl:sequence select="t:mark(t:close(.))"/></xsl:if>
  </xsl:template>

  <xsl:function name="t:mark" as="element(span)?" xpath-default-namespace="">
    <xsl:param name="characters" as="xs:string"/>
    <xsl:if test="$characters"><span class="mark">{$characters}</span></xsl:if>
  </xsl:function>

  <xsl:template match="gap/desc" mode="html"><xsl:apply-templates mode="html"/></xsl:template>

  <!-- A completed word stays one word for search and for a screen reader. -->
  <xsl:template match="expan" mode="html"><span class="expan" title="{t:string('expan')}"><xsl:apply-templates mode="html"/></span></xsl:template>
  <xsl:template match="ex" mode="html"><span class="ex"><xsl:call-template name="bracketed"/></span></xsl:template>

  <xsl:template match="pb" mode="html">
    <xsl:text>{' '[t:parts(current())]}</xsl:text>
    <xsl:variable name="words" as="xs:string" select="t:string(if (@cert) then 'page-inferred' else 'page')"/>
    <span class="pb" role="separator" aria-label="{$words}" title="{$words}"></span>
  </xsl:template>

  <xsl:template match="foreign" mode="html"><i lang="{@xml:lang}"><xsl:apply-templates mode="html"/></i></xsl:template>
  <xsl:template match="hi[@rend = 'superscript']" mode="html"><sup><xsl:apply-templates mode="html"/></sup></xsl:template>
  <xsl:template match="hi[@rend = 'strikethrough']" mode="html"><s><xsl:apply-templates mode="html"/></s></xsl:template>
  <xsl:template match="hi[@rend = 'small-caps']" mode="html"><span class="small-caps"><xsl:apply-templates mode="html"/></span></xsl:template>
  <xsl:template match="hi[@rend = 'bold']" mode="html"><b><xsl:apply-templates mode="html"/></b></xsl:template>
  <xsl:template match="hi" mode="html" priority="-0.1"><em><xsl:apply-templates mode="html"/></em></xsl:template>

  <xsl:template match="date[@when]" mode="html"><time datetime="{@when}"><xsl:apply-templates mode="html"/></time></xsl:template>
  <xsl:template match="date" mode="html" priority="-0.1"><xsl:apply-templates mode="html"/></xsl:template>

  <xsl:template match="persName[starts-with(@ref, '#')][key('person', substring-after(@ref, '#'))]" mode="html">
    <a class="persName" href="{@ref}"><xsl:apply-templates mode="html"/></a>
  </xsl:template>
  <xsl:template match="persName" mode="html" priority="-0.1"><xsl:apply-templates mode="html"/></xsl:template>

  <xsl:template match="ref[matches(@target, '^https?://')]" mode="html">
    <a href="{@target}"><xsl:apply-templates mode="html"/></a>
  </xsl:template>

  <!-- A footnote: its mark leads to it, its number back to the mark. -->
  <xsl:template match="ref[@type = 'note']" mode="html">
    <sup class="ref">
      <xsl:choose>
        <xsl:when test="@target">
          <a href="{@target}" role="doc-noteref">
            <xsl:if test="key('marks', @target)[1] is .">
              <xsl:attribute name="id" select="'ref-' || substring-after(@target, '#')"/>
            </xsl:if>
            <xsl:apply-templates mode="html"/>
          </a>
        </xsl:when>
        <xsl:otherwise>[<xsl:apply-templates mode="html"/>]</xsl:otherwise>
      </xsl:choose>
    </sup>
  </xsl:template>

  <xsl:template match="note[@place = 'bottom']" mode="html" priority="3">
    <xsl:text>{$nl}</xsl:text>
    <p class="footnote" id="{@xml:id}"><xsl:apply-templates mode="html"/></p>
  </xsl:template>
  <xsl:template match="note[@place = 'bottom']/label" mode="html" priority="3">
    <a class="n" href="#ref-{../@xml:id}" role="doc-backlink"><xsl:apply-templates mode="html"/></a>
  </xsl:template>

</xsl:stylesheet>
