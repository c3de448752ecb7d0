<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks: the conversation set so that a change of speaker is seen at a glance, by name. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="text | front | body | back | group" mode="html"><xsl:apply-templates mode="html"/></xsl:template>

  <xsl:template match="div" mode="html">
    <xsl:text>{$nl}</xsl:text>
    <section class="div {@type}"><xsl:apply-templates mode="html"/></section>
  </xsl:template>

  <xsl:template match="head" mode="html">
    <xsl:text>{$nl}</xsl:text>
    <xsl:element name="h{min((6, 1 + count(ancestor::div[head])))}" namespace="">
      <xsl:attribute name="class">head</xsl:attribute>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="opener | closer" mode="html">
    <div class="{local-name()}"><xsl:apply-templates mode="html"/></div>
  </xsl:template>

  <xsl:template match="address" mode="html">
    <p class="address"><xsl:for-each select="addrLine"><xsl:if test="position() gt 1"><br/></xsl:if><xsl:apply-templates mode="html"/></xsl:for-each></p>
  </xsl:template>

  <xsl:template match="p | byline | dateline | signed | salute | trailer | opener/seg" mode="html">
    <xsl:if test="preceding-sibling::*">{$nl}</xsl:if>
    <p><xsl:if test="not(self::p)"><xsl:attribute name="class">{(@type, local-name())[1]}</xsl:attribute></xsl:if>
      <xsl:apply-templates mode="html"/></p>
  </xsl:template>

  <!-- A speech: its number is its permanent link. -->
  <xsl:template match="sp" mode="html">
    <xsl:text>{$nl}</xsl:text>
    <div class="sp">
      <xsl:copy-of select="@xml:id ! t:id(.)"/>
      <xsl:apply-templates select="if (@prev and not(speaker)) then @prev else speaker" mode="html"/>
      <div class="words"><xsl:apply-templates select="node() except speaker" mode="html"/></div>
    </div>
  </xsl:template>

  <xsl:function name="t:id" as="attribute(id)">
    <xsl:param name="value" as="xs:string"/>
    <xsl:attribute name="id" select="$value"/>
  </xsl:function>

  <xsl:template match="speaker" mode="html">
    <xsl:variable name="name" as="xs:string" select="t:names(t:speakers(..))"/>
    <p class="speaker">
      <xsl:apply-templates select="../@n" mode="html"/>
      <span class="name">
        <xsl:if test="$name and not(replace(normalize-space(.), '\s*[:.]$', '') = $name)">
          <xsl:attribute name="data-name" select="$name"/>
        </xsl:if>
        <xsl:if test="$name and ../@cert">
          <xsl:attribute name="title">{$name} ({t:string('candidate')}: {../@cert})</xsl:attribute>
        </xsl:if>
        <span class="printed"><xsl:apply-templates mode="html"/></span>
      </span>
    </p>
  </xsl:template>

  <!-- A speech continues below a heading: repeat its label, which is not printed there. -->
  <xsl:template match="sp/@prev" mode="html">
    <xsl:variable name="label" as="xs:string" select="(t:names(t:speakers(..))[.], replace(t:label(..), '\s*[:.]$', ''))[1]"/>
    <p class="speaker">
      <xsl:apply-templates select="../@n" mode="html"/>
      <span class="name continued"><span class="printed">{$label}</span><xsl:text> </xsl:text><span class="again">({t:string('continued')})</span></span>
    </p>
  </xsl:template>

  <xsl:template match="sp/@n" mode="html">
    <xsl:variable name="name" as="xs:string" select="t:names(t:speakers(..))"/>
    <a class="n" href="#{../@xml:id}" aria-label="{string-join((t:string('link') || ' ' || ., $name[.]), ', ')}">{.}</a>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="list[@type = 'participants']" mode="html" priority="1">
    <xsl:text>{$nl}</xsl:text>
    <dl class="list participants"><xsl:apply-templates mode="html"/></dl>
  </xsl:template>

  <!-- One person a line, below a label that stands alone. -->
  <xsl:template match="list[@type = 'participants'][head]" mode="html" priority="2">
    <xsl:text>{$nl}</xsl:text>
    <div class="list participants">
      <p class="head"><xsl:apply-templates select="head/node()" mode="html"/></p>
      <xsl:choose>
        <xsl:when test="label"><dl><xsl:apply-templates select="label | item" mode="html"/></dl></xsl:when>
        <xsl:otherwise><ul><xsl:apply-templates select="item" mode="html"/></ul></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>
  <xsl:template match="list[@type = 'participants'][not(label)]/item" mode="html" priority="2"><li><xsl:apply-templates mode="html"/></li></xsl:template>

  <xsl:template match="list[@type = 'participants']/label" mode="html" priority="1"><dt><xsl:apply-templates mode="html"/></dt></xsl:template>
  <xsl:template match="list[@type = 'participants']/item" mode="html" priority="1"><dd><xsl:apply-templates mode="html"/></dd></xsl:template>

  <!-- Bullets and numbers that the record prints are its own. -->
  <xsl:template match="list[label]" mode="html"><ul class="list labelled"><xsl:apply-templates select="head, item" mode="html"/></ul></xsl:template>
  <xsl:template match="list[label]/item" mode="html">
    <li><xsl:apply-templates select="preceding-sibling::*[1][self::label]" mode="html"/><xsl:text> </xsl:text><xsl:apply-templates mode="html"/></li>
  </xsl:template>
  <xsl:template match="list[label]/label" mode="html"><span class="label"><xsl:apply-templates mode="html"/></span></xsl:template>

  <xsl:template match="quote[p]" mode="html"><blockquote><xsl:apply-templates mode="html"/></blockquote></xsl:template>

  <xsl:template match="list" mode="html" priority="-0.1"><ul class="list"><xsl:apply-templates mode="html"/></ul></xsl:template>
  <xsl:template match="item | list/head | list/label" mode="html" priority="-0.1"><xsl:text>{$nl}</xsl:text><li><xsl:apply-templates mode="html"/></li></xsl:template>

  <xsl:template match="table" mode="html"><div class="scroll" tabindex="0" role="group" aria-label="{t:string('table-of')}"><table><xsl:apply-templates mode="html"/></table></div></xsl:template>
  <xsl:template match="table/head" mode="html"><caption><xsl:apply-templates mode="html"/></caption></xsl:template>
  <xsl:template match="row" mode="html"><tr><xsl:apply-templates mode="html"/></tr></xsl:template>
  <xsl:template match="cell[@role = 'label']" mode="html"><xsl:if test="preceding-sibling::*">{$nl}</xsl:if><th><xsl:apply-templates mode="html"/></th></xsl:template>
  <xsl:template match="cell" mode="html" priority="-0.1"><xsl:if test="preceding-sibling::*">{$nl}</xsl:if><td><xsl:apply-templates mode="html"/></td></xsl:template>

  <!-- An action between speeches, and a note before them. -->
  <xsl:template match="div/stage | div/note | body/note" mode="html" priority="2">
    <xsl:text>{$nl}</xsl:text>
    <p class="{local-name()} {@type}"><xsl:call-template name="bracketed"/></p>
  </xsl:template>

  <!-- A page break between blocks needs a block of its own. -->
  <xsl:template match="div/pb | body/pb | sp/pb" mode="html" priority="2"><p class="break"><xsl:next-match/></p></xsl:template>

  <!-- The signs that occur in this edition, each with its meaning. -->
  <xsl:template name="legend">
    <xsl:context-item as="element(TEI)" use="required"/>
    <xsl:variable name="used" as="xs:string*" select="distinct-values(text//*[@resp][not(self::pb)]/local-name()[. != 'stage'])"/>
    <xsl:where-populated>
      <section class="legend" aria-labelledby="legend">
        <xsl:if test="exists($used)">
          <h2 id="legend">{t:string('legend')}</h2>
          <dl>
            <!-- Each sign by the shortest example that the edition itself has. -->
            <xsl:variable name="text" as="element(text)" select="text"/>
            <xsl:for-each select="('supplied', 'expan', 'unclear', 'gap', 'gloss', 'note')[. = ($used, 'expan'['ex' = $used])]">
              <xsl:variable name="name" as="xs:string" select="."/>
              <dt>
                <xsl:apply-templates mode="html" select="sort(
                  $text//*[local-name() = $name][not(@type = 'headnote')], (), function($e) { string-length($e) })[1]">
                  <xsl:with-param name="example" select="true()" tunnel="yes"/>
                </xsl:apply-templates>
              </dt>
              <dd>{t:string(.)}</dd>
            </xsl:for-each>
          </dl>
        </xsl:if>
      </section>
    </xsl:where-populated>
  </xsl:template>

</xsl:stylesheet>
