<?xml version="1.0" encoding="UTF-8"?>
<!--
  An edition as one HTML page that needs nothing else: no network, no script, no second file.
  html-header.xsl  title, participants, about          html-body.xsl      blocks and speeches
  html-inline.xsl  the editors' signs                  html-pictures.xsl  who speaks when, and after whom
  html-cite.xsl    what the page says of itself        cite.xsl           how an edition is cited
  reading.css and reading.js are handed in as parameters, and the policy that allows these two and nothing else.
  A class is the TEI element's name; strings are in strings.xsl. Text that no template takes is an error.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:import href="edition.xsl"/>
  <xsl:import href="strings.xsl"/>
  <xsl:include href="site-frame.xsl"/>
  <xsl:include href="html-header.xsl"/>
  <xsl:include href="html-body.xsl"/>
  <xsl:include href="html-inline.xsl"/>
  <xsl:include href="other-html.xsl"/>
  <xsl:include href="html-cite.xsl"/>
  <xsl:include href="html-pictures.xsl"/>

  <!-- The style sheet, whole: a page that is kept for decades carries its own. -->
  <xsl:param name="css" as="xs:string" select="''"/>
  <xsl:param name="script" as="xs:string" select="''"/>
  <xsl:param name="policy" as="xs:string" select="''"/>
  <!-- Of a page that belongs to a site, as JSON: the site's title and contact, the addresses of persons' pages by xml:id,
       facets by name; canonical and feed where the site's address is known. -->
  <xsl:param name="site" as="xs:string" select="''"/>
  <xsl:variable name="of-site" as="map(*)?" select="$site[.] ! parse-json(.)"/>

  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="html" on-no-match="fail"/>

  <xsl:variable name="nl" as="xs:string" select="'&#10;'"/>

  <xsl:template match="/"><xsl:apply-templates select="TEI" mode="html"/></xsl:template>

  <xsl:template match="TEI" mode="html">
    <xsl:variable name="title" as="xs:string" select="normalize-space(teiHeader/fileDesc/titleStmt/title[1])"/>
    <!-- The page's own words are in one language, the record's and its header's may be in others. -->
    <html lang="{$language}">
      <xsl:text>{$nl}</xsl:text>
      <head>
        <xsl:if test="$policy"><meta http-equiv="Content-Security-Policy" content="{$policy}"/></xsl:if>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{$title}</title>
        <xsl:apply-templates select="." mode="meta"/>
        <xsl:sequence select="$of-site ! t:site-meta(?title, ?canonical, ?feed)"/>
        <xsl:for-each select="$of-site ! map:keys(?facets)">
          <meta property="{.}" data-pagefind-filter="{.}[content]" content="{$of-site?facets(.)}"/>
        </xsl:for-each>
        <style><xsl:value-of select="$css"/></style>
      </head>
      <xsl:text>{$nl}</xsl:text>
      <body>
        <nav class="skip" aria-label="{t:string('skip')}"><a href="#text">{t:string('skip')}</a></nav>
        <xsl:sequence select="$of-site ! t:site-bar(?title, '../', '')"/>
        <xsl:apply-templates select="teiHeader" mode="html"/>
        <xsl:call-template name="pictures"/>
        <section class="bar" aria-label="{t:string('tools')}">
          <span class="tool"><input type="checkbox" id="notes" checked="checked"/><label for="notes">{t:string('show-notes')}</label></span>
          <div id="tools" hidden="hidden"></div>
        </section>
        <xsl:text>{$nl}</xsl:text>
        <main id="text">
          <xsl:if test="exists($of-site)"><xsl:attribute name="data-pagefind-body"/></xsl:if>
          <xsl:sequence select="t:in-language((text[1]/@xml:lang, @xml:lang)[1])"/>
          <xsl:apply-templates select="text" mode="html"/>
        </main>
        <xsl:text>{$nl}</xsl:text>
        <xsl:call-template name="legend"/>
        <xsl:call-template name="cite"/>
        <xsl:call-template name="about"/>
        <xsl:if test="$script">
          <script type="application/json" id="strings"><xsl:value-of select="t:json(t:strings($script-strings))"/></script>
          <script><xsl:value-of select="$script"/></script>
        </xsl:if>
      </body>
    </html>
  </xsl:template>

  <!-- What the script says, in the page's language. -->
  <xsl:variable name="script-strings" as="xs:string+" select="
    'full', 'everybody', 'speaker', 'find', 'found', 'copied', 'copy', 'link', 'citation', 'speech'"/>

</xsl:stylesheet>
