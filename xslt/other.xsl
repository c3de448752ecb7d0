<?xml version="1.0" encoding="UTF-8"?>
<!-- What every output knows of TEI that this program does not write: which reading is shown, where words must not run together. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <!-- Of two readings the editor's: a correction, an expansion, a regular form (Guidelines 3.5); of variants the lemma (12.1). -->
  <xsl:function name="t:preferred" as="element()*">
    <xsl:param name="readings" as="element()"/>
    <xsl:variable name="editors" as="element()*" select="$readings/(corr | expan | reg | lem)"/>
    <xsl:sequence select="if ($editors) then $editors[1] else $readings/(* except (sic | abbr | orig))[1],
                          $readings[not($editors)][not(* except (sic | abbr | orig))]/*[1]"/>
  </xsl:function>

  <!-- What stands in the source: the other ones of a choice; of variants the lemma. -->
  <xsl:function name="t:original" as="element()*">
    <xsl:param name="readings" as="element()"/>
    <xsl:variable name="sources" as="element()*" select="$readings[self::choice]/(sic | abbr | orig)"/>
    <xsl:sequence select="if ($sources) then $sources[1] else t:preferred($readings)"/>
  </xsl:function>

  <!-- Whether a sign that breaks a line or page would let two words run together. -->
  <xsl:function name="t:parts" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="not($break/@break = 'no')
      and exists($break/(preceding-sibling::node()[self::text() or self::*])[last()][not(matches(., '[\s\-‐]$'))])
      and exists($break/(following-sibling::node()[self::text() or self::*])[1][not(matches(., '^\s'))])"/>
  </xsl:function>

  <!-- Elements that stand in a line even where no words stand between them: words, parts of names, readings. -->
  <xsl:variable name="t:phrases" as="xs:string*" select="tokenize('
    w pc c m s cl phr seg choice app rdg lem subst del add sic corr orig reg abbr expan am ex hi supplied unclear gap
    name persName placeName orgName rs forename surname roleName genName addName nameLink date time num measure ref ptr
    foreign term mentioned soCalled emph lb cb pb gb milestone anchor space note')"/>

  <!-- Whether an element stands below another as a block does: nothing but elements stand beside it. -->
  <xsl:function name="t:stacked" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="(not(local-name($element) = $t:phrases) or exists($element/parent::address))
      and exists($element/preceding-sibling::*) and not($element/../text()[normalize-space()])"/>
  </xsl:function>

  <!-- Who says an utterance: the person's name, or else the identifier. -->
  <xsl:function name="t:said-by" as="xs:string">
    <xsl:param name="utterance" as="element()"/>
    <xsl:sequence select="string-join((t:names(t:speakers($utterance))[.], tokenize($utterance/@who) ! replace(., '^.*[#:]', ''))[1])"/>
  </xsl:function>

</xsl:stylesheet>
