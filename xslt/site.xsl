<?xml version="1.0" encoding="UTF-8"?>
<!--
  The pages of a site around its records, each from a description of its own (encoder/site/):

    <page here="browse/year/1961.html" root="../../" word="year" title="1961" site="Conversations with Korea" policy="…"> … </page>

  site-frame.xsl  the bar above every page           site-pictures.xsl  years, and who speaks with whom
  Everything is text that others wrote, or a string of strings.xsl; what no template takes is an error.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:import href="strings.xsl"/>
  <xsl:include href="site-frame.xsl"/>
  <xsl:include href="site-pictures.xsl"/>

  <xsl:param name="policy" as="xs:string" select="''"/>

  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="nl" as="xs:string" select="'&#10;'"/>

  <xsl:template match="/"><xsl:apply-templates/></xsl:template>

  <xsl:template match="page" as="element(html)">
    <html lang="{$language}">
      <head>
        <meta http-equiv="Content-Security-Policy" content="{$policy}"/>
        <meta name="generator" content="tei-encoder"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <xsl:if test="@description"><meta name="description" content="{@description}"/></xsl:if>
        <title>{string-join(distinct-values((t:title(.), @site)), ' – ')}</title>
        <link rel="stylesheet" href="{@root}site.css"/>
        <xsl:sequence select="t:site-meta(@site, @canonical, @feed ! (../@root || .))"/>
        <xsl:if test="search/@shares"><script type="module" src="{@root}search.js"></script></xsl:if>
      </head>
      <xsl:text>{$nl}</xsl:text>
      <body class="of-site">
        <nav class="skip" aria-label="{t:string('skip')}"><a href="#text">{t:string('skip')}</a></nav>
        <xsl:sequence select="t:site-bar(@site, @root, @here)"/>
        <xsl:text>{$nl}</xsl:text>
        <main id="text">
          <h1>{t:title(.)}</h1>
          <xsl:apply-templates/>
        </main>
        <xsl:text>{$nl}</xsl:text>
        <footer class="of-site">
          <xsl:sequence select="t:site-links(@root, @contact)"/>
        </footer>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="t:title" as="xs:string">
    <xsl:param name="page" as="element(page)"/>
    <xsl:sequence select="string-join(($page/@word ! t:string(.), $page/@title), ': ')
                          || $page/pager/to[@here][not(. = '1')] ! (' – ' || t:string('page-number') || ' ' || .)"/>
  </xsl:function>

  <!-- Words ================================================================================================= -->

  <xsl:template match="lead" as="element(p)"><p class="lead">{.}</p></xsl:template>
  <xsl:template match="p" as="element(p)"><p><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="text()" as="text()">
    <xsl:value-of select="."/>
  </xsl:template>
  <xsl:template match="a" as="element(a)"><a href="{@href}">{.}</a></xsl:template>

  <!-- Home: how much there is, and where to begin. -->
  <xsl:template match="counts" as="element(ul)">
    <ul class="counts">
      <xsl:for-each select="count">
        <li><a href="{@href}"><b>{format-integer(@n, '#,##0')}</b> {t:string(@of)}</a></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <!-- Lists of records ====================================================================================== -->

  <xsl:template match="records" as="element()*">
    <xsl:where-populated>
      <ol class="records">
        <xsl:apply-templates select="record"/>
      </ol>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="record" as="element(li)">
    <li>
      <a class="title" href="{@href}"><xsl:sequence select="t:in-language(@lang)"/>{@title}</a>
      <p class="facts">{string-join((t:date(.), @genre, @archive, t:many(@speeches, 'speech', 'speeches')), ' · ')}</p>
      <xsl:if test="@summary"><p class="summary"><xsl:sequence select="t:in-language(@lang)"/>{@summary}</p></xsl:if>
      <xsl:apply-templates select="part"/>
    </li>
  </xsl:template>

  <!-- What somebody does in a record, and each speech. -->
  <xsl:template match="part" as="element(p)">
    <p class="part">{string-join((@role, @as[not(. = ('participant', 'speaker', 'present'))]) ! (if (t:has-string(.)) then t:string(.) else string(.)), ' · ')}
      <xsl:if test="@of and @at"><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="speeches"/></p>
  </xsl:template>

  <xsl:template match="part/speeches" as="item()*">
    <span class="label">{t:string(@of)}: </span>
    <xsl:for-each select="speech">
      <a class="speech" href="{@href}">{@n}</a><xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:if test="@more"><xsl:text>… {@more} {t:string('more')} </xsl:text></xsl:if>
  </xsl:template>

  <xsl:function name="t:date" as="xs:string?">
    <xsl:param name="of" as="element()"/>
    <xsl:sequence select="($of/@words, $of/@date)[normalize-space()][1] ! string()"/>
  </xsl:function>

  <xsl:function name="t:many" as="xs:string?">
    <xsl:param name="number" as="xs:string?"/>
    <xsl:param name="one" as="xs:string"/>
    <xsl:param name="several" as="xs:string"/>
    <xsl:sequence select="if (empty($number) or $number = '0') then ()
                          else format-integer(xs:integer($number), '#,##0') || ' ' || t:string(if ($number = '1') then $one else $several)"/>
  </xsl:function>

  <xsl:template match="pager" as="element(nav)">
    <nav class="pager" aria-label="{t:string('pages')}">
      <ul>
        <xsl:for-each select="to">
          <li>
            <xsl:choose>
              <xsl:when test="@here"><span aria-current="page">{.}</span></xsl:when>
              <xsl:when test="@href"><a href="{@href}" aria-label="{t:string('page-number')} {.}">{.}</a></xsl:when>
              <xsl:otherwise><span class="mark">…</span></xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:template>

  <xsl:template match="facets" as="element(aside)">
    <aside class="facets" aria-label="{t:string('facets')}">
      <xsl:for-each select="facet">
        <details>
          <xsl:if test="value/@here or position() = 1"><xsl:attribute name="open" select="'open'"/></xsl:if>
          <summary>{t:string(@of)}</summary>
          <ul>
            <xsl:for-each select="value">
              <li><a href="{@href}"><xsl:if test="@here"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>{.}</a><xsl:text> </xsl:text><span class="count">{@n}</span></li>
            </xsl:for-each>
            <xsl:if test="@all"><li><a href="{@all}">{t:string('everything')} ({@n})</a></li></xsl:if>
          </ul>
        </details>
      </xsl:for-each>
    </aside>
  </xsl:template>

  <!-- Persons and places ==================================================================================== -->

  <xsl:template match="letters" as="element(nav)">
    <nav class="pager" aria-label="{t:string('letters')}">
      <ul>
        <xsl:for-each select="letter">
          <li>
            <xsl:choose>
              <xsl:when test="@here"><span aria-current="page">{.}</span></xsl:when>
              <xsl:otherwise><a href="{@href}">{.}</a></xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:template>

  <xsl:template match="entries" as="element()">
    <xsl:choose>
      <xsl:when test="entry">
        <ul class="entries">
          <xsl:for-each select="entry">
            <li><a href="{@href}">{@name}</a><xsl:text> </xsl:text><span class="count">{string-join((t:many(@records, 'record', 'several-records'), t:many(@speeches, 'speech', 'speeches')), ', ')}</span>
              <xsl:if test="@note"><span class="facts"> {@note}</span></xsl:if></li>
          </xsl:for-each>
        </ul>
      </xsl:when>
      <xsl:otherwise><p>{t:string('none')}</p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="person" as="element()*">
    <xsl:where-populated>
      <dl class="facts-of">
        <xsl:if test="name"><dt>{t:string('also')}</dt><dd>{string-join(name, '; ')}</dd></xsl:if>
        <xsl:if test="role"><dt>{t:string('role')}</dt><dd>{string-join(role, '; ')}</dd></xsl:if>
        <xsl:for-each select="idno"><dt>{@type}</dt><dd>
          <xsl:choose>
            <xsl:when test="@href"><a href="{@href}">{.}</a></xsl:when>
            <xsl:otherwise>{.}</xsl:otherwise>
          </xsl:choose></dd></xsl:for-each>
        <xsl:if test="@cert"><dt>{t:string('certainty')}</dt><dd>{t:string('by-name')}</dd></xsl:if>
      </dl>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="partners" as="element(section)">
    <xsl:variable name="most" as="xs:integer" select="max(partner/@n ! xs:integer(.))"/>
    <section>
      <h2>{t:string('partners')}</h2>
      <div class="scroll" tabindex="0" role="group" aria-label="{t:string('partners')}">
      <table>
        <thead><tr><th scope="col">{t:string('people')}</th><th scope="col">{t:string('turns')}</th></tr></thead>
        <tbody>
          <xsl:for-each select="partner">
            <tr><th scope="row"><a href="{@href}">{.}</a></th>
              <td><svg class="bar-of" viewBox="0 0 100 10" width="100" height="10" aria-hidden="true"><rect width="{round(100 * @n div $most)}" height="10"/></svg> {@n}</td></tr>
          </xsl:for-each>
        </tbody>
      </table>
      </div>
      <xsl:if test="@more"><p>… {format-integer(@more, '#,##0')} {t:string('more')}</p></xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="heading" as="element(h2)"><h2>{t:string(@of)}</h2></xsl:template>

  <!-- Search, downloads ===================================================================================== -->

  <xsl:template match="search[@shares]" as="element()*">
    <form id="search" role="search" action="search.html">
      <p><label for="words">{t:string('search-words')}</label><xsl:text> </xsl:text>
        <input type="search" id="words" name="q" autocomplete="off"/><xsl:text> </xsl:text>
        <button type="submit">{t:string('search')}</button></p>
      <p class="facts">{t:string('search-help')}</p>
      <div id="filters" class="filters"></div>
    </form>
    <noscript><p>{t:string('search-script')}</p></noscript>
    <p id="told" role="status" aria-live="polite"></p>
    <ol id="hits" class="records"></ol>
    <script type="application/json" id="shares"><xsl:value-of select="serialize(array { tokenize(@shares) }, map { 'method': 'json' })"/></script>
    <script type="application/json" id="strings"><xsl:value-of select="serialize(t:strings(('hits', 'no-hits', 'search-disk', 'everything', 'genre', 'year', 'archive', 'more')), map { 'method': 'json' })"/></script>
  </xsl:template>

  <xsl:template match="search" as="element(p)"><p>{t:string('no-search')}</p></xsl:template>

  <xsl:template match="downloads" as="element(div)">
    <div class="scroll" tabindex="0" role="group" aria-label="{t:string('downloads')}">
      <table>
        <thead><tr><th scope="col">{t:string('file')}</th><th scope="col">{t:string('what')}</th></tr></thead>
        <tbody><xsl:for-each select="file"><tr><th scope="row"><a href="{@href}">{@href}</a></th><td>{t:string(@what)}</td></tr></xsl:for-each></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="missing" as="element(p)"><p>{t:string('not-found-words')}</p></xsl:template>

</xsl:stylesheet>
