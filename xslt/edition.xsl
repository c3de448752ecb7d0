<?xml version="1.0" encoding="UTF-8"?>
<!-- What every output knows of an edition: its white space, its persons, how a bracket was printed. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <!-- White space between the elements of these is layout, not text. -->
  <xsl:strip-space elements="TEI teiHeader fileDesc titleStmt respStmt publicationStmt availability notesStmt sourceDesc
    msDesc msIdentifier msContents msItem history origin encodingDesc editorialDecl correction normalization hyphenation
    segmentation interpretation refsDecl appInfo application profileDesc abstract langUsage textClass keywords particDesc listPerson
    person personGrp settingDesc setting revisionDesc text front body back group div opener list sp table row"/>

  <xsl:key name="person" match="person | personGrp" use="@xml:id"/>
  <xsl:key name="marks" match="ref[@type = 'note']" use="@target"/>
  <xsl:key name="speeches" match="sp[speaker or not(@prev)]" use="tokenize(@who)"/>

  <!-- The persons a speech is ascribed to. -->
  <xsl:function name="t:speakers" as="element()*">
    <xsl:param name="sp" as="element()"/>
    <xsl:sequence select="tokenize($sp/@who) ! key('person', substring-after(., '#'), root($sp))"/>
  </xsl:function>

  <!-- The printed label of a speech; if it continues below a heading, the label of the earlier part. -->
  <xsl:function name="t:label" as="xs:string">
    <xsl:param name="sp" as="element()"/>
    <xsl:sequence select="normalize-space(if ($sp/@prev and not($sp/speaker)) then ($sp/preceding::sp[speaker])[last()]/speaker
                                          else $sp/speaker)"/>
  </xsl:function>

  <!-- The record's printed names of the persons, as one phrase. -->
  <xsl:function name="t:names" as="xs:string">
    <xsl:param name="persons" as="element()*"/>
    <xsl:sequence select="string-join($persons ! normalize-space(persName[1]), ', ')"/>
  </xsl:function>

  <!-- What an editor's bracket began with: @rend says where the printed form was not […]. -->
  <xsl:function name="t:open" as="xs:string">
    <xsl:param name="bracket" as="element()"/>
    <xsl:sequence select="if ($bracket/@rend = 'query-after') then '' else '['"/>
  </xsl:function>

  <!-- … and what it ended with. -->
  <xsl:function name="t:close" as="xs:string">
    <xsl:param name="bracket" as="element()"/>
    <xsl:sequence select="if ($bracket/@rend = 'query-after') then '[?]'
                          else if ($bracket/@rend = 'query') then '?]'
                          else if ($bracket/@rend = 'unclosed') then ''
                          else ']'"/>
  </xsl:function>

  <!-- The place of each element in a sequence, by its identity: asked once for all, where counting would look back from each. -->
  <xsl:function name="t:places" as="map(xs:string, xs:integer)">
    <xsl:param name="elements" as="element()*"/>
    <xsl:map>
      <xsl:for-each select="$elements"><xsl:map-entry key="generate-id()" select="position()"/></xsl:for-each>
    </xsl:map>
  </xsl:function>

</xsl:stylesheet>
