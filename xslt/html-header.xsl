<?xml version="1.0" encoding="UTF-8"?>
<!-- The header of an edition: above the text what a reader wants first, below it what a scholar looks up. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <!-- Above the text ========================================================================================= -->

  <xsl:template match="teiHeader" mode="html">
    <header class="teiHeader">
      <h1><xsl:if test="exists($of-site)"><xsl:attribute name="data-pagefind-meta" select="'title'"/></xsl:if><xsl:sequence select="t:in-language(ancestor::TEI/@xml:lang)"/><xsl:apply-templates select="fileDesc/titleStmt/title[1]" mode="html"/></h1>
      <xsl:apply-templates select="profileDesc/(settingDesc/setting, creation[not(../settingDesc)])[1]" mode="html"/>
      <xsl:apply-templates select="profileDesc/correspDesc" mode="html"/>
      <xsl:apply-templates select="fileDesc/titleStmt[respStmt[matches(@xml:id, '(^|\.)translator(-\d+)?$')]/persName]" mode="translator"/>
      <xsl:apply-templates select="profileDesc/abstract, profileDesc/particDesc" mode="html"/>
    </header>
  </xsl:template>

  <xsl:template match="titleStmt/title" mode="html"><xsl:apply-templates mode="html"/></xsl:template>

  <xsl:template match="setting | creation" mode="html">
    <p class="{local-name()}">
      <xsl:for-each select="*[normalize-space()]">
        <xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if>
        <xsl:apply-templates select="." mode="html"/>
      </xsl:for-each>
    </p>
  </xsl:template>

  <!-- The setting's date is an ISO date; where the header has the same day in words, the words are shown. -->
  <xsl:template match="setting/date" mode="html" priority="2">
    <xsl:variable name="words" as="element(date)?" select="ancestor::profileDesc/creation/date[@when = current()/@when]"/>
    <time datetime="{(@when, @from)[1]}">{normalize-space(($words, .)[1])}</time>
  </xsl:template>

  <xsl:template match="setting/*" mode="html" priority="-0.2"><span class="{local-name()}">{.}</span></xsl:template>

  <!-- A letter or cable: from whom, to whom. -->
  <xsl:template match="correspDesc" mode="html">
    <p class="correspDesc">
      <xsl:for-each select="correspAction[name|persName]">
        <xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if>
        <xsl:text>{t:string(@type)}: {string-join((name, persName, placeName) ! normalize-space(), ', ')}</xsl:text>
      </xsl:for-each>
    </p>
  </xsl:template>

  <xsl:mode name="translator" on-no-match="fail"/>
  <xsl:template match="titleStmt" mode="translator">
    <xsl:variable name="language" as="xs:string?"
                  select="../sourceDesc/msDesc/msContents/msItem/textLang ! normalize-space()"/>
    <p class="translator">
      <xsl:text>{t:string('translated')} {
        string-join(respStmt[matches(@xml:id, '(^|\.)translator(-\d+)?$')]/persName ! normalize-space(), ', ')}</xsl:text>
      <xsl:if test="$language"> {t:string('from')} {$language}</xsl:if>
    </p>
  </xsl:template>

  <xsl:template match="abstract" mode="html">
    <xsl:text>{$nl}</xsl:text>
    <section class="abstract" aria-label="{t:string('summary')}"><xsl:sequence select="t:in-language(ancestor::TEI/@xml:lang)"/><xsl:apply-templates mode="html"/></section>
  </xsl:template>

  <xsl:template match="particDesc" mode="html">
    <xsl:text>{$nl}</xsl:text>
    <!-- Folded, so that the text comes soon; a link to a person opens it. -->
    <section class="particDesc" aria-labelledby="participants"><details>
      <summary><h2 id="participants">{t:string('participants')}</h2> <span class="count">{count(.//(person | personGrp))}</span></summary>
      <div class="groups"><xsl:apply-templates select="listPerson" mode="html"/></div>
    </details></section>
  </xsl:template>

  <xsl:template match="particDesc//listPerson" mode="html">
    <div class="listPerson">
      <h3>{head}</h3>
      <ul><xsl:apply-templates select="person | personGrp" mode="html"/></ul>
    </div>
  </xsl:template>

  <xsl:template match="particDesc//person | particDesc//personGrp" mode="html">
    <xsl:variable name="count" as="xs:integer" select="count(key('speeches', '#' || @xml:id))"/>
    <li id="{@xml:id}">
      <span class="persName">
        <xsl:choose>
          <xsl:when test="exists(t:page-of(.))"><a href="{t:page-of(.)}">{persName}</a></xsl:when>
          <xsl:otherwise>{persName}</xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:if test="note[@type = 'role']">, {note[@type = 'role']}</xsl:if>
      <xsl:if test="$count gt 0"><xsl:text> </xsl:text>
        <span class="count">{$count} {t:string(if ($count = 1) then 'speech' else 'speeches')}</span></xsl:if>
      <xsl:for-each select="idno[map:contains($schemes, @type)]">
        <xsl:text> </xsl:text>
        <a class="idno" href="{$schemes(@type)}{normalize-space()}">{@type}</a>
      </xsl:for-each>
    </li>
  </xsl:template>

  <!-- The page that a site has of a person; none where this is no page of a site. -->
  <xsl:function name="t:page-of" as="xs:string?">
    <xsl:param name="person" as="element()"/>
    <xsl:sequence select="$of-site ! ?people($person/@xml:id)"/>
  </xsl:function>

  <!-- Below the text ========================================================================================= -->

  <xsl:template name="about">
    <xsl:text>{$nl}</xsl:text>
    <footer class="about">
      <h2>{t:string('about')}</h2>
      <xsl:variable name="file" as="element(fileDesc)?" select="teiHeader/fileDesc"/>
      <dl>
        <xsl:apply-templates select="$file/sourceDesc/bibl[not(@type = 'printed')]" mode="about"/>
        <xsl:apply-templates select="$file/sourceDesc/msDesc/msIdentifier" mode="about"/>
        <xsl:apply-templates select="$file/publicationStmt/availability" mode="about"/>
        <xsl:apply-templates select="$file/notesStmt/note[not(@type = 'omissions')]" mode="about"/>
        <xsl:apply-templates select="teiHeader/encodingDesc/editorialDecl" mode="about"/>
        <xsl:apply-templates select="$file/notesStmt/note[@type = 'omissions']" mode="about"/>
      </dl>
      <p class="application">{teiHeader/revisionDesc/change[last()]}</p>
      <xsl:sequence select="$of-site ! t:site-links('../', ?contact)"/>
    </footer>
  </xsl:template>

  <xsl:mode name="about" on-no-match="fail"/>

  <xsl:template match="bibl | msIdentifier | availability | note" mode="about">
    <dt>{t:heading(.)}</dt>
    <dd><xsl:apply-templates select="." mode="html"/></dd>
  </xsl:template>

  <!-- How the text was treated, and how short names were read. -->
  <xsl:template match="editorialDecl" mode="about">
    <dt>{t:string('treatment')}</dt>
    <dd><ul><xsl:for-each select="*/p"><li>{.}</li></xsl:for-each></ul></dd>
  </xsl:template>

  <xsl:template match="note[@type = 'omissions']" mode="about" priority="1">
    <dt>{t:string('omissions')}</dt>
    <dd class="omissions">
      <ul><xsl:for-each select="list/label"><li><q>{.}</q> ({following-sibling::item[1]})</li></xsl:for-each></ul>
    </dd>
  </xsl:template>

  <xsl:function name="t:heading" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="key" as="xs:string" select="
        if ($entry/self::bibl) then 'citation' else if ($entry/self::msIdentifier) then 'original'
        else if ($entry/self::note) then string(($entry/@type, 'note')[1]) else 'availability'"/>
    <!-- A kind of note that is not ours has no word of ours: its own name then. -->
    <xsl:sequence select="if (t:has-string($key)) then t:string($key) else $key"/>
  </xsl:function>

  <xsl:template match="sourceDesc/bibl | availability | notesStmt/note" mode="html"><xsl:apply-templates mode="html"/></xsl:template>
  <xsl:template match="availability/p" mode="html">{.}</xsl:template>
  <xsl:template match="availability/licence" mode="html"><a rel="license" href="{@target}">{.}</a></xsl:template>
  <xsl:template match="sourceDesc//msIdentifier" mode="html">{string-join((repository, idno), ', ')}</xsl:template>
  <xsl:template match="bibl/title" mode="html"><cite>{.}</cite></xsl:template>
  <xsl:template match="bibl/(publisher | pubPlace | idno | biblScope | editor)" mode="html">{.}</xsl:template>

</xsl:stylesheet>
