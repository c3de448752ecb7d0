<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI that this program does not write, as text: one reading, each line and note apart, nothing glued. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:import href="other.xsl"/>

  <xsl:template match="choice | app" mode="reading" priority="-0.2"><xsl:apply-templates select="t:preferred(.)" mode="#current"/></xsl:template>
  <xsl:template match="choice | app" mode="diplomatic" priority="-0.2"><xsl:apply-templates select="t:original(.)" mode="#current"/></xsl:template>

  <xsl:template match="choice/* | app/*" mode="diplomatic reading" priority="-0.1"><xsl:apply-templates mode="#current"/></xsl:template>

  <!-- Deletions and additions of the source's own writer; the Leiden signs in the diplomatic view. -->
  <xsl:template match="del" mode="reading" priority="-0.2"/>
  <xsl:template match="del" mode="diplomatic" priority="-0.2">⟦<xsl:apply-templates mode="#current"/>⟧</xsl:template>
  <xsl:template match="add" mode="diplomatic" priority="-0.2">\<xsl:apply-templates mode="#current"/>/</xsl:template>

  <xsl:template match="lb | cb | gb | milestone" mode="diplomatic reading" priority="-0.2">{if (t:parts(.)) then ' ' else ''}</xsl:template>
  <xsl:template match="space" mode="diplomatic reading" priority="-0.2">{' '}</xsl:template>

  <!-- What the writer restored stands. -->
  <xsl:template match="restore//del" mode="reading"><xsl:apply-templates mode="#current"/></xsl:template>

  <!-- Parts of a name, blocks within a note, a cell or a quotation: apart from what stands before. -->
  <xsl:template match="(forename | surname | roleName | addName | genName | nameLink)[t:follows-element(.)]"
                mode="diplomatic reading" priority="4">{' '}<xsl:next-match/></xsl:template>
  <xsl:template match="u/seg[t:touches(.)] | (author | editor | title | publisher | pubPlace | date | biblScope | idno)[parent::bibl or parent::monogr or parent::analytic or parent::imprint][t:touches(.)]"
                mode="diplomatic reading" priority="4">{' '}<xsl:next-match/></xsl:template>
  <xsl:template match="*[self::p or self::ab or self::list or self::lg or self::head or self::figDesc or self::addrLine or self::figure or self::address]
                        [parent::note or parent::q or parent::quote[not(p)] or parent::cell or parent::item or parent::figure or parent::p or parent::ab
                         or (parent::address and ancestor::p)][t:touches(.)]"
                mode="diplomatic reading" priority="4">{if (parent::item or parent::address) then '&#10;' else ' '}<xsl:next-match/></xsl:template>
  <xsl:template match="text()[preceding-sibling::node()[1][self::address or self::list or self::figure or self::table or self::lg]][matches(., '^\w')]"
                mode="diplomatic reading" priority="4">{' '}<xsl:next-match/></xsl:template>
  <xsl:template match="postscript" mode="diplomatic reading" priority="0.4">
    <xsl:for-each select="*"><xsl:if test="position() gt 1">{t:between(.)}</xsl:if><xsl:apply-templates select="." mode="#current"/></xsl:for-each>
  </xsl:template>
  <xsl:template match="div0 | div1 | div2 | div3 | div4 | div5 | div6 | div7" mode="diplomatic reading" priority="0.4">
    <xsl:for-each select="*"><xsl:if test="position() gt 1">{t:between(.)}</xsl:if><xsl:apply-templates select="." mode="#current"/></xsl:for-each>
  </xsl:template>

  <!-- Words that are marked up one by one: what parts them is @join, not the white space of the file. -->
  <xsl:template match="(w | pc)[not(../text()[normalize-space()])]" mode="diplomatic reading" priority="4">{' '[t:is-apart(current())]}<xsl:next-match/></xsl:template>
  <xsl:template match="text()[t:is-joined(.)]" mode="diplomatic reading" priority="5"/>

  <!-- A word that a line or page divides is whole, whatever white space the file has around the sign. -->
  <xsl:template match="text()[following-sibling::node()[1][self::lb or self::pb or self::cb][@break = 'no']]" mode="reading" priority="6">{replace(., '[\-‐]\s*$|\s+$', '')}</xsl:template>
  <xsl:template match="text()[preceding-sibling::node()[1][self::lb or self::pb or self::cb][@break = 'no']]" mode="reading" priority="5.5">{replace(., '^\s+', '')}</xsl:template>
  <xsl:template match="text()[$t:is-other]" mode="reading" priority="0.1">{replace(., '\s+', ' ')}</xsl:template>

  <!-- What the author does not say in words of the text: an action, words of another, what is missing. -->
  <xsl:template match="stage[$t:is-other][not(@resp)][normalize-space()][not(t:is-enclosed(.))]" mode="diplomatic reading" priority="0.5">(<xsl:apply-templates mode="#current"/>)</xsl:template>
  <xsl:template match="(q | said | soCalled)[$t:is-other][not(p)][not(t:is-quoted(.))]" mode="diplomatic reading" priority="0.5">“<xsl:apply-templates mode="#current"/>”</xsl:template>
  <xsl:template match="gap[$t:is-other][not(@resp)][normalize-space()]" mode="diplomatic reading" priority="0.5">[<xsl:apply-templates mode="#current"/>]</xsl:template>
  <xsl:template match="speaker[$t:is-other]" mode="reading" priority="0.5"><xsl:apply-templates mode="#current"/></xsl:template>

  <!-- A line of verse, a line of an address: a line. -->
  <xsl:template match="l | lg | address/*" mode="diplomatic reading" priority="0.4">
    <xsl:if test="t:stacked(.)">{'&#10;'}</xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- What has no words of its own says what it is. -->
  <xsl:template match="gap[not(normalize-space())]" mode="diplomatic reading" priority="0.7">[…]</xsl:template>
  <xsl:template match="ptr" mode="diplomatic reading" priority="-0.2">{if (matches(@target, '^https?:')) then @target else '→'}</xsl:template>
  <xsl:template match="graphic | media" mode="diplomatic reading" priority="-0.2">[{(normalize-space(desc)[.], @url)[1]}] </xsl:template>

  <!-- A note that no bracket marks: apart from the words it stands at. -->
  <xsl:template match="note[not(@resp)]" mode="diplomatic reading" priority="-0.2">
    <xsl:variable name="inside" as="xs:boolean" select="exists(preceding-sibling::node()[1][not(matches(., '\s$'))])"/>
    <xsl:text>{' '[$inside]}[</xsl:text><xsl:apply-templates mode="#current"/><xsl:text>]</xsl:text>
  </xsl:template>

  <!-- Speech that was recorded (Guidelines 8). -->
  <xsl:template match="u" mode="diplomatic reading" priority="-0.2">
    <xsl:if test="t:stacked(.) and not(parent::div or parent::body)">{$gap}</xsl:if>
    <xsl:if test="@who">{t:said-by(.)}: </xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="incident | vocal | kinesic | writing | pause" mode="diplomatic reading" priority="-0.2">
    <xsl:text>(</xsl:text><xsl:apply-templates mode="#current"/>{local-name()[not(normalize-space(current()))]}<xsl:text>)</xsl:text>
  </xsl:template>

  <!-- Anything else: its text in its place, on a line of its own where only elements stand beside it. -->
  <xsl:template match="*" mode="diplomatic reading" priority="-5">
    <xsl:if test="t:stacked(.) and not(parent::div or parent::body or parent::sp)">{if (t:holds-blocks(..)) then $gap else '&#10;'}</xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:function name="t:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(p | ab | lg | list | table | quote | div))"/>
  </xsl:function>

</xsl:stylesheet>
