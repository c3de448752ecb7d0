<?xml version="1.0" encoding="UTF-8"?>
<!-- What every output knows of TEI that this program does not write: which reading is shown, where words must not run together. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <!-- Whether the text is another program's or a person's: signs that the record itself has, ours keep as they are. -->
  <xsl:variable name="t:is-other" as="xs:boolean"
                select="empty(/TEI/teiHeader/encodingDesc/appInfo/application[@ident = 'tei-encoder'])"/>

  <!-- Whether an element's words would touch those before it. -->
  <xsl:function name="t:touches" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="before" as="node()?" select="$node/preceding-sibling::node()[not(self::comment() or self::processing-instruction())][1]"/>
    <xsl:sequence select="exists($before) and not($before/self::text()[matches(., '\s$')])"/>
  </xsl:function>

  <!-- Whether nothing but an element stands before an element. -->
  <xsl:function name="t:follows-element" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists($part/preceding-sibling::node()[not(self::comment() or self::processing-instruction())][1]/self::*)"/>
  </xsl:function>

  <!-- Whether the file says by @join where words touch (Guidelines 18.4.1); if not, its white space does. -->
  <xsl:variable name="t:has-join" as="xs:boolean" select="exists((//w | //pc)/@join)"/>

  <!-- Whether a word touches the one before it. -->
  <xsl:function name="t:is-touching" as="xs:boolean">
    <xsl:param name="word" as="element()"/>
    <xsl:variable name="before" as="element()?" select="$word/preceding-sibling::*[1]"/>
    <xsl:sequence select="$before/@join = ('right', 'both') or $word/@join = ('left', 'both')"/>
  </xsl:function>

  <!-- Whether a blank is missing before a word: nothing parts it from the word before, and neither says that they touch. -->
  <xsl:function name="t:is-apart" as="xs:boolean">
    <xsl:param name="word" as="element()"/>
    <xsl:variable name="before" as="node()?" select="$word/preceding-sibling::node()[not(self::comment() or self::processing-instruction())][1]"/>
    <xsl:sequence select="exists($before/self::w) and exists($word/self::w) and not(t:is-touching($word))
                          and not(matches($word, '^[\s’'']') or matches($before, '[\s’'']$'))"/>
  </xsl:function>

  <!-- Whether white space between two words is only the file's layout. -->
  <xsl:function name="t:is-joined" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="after" as="element()?" select="$text/following-sibling::node()[1]/(self::w | self::pc)"/>
    <xsl:sequence select="$t:has-join and not(normalize-space($text)) and exists($after)
                          and exists($text/preceding-sibling::node()[1]/(self::w | self::pc)) and t:is-touching($after)"/>
  </xsl:function>

  <!-- Whether words have quotation marks already, inside the element or beside it; a quotation in a quotation has its own. -->
  <xsl:function name="t:is-quoted" as="xs:boolean">
    <xsl:param name="words" as="element()"/>
    <xsl:sequence select="matches($words, '^\s*[“”„&quot;«»‘’‹›「」『』'']') or exists($words/ancestor::q)
                          or matches(string($words/preceding-sibling::node()[1]), '[“”„&quot;«»‘’‹›「」『』'']\s*$')"/>
  </xsl:function>

  <!-- Whether words have brackets already, inside the element or beside it. -->
  <xsl:function name="t:is-enclosed" as="xs:boolean">
    <xsl:param name="words" as="element()"/>
    <xsl:sequence select="matches($words, '^\s*[\(\[\{]') or matches(string($words/preceding-sibling::node()[1]), '[\(\[\{]\s*$')"/>
  </xsl:function>

  <!-- Of two readings the editor's: a correction, an expansion, a regular form (Guidelines 3.5); of variants the lemma (12.1). -->
  <xsl:function name="t:preferred" as="element()*">
    <xsl:param name="readings" as="element()"/>
    <xsl:variable name="editors" as="element()*" select="$readings/(corr | expan | reg | lem)[normalize-space() or .//gap]"/>
    <xsl:sequence select="($editors, $readings/(* except (sic | abbr | orig))[normalize-space() or .//gap], $readings/*)[1]"/>
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
