<?xml version="1.0" encoding="UTF-8"?>
<!--
  An edition as data: its header's facts, its participants, and its speeches with who, what, how long, on which page.
  JSON in the order of the record; JSON Lines and CSV are made from the same speeches.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:import href="text.xsl"/>
  <xsl:import href="cite.xsl"/>

  <!-- The words of a speech have its remarks in the line, and no signs of emphasis. -->
  <xsl:param name="notes" as="xs:string" select="'inline'"/>

  <xsl:output method="json" encoding="UTF-8" indent="yes"/>

  <xsl:template match="/">
    <xsl:sequence select="map {
      'metadata': t:metadata(TEI),
      'participants': array { TEI/teiHeader/profileDesc/particDesc//(person | personGrp) ! t:person(.) },
      'speeches': array { TEI/text//(sp | u) ! t:speech(.) }
    }"/>
  </xsl:template>

  <!-- A fact that occurs once is a value, authors and translators are lists; what is not stated is left out. -->
  <xsl:function name="t:metadata" as="map(xs:string, item())">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="facts" as="map(xs:string, item()*)" select="t:facts($tei)"/>
    <xsl:sequence select="map:merge(map:for-each($facts, function($name, $value) {
      if (empty($value)) then ()
      else if ($name = ('authors', 'translators')) then map { $name: array { $value } } else map { $name: $value } }))"/>
  </xsl:function>

  <xsl:function name="t:person" as="map(xs:string, item())">
    <xsl:param name="person" as="element()"/>
    <xsl:sequence select="map:merge((
      map { 'id': string($person/@xml:id), 'name': normalize-space($person/persName[1]), 'part': string($person/@role),
            'group': normalize-space($person/../head) },
      t:entry('role', t:said($person/note[@type = 'role'])),
      $person/idno ! map { string(@type): normalize-space() }))"/>
  </xsl:function>

  <!-- How many page breaks stand before each speech. -->
  <xsl:variable name="pages" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:iterate select="/TEI/text//(pb | sp | u)">
        <xsl:param name="before" as="xs:integer" select="0"/>
        <xsl:if test="self::sp | self::u"><xsl:map-entry key="generate-id()" select="$before"/></xsl:if>
        <xsl:next-iteration><xsl:with-param name="before" select="$before + count(self::pb)"/></xsl:next-iteration>
      </xsl:iterate>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="t:speech" as="map(xs:string, item())">
    <xsl:param name="sp" as="element()"/>
    <xsl:variable name="persons" as="element()*" select="t:speakers($sp)"/>
    <xsl:variable name="text" as="xs:string">
      <xsl:variable name="parts" as="xs:string*">
        <xsl:choose>
          <xsl:when test="$sp/self::u"><xsl:sequence select="($sp/seg, $sp[not(seg)]) ! t:uttered(.)"/></xsl:when>
          <xsl:otherwise>
            <xsl:for-each select="$sp/* except $sp/speaker">
              <xsl:variable name="part" as="xs:string*"><xsl:apply-templates select="." mode="reading"/></xsl:variable>
              <xsl:sequence select="normalize-space(string-join($part))"/>
            </xsl:for-each>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:sequence select="string-join($parts[.], '&#10;')"/>
    </xsl:variable>
    <xsl:sequence select="map:merge((
      map { 'id': string($sp/@xml:id), 'n': xs:integer(($sp/@n, '0')[1]),
            'who': array { if ($persons) then $persons/@xml:id ! string() else $sp/self::u/tokenize(@who) ! replace(., '^#', '') }, 'label': t:label($sp),
            'name': t:names($persons), 'text': $text, 'words': count(tokenize($text)),
            'page': 1 + ($pages(generate-id($sp)), 0)[1],
            'notes': array { $sp//note[@resp] ! normalize-space() } },
      t:entry('cert', string($sp/@cert)[.]),
      t:entry('role', string-join($persons/note[@type = 'role'] ! normalize-space(), '; ')[.])))"/>
  </xsl:function>

  <!-- What is said in an utterance: its words, a blank between them unless @join says that they touch. -->
  <xsl:function name="t:uttered" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="words" as="element()*" select="$part//(w | pc)"/>
    <xsl:variable name="texts" as="text()*"
                  select="$part//text()[not(ancestor::note | ancestor::desc | ancestor::figDesc)]"/>
    <xsl:sequence select="normalize-space(
      if (empty($words)) then string-join($texts)
      else string-join(for $at in 1 to count($words) return (
        if ($at = 1 or $words[$at - 1]/@join = ('right', 'both') or $words[$at]/@join = ('left', 'both')
            or $words[$at]/self::pc[not(@join)]) then () else ' ',
        string($words[$at]))))"/>
  </xsl:function>

</xsl:stylesheet>
