<?xml version="1.0" encoding="UTF-8"?>
<!-- What all pages of a site have around them: the way home and to its parts. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Parts of a site: where each stands, seen from its root, and the key of its name in strings.xsl. -->
  <xsl:variable name="parts" as="map(xs:string, xs:string)*" select="(
    map { 'href': 'browse/index.html', 'name': 'records' },
    map { 'href': 'people/index.html', 'name': 'people' },
    map { 'href': 'places/index.html', 'name': 'places' },
    map { 'href': 'search.html', 'name': 'search' },
    map { 'href': 'about.html', 'name': 'about-site' })"/>

  <!-- The bar above a page: the site's title, and its parts. -->
  <xsl:function name="t:site-bar" as="element(nav)">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="here" as="xs:string"/>
    <nav class="site" aria-label="{t:string('site')}">
      <a class="home" href="{$root}index.html"><xsl:if test="$here = 'index.html'"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>{$title}</a>
      <ul>
        <xsl:for-each select="$parts">
          <li><a href="{$root}{?href}"><xsl:if test="$here = ?href"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>{t:string(?name)}</a></li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:function>

  <!-- Below a page: what there is to take away, how it was made, and whom to ask. -->
  <xsl:function name="t:site-links" as="element(p)">
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="contact" as="xs:string?"/>
    <p class="of-site"><a href="{$root}downloads.html">{t:string('downloads')}</a> · <a href="{$root}manual.html">{t:string('manual')}</a>
      <xsl:if test="$contact"> · <a href="{if (matches($contact, '^https?:')) then $contact else 'mailto:' || $contact}">{t:string('contact')}</a></xsl:if></p>
  </xsl:function>

  <!-- For machines: the page's own address, and where what is new is told; nothing where the site's address is not known. -->
  <xsl:function name="t:site-meta" as="element(link)*">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="canonical" as="xs:string?"/>
    <xsl:param name="feed" as="xs:string?"/>
    <xsl:if test="$canonical"><link rel="canonical" href="{$canonical}"/></xsl:if>
    <xsl:if test="$feed"><link rel="alternate" type="application/feed+json" title="{$title}" href="{$feed}"/></xsl:if>
  </xsl:function>

</xsl:stylesheet>
