<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI that this program does not write, on the page: the other reading on demand, each line and note apart, nothing glued. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:import href="other.xsl"/>

  <!-- Both readings in the order of the source; the one that is not shown appears when the pointer or the keyboard is there. -->
  <xsl:template match="choice | app" mode="html" priority="-0.2">
    <xsl:variable name="shown" as="element()*" select="t:preferred(.)"/>
    <span class="{local-name()}" tabindex="0">
      <xsl:for-each select="*">
        <xsl:choose>
          <xsl:when test="exists(. intersect $shown)"><span class="{local-name()}"><xsl:apply-templates mode="html"/></span></xsl:when>
          <xsl:otherwise><span class="other {local-name()}"><xsl:text> </xsl:text><xsl:apply-templates mode="html"/><xsl:text> </xsl:text></span></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template match="restore//del" mode="html"><xsl:apply-templates mode="html"/></xsl:template>
  <xsl:template match="(forename | surname | roleName | addName | genName | nameLink)[t:follows-element(.)]"
                mode="html" priority="4"><xsl:text> </xsl:text><xsl:next-match/></xsl:template>
  <xsl:template match="(w | pc)[not(../text()[normalize-space()])]" mode="html" priority="4">{' '[t:is-apart(current())]}<xsl:next-match/></xsl:template>
  <xsl:template match="text()[t:is-joined(.)]" mode="html" priority="5"/>
  <xsl:template match="text()[following-sibling::node()[1][self::lb or self::pb or self::cb][@break = 'no']]" mode="html" priority="6">{replace(., '[\-‐]\s*$|\s+$', '')}</xsl:template>
  <xsl:template match="text()[preceding-sibling::node()[1][self::lb or self::pb or self::cb][@break = 'no']]" mode="html" priority="5.5">{replace(., '^\s+', '')}</xsl:template>
  <xsl:template match="stage[$t:is-other][not(@resp)][normalize-space()][not(t:is-enclosed(.))]" mode="html" priority="0.5">
    <span class="stage"><xsl:sequence select="t:mark('(')"/><xsl:apply-templates mode="html"/><xsl:sequence select="t:mark(')')"/></span>
  </xsl:template>
  <xsl:template match="(q | said | soCalled)[$t:is-other][not(p)][not(t:is-quoted(.))]" mode="html" priority="0.5">
    <q class="{local-name()}"><xsl:sequence select="t:mark('“')"/><xsl:apply-templates mode="html"/><xsl:sequence select="t:mark('”')"/></q>
  </xsl:template>
  <xsl:template match="gap[$t:is-other][not(@resp)][normalize-space()]" mode="html" priority="0.5">
    <span class="gap"><xsl:sequence select="t:mark('[')"/><xsl:apply-templates mode="html"/><xsl:sequence select="t:mark(']')"/></span>
  </xsl:template>
  <xsl:template match="list[label]/head" mode="html"><li class="head"><xsl:apply-templates mode="html"/></li><xsl:text>{$nl}</xsl:text></xsl:template>
  <xsl:template match="u/seg[t:touches(.)] | address[ancestor::p][t:touches(.)] | address[ancestor::p]/addrLine" mode="html" priority="4"><xsl:text> </xsl:text><xsl:next-match/></xsl:template>
  <xsl:template match="text()[preceding-sibling::node()[1][self::address or self::list or self::figure or self::table or self::lg]][matches(., '^\w')]" mode="html" priority="4"><xsl:text> </xsl:text><xsl:next-match/></xsl:template>

  <xsl:template match="del" mode="html" priority="-0.2">
    <del><xsl:apply-templates mode="html"/><xsl:if test="following-sibling::node()[1][self::add]"><xsl:text> </xsl:text></xsl:if></del>
  </xsl:template>
  <xsl:template match="add" mode="html" priority="-0.2"><ins><xsl:apply-templates mode="html"/></ins></xsl:template>

  <xsl:template match="lb | cb | gb | milestone" mode="html" priority="-0.2"><span class="{local-name()}">{if (t:parts(.)) then ' ' else ''}</span></xsl:template>
  <xsl:template match="space" mode="html" priority="-0.2"><xsl:text> </xsl:text></xsl:template>

  <xsl:template match="l | lg | address[not(addrLine)]/*" mode="html" priority="0.4">
    <xsl:text>{$nl}</xsl:text>
    <span class="{local-name()} line"><xsl:apply-templates mode="html"/></span>
  </xsl:template>
  <xsl:template match="address[not(addrLine)]" mode="html" priority="0.6"><span class="address"><xsl:apply-templates mode="html"/><xsl:text> </xsl:text></span></xsl:template>

  <xsl:template match="gap[not(normalize-space())]" mode="html" priority="0.7"><span class="gap" title="{t:string('gap')}"><xsl:sequence select="t:mark('[…]')"/></span></xsl:template>
  <xsl:template match="ptr" mode="html" priority="-0.2">
    <a class="ptr" href="{@target}"><xsl:sequence select="t:mark(if (matches(@target, '^https?:')) then @target else '→')"/></a>
  </xsl:template>
  <xsl:template match="ptr[not(matches(@target, '^(https?:|#)'))]" mode="html" priority="-0.1"><xsl:sequence select="t:mark('→')"/></xsl:template>

  <!-- A page loads nothing: a picture is named. -->
  <xsl:template match="graphic | media" mode="html" priority="-0.2"><xsl:sequence select="t:mark('[' || (normalize-space(desc)[.], @url)[1] || '] ')"/></xsl:template>
  <xsl:template match="figure" mode="html" priority="-0.2">
    <xsl:text>{$nl}</xsl:text><span class="figure block"><xsl:apply-templates mode="html"/></span>
  </xsl:template>
  <xsl:template match="figure/head" mode="html" priority="0.6"><span class="head line"><xsl:apply-templates mode="html"/><xsl:text> </xsl:text></span></xsl:template>

  <xsl:template match="note[not(@resp)][not(@place = ('bottom', 'inline'))]" mode="html" priority="0.6">
    <xsl:text> </xsl:text>
    <span class="note {@place}"><xsl:sequence select="t:mark('[')"/><xsl:apply-templates mode="html"/><xsl:sequence select="t:mark(']')"/></span>
  </xsl:template>

  <!-- Speech that was recorded (Guidelines 8): set as a speech is. -->
  <xsl:template match="u" mode="html" priority="-0.2">
    <xsl:text>{$nl}</xsl:text>
    <div class="sp u">
      <xsl:copy-of select="@xml:id ! t:id(.)"/>
      <xsl:if test="@who"><p class="speaker"><span class="name"><xsl:sequence select="t:mark(t:said-by(.))"/></span></p></xsl:if>
      <xsl:text>{$nl}</xsl:text>
      <div class="words"><xsl:apply-templates mode="html"/></div>
    </div>
  </xsl:template>
  <xsl:template match="incident | vocal | kinesic | writing | pause" mode="html" priority="-0.2">
    <xsl:text> </xsl:text>
    <span class="stage {local-name()}"><xsl:sequence select="t:mark('(')"/><xsl:apply-templates mode="html"/>{local-name()[not(normalize-space(current()))]}<xsl:sequence select="t:mark(')')"/></span>
  </xsl:template>

  <!-- Anything else: its text in its place, marked by the element's name; apart where only elements stand beside it. -->
  <xsl:template match="*" mode="html" priority="-5">
    <xsl:if test="t:stacked(.)">{$nl}</xsl:if>
    <span class="{local-name()}{' block'[t:stacked(current()) or current()/following-sibling::*[1] ! t:stacked(.)]}"><xsl:apply-templates mode="html"/></span>
  </xsl:template>

</xsl:stylesheet>
