<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page says of itself: to reference managers and search engines in its head, to people below the text. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:import href="cite.xsl"/>

  <xsl:mode name="meta" on-no-match="fail"/>

  <!-- Highwire tags (Google Scholar, Zotero), Dublin Core, Open Graph, schema.org. -->
  <xsl:template match="TEI" mode="meta">
    <xsl:variable name="facts" as="map(xs:string, item()*)" select="t:facts(.)"/>
    <xsl:sequence select="
      t:meta('description', $facts?summary),
      t:meta('citation_title', $facts?title), $facts?authors ! t:meta('citation_author', .),
      t:meta('citation_publication_date', translate($facts?day, '-', '/')[.]), t:meta('citation_publisher', $facts?publisher),
      t:meta('citation_language', $facts?language), t:meta('citation_public_url', $facts?url), t:meta('citation_abstract', $facts?summary),
      t:meta('DC.title', $facts?title), $facts?authors ! t:meta('DC.creator', .), $facts?translators ! t:meta('DC.contributor', .),
      t:meta('DC.date', $facts?day), t:meta('DC.publisher', $facts?publisher), t:meta('DC.language', $facts?language),
      t:meta('DC.identifier', $facts?url), t:meta('DC.source', $facts?mark), t:meta('DC.rights', $facts?licence),
      t:property('og:title', $facts?title), t:property('og:type', 'article'), t:property('og:description', $facts?summary),
      t:property('og:site_name', $facts?publisher)"/>
    <script type="application/ld+json"><xsl:value-of select="t:json(t:json-ld(.))"/></script>
  </xsl:template>

  <xsl:function name="t:meta" as="element(meta)?" xpath-default-namespace="">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="content" as="xs:string?"/>
    <xsl:if test="$content"><meta name="{$name}" content="{$content}"/></xsl:if>
  </xsl:function>

  <xsl:function name="t:property" as="element(meta)?" xpath-default-namespace="">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="content" as="xs:string?"/>
    <xsl:if test="$content"><meta property="{$name}" content="{$content}"/></xsl:if>
  </xsl:function>

  <!-- “Cite this”: a line to copy for each style, and the same for programs. -->
  <xsl:template name="cite">
    <xsl:context-item as="element(TEI)" use="required"/>
    <xsl:variable name="facts" as="map(xs:string, item()*)" select="t:facts(.)"/>
    <xsl:text>{$nl}</xsl:text>
    <section class="cite" aria-labelledby="cite">
      <h2 id="cite">{t:string('cite')}</h2>
      <dl>
        <dt>Chicago</dt><dd id="cite-chicago">{t:chicago($facts)}</dd>
        <dt>MLA</dt><dd id="cite-mla">{t:mla($facts)}</dd>
      </dl>
      <xsl:if test="text//sp/@xml:id"><p>{t:string('cite-speech')} #{(text//sp/@xml:id)[last()]}</p></xsl:if>
      <xsl:for-each select="map { 'name': 'BibTeX', 'id': 'bibtex', 'text': t:bibtex($facts) },
                            map { 'name': 'RIS', 'id': 'ris', 'text': t:ris($facts) },
                            map { 'name': 'CSL-JSON', 'id': 'csl', 'text': t:json([ t:csl($facts) ]) }">
        <details><summary>{?name}</summary><pre id="cite-{?id}" tabindex="0">{?text}</pre></details>
      </xsl:for-each>
      <span class="Z3988" title="{t:coins($facts)}"></span>
    </section>
  </xsl:template>

</xsl:stylesheet>
