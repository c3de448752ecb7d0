<?xml version="1.0" encoding="UTF-8"?>
<!--
  How an edition is cited: its facts once, and the forms that people and programs want.
  Only what the header states: an edition without a publisher is cited without one.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <!-- The facts of a header; what it does not state is an empty sequence. -->
  <xsl:function name="t:facts" as="map(xs:string, item()*)">
    <xsl:param name="tei" as="element(TEI)"/>
    <!-- TEI from elsewhere may have several of anything: the first counts. -->
    <xsl:variable name="file" as="element(fileDesc)?" select="$tei/teiHeader[1]/fileDesc[1]"/>
    <xsl:variable name="profile" as="element(profileDesc)?" select="($tei/teiHeader[1]/profileDesc)[1]"/>
    <xsl:variable name="date" as="element(date)?"
                  select="($profile/creation/date, $profile/settingDesc/setting/date, $profile/correspDesc//date)[1]"/>
    <xsl:sequence select="map {
      'id': string(($tei/@xml:id, 'edition')[1]),
      'title': (t:said(($file/titleStmt/title[normalize-space()])[1]), string($tei/@xml:id)[.], 'Untitled')[1],
      'date': t:said($date) ! t:in-words(.),
      'day': string(($date/@when, $date/@from)[1])[matches(., '^\d{4}(-\d\d){0,2}$')],
      'publisher': t:said(($file/publicationStmt/distributor, $file/publicationStmt/publisher)[1]),
      'archive': t:said(($file/sourceDesc//msIdentifier/repository)[1]),
      'mark': t:said(($file/sourceDesc//msIdentifier/idno)[1]),
      'pages': t:said(($file/sourceDesc/msDesc//locus, $file/sourceDesc/bibl[@type = 'citation']/biblScope)[1]),
      'translators': $file/titleStmt/respStmt[matches(@xml:id, '(^|\.)translator(-\d+)?$')]/persName ! normalize-space()[.],
      'authors': $file/titleStmt/author ! normalize-space()[.],
      'url': t:said(($file/publicationStmt/idno[@type = 'URL'])[1]),
      'licence': string(($file/publicationStmt/availability/licence/@target)[1])[.],
      'language': string(($tei/text[1]/@xml:lang, $tei/@xml:lang)[1])[.],
      'summary': t:said(($profile/abstract)[1])
    }"/>
  </xsl:function>

  <xsl:function name="t:said" as="xs:string?">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="normalize-space($element)[.]"/>
  </xsl:function>

  <!-- A day as people write it: a header that infers it from the text has it as ISO 8601 does. -->
  <xsl:function name="t:in-words" as="xs:string">
    <xsl:param name="said" as="xs:string"/>
    <xsl:sequence select="if ($said castable as xs:date) then format-date(xs:date($said), '[MNn] [D], [Y]', 'en', (), ())
                          else if ($said castable as xs:gYearMonth) then format-date(xs:date($said || '-01'), '[MNn] [Y]', 'en', (), ())
                          else $said"/>
  </xsl:function>

  <!-- For people =========================================================================================== -->

  <!-- “Title,” September 10, 1961, Archive, mark, pages. Translated by N. URL -->
  <xsl:function name="t:chicago" as="xs:string">
    <xsl:param name="facts" as="map(xs:string, item()*)"/>
    <xsl:variable name="source" as="xs:string" select="string-join((
      $facts?date, $facts?publisher, $facts?mark, $facts?pages), ', ')"/>
    <xsl:sequence select="string-join((
      string-join($facts?authors, ', ')[.] ! (. || ','),
      '“' || $facts?title || (if ($source) then ',”' else '.”'),
      $source[.] ! (. || '.'),
      t:by($facts?translators) ! ('Translated by ' || . || '.'),
      $facts?url), ' ')"/>
  </xsl:function>

  <!-- “Title.” 10 Sept. 1961. Archive, mark, pages, translated by N, URL. -->
  <xsl:function name="t:mla" as="xs:string">
    <xsl:param name="facts" as="map(xs:string, item()*)"/>
    <xsl:variable name="container" as="xs:string" select="string-join((
      $facts?publisher, t:by($facts?translators) ! ('translated by ' || .), $facts?mark,
      $facts?pages ! ('pp. ' || .)[matches(., '[-–]')], $facts?url), ', ')"/>
    <xsl:sequence select="string-join((
      string-join($facts?authors, ', ')[.] ! (. || '.'),
      '“' || $facts?title || '.”',
      ($facts?day ! t:mla-date(.), $facts?date)[1] ! (. || '.'),
      $container[.] ! (. || '.')), ' ')"/>
  </xsl:function>

  <xsl:variable name="months" as="xs:string+" select="'Jan.', 'Feb.', 'Mar.', 'Apr.', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.'"/>

  <xsl:function name="t:mla-date" as="xs:string">
    <xsl:param name="day" as="xs:string"/>
    <xsl:variable name="parts" as="xs:integer+" select="tokenize($day, '-') ! xs:integer(.)"/>
    <xsl:sequence select="string-join(($parts[3] ! string(), $months[$parts[2]], string($parts[1])), ' ')"/>
  </xsl:function>

  <xsl:function name="t:by" as="xs:string?">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="string-join(($names[position() lt last()] => string-join(', '), $names[last()])[.], ' and ')[.]"/>
  </xsl:function>

  <!-- For programs ========================================================================================= -->

  <xsl:function name="t:bibtex" as="xs:string">
    <xsl:param name="facts" as="map(xs:string, item()*)"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($facts?day, '-')"/>
    <xsl:variable name="fields" as="xs:string*" select="
      t:field('title', '{' || t:tex($facts?title) || '}'),
      t:field('author', string-join($facts?authors ! ('{' || t:tex(.) || '}'), ' and ')[.]),
      t:field('year', $parts[1]), t:field('month', $parts[2]), t:field('date', $facts?day),
      t:field('howpublished', t:tex($facts?publisher)), t:field('pages', replace($facts?pages, '-', '--')[.]),
      t:field('note', string-join((t:tex($facts?mark), t:by($facts?translators) ! ('Translated by ' || t:tex(.))), '. ')[.]),
      t:field('url', $facts?url)"/>
    <xsl:sequence select="'@misc{' || $facts?id || ',&#10;' || string-join($fields, ',&#10;') || '&#10;}'"/>
  </xsl:function>

  <xsl:function name="t:field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value[.] ! ('  ' || $name || ' = {' || . || '}')"/>
  </xsl:function>

  <!-- What TeX takes for its own is escaped. -->
  <xsl:function name="t:tex" as="xs:string?">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="$text[.] ! replace(replace(., '[{}]', ''), '([&amp;%$#_])', '\\$1')"/>
  </xsl:function>

  <xsl:function name="t:ris" as="xs:string">
    <xsl:param name="facts" as="map(xs:string, item()*)"/>
    <xsl:sequence select="string-join((
      'TY  - MANSCPT', $facts?authors ! ('AU  - ' || .), 'TI  - ' || $facts?title,
      $facts?day ! ('DA  - ' || translate(., '-', '/')), $facts?day ! ('PY  - ' || substring(., 1, 4)),
      $facts?publisher ! ('PB  - ' || .), $facts?translators ! ('A4  - ' || .), $facts?mark ! ('CN  - ' || .),
      $facts?archive ! ('AV  - ' || .), $facts?pages ! ('SP  - ' || .), $facts?language ! ('LA  - ' || .),
      $facts?summary ! ('AB  - ' || .), $facts?url ! ('UR  - ' || .), 'ER  - '), '&#10;')"/>
  </xsl:function>

  <xsl:function name="t:csl" as="map(xs:string, item())">
    <xsl:param name="facts" as="map(xs:string, item()*)"/>
    <xsl:sequence select="map:merge((
      map { 'id': $facts?id, 'type': 'manuscript', 'title': $facts?title },
      $facts?day ! map { 'issued': map { 'date-parts': [ array { tokenize(., '-') ! xs:integer(.) } ] } },
      t:entry('publisher', $facts?publisher), t:entry('archive', $facts?archive), t:entry('archive_location', $facts?mark),
      t:entry('page', $facts?pages), t:entry('URL', $facts?url), t:entry('language', $facts?language),
      t:entry('abstract', $facts?summary), t:literals('author', $facts?authors), t:literals('translator', $facts?translators)))"/>
  </xsl:function>

  <xsl:function name="t:entry" as="map(xs:string, item())?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:sequence select="$value ! map { $name: . }"/>
  </xsl:function>

  <xsl:function name="t:literals" as="map(xs:string, item())?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="if (exists($names)) then map { $name: array { $names ! map { 'literal': . } } } else ()"/>
  </xsl:function>

  <!-- schema.org: what search engines read. -->
  <xsl:function name="t:json-ld" as="map(xs:string, item())">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="facts" as="map(xs:string, item()*)" select="t:facts($tei)"/>
    <xsl:sequence select="map:merge((
      map { '@context': 'https://schema.org', '@type': 'ArchiveComponent', 'name': $facts?title },
      t:entry('dateCreated', $facts?day), t:entry('inLanguage', $facts?language[. ne 'und']), t:entry('abstract', $facts?summary),
      t:entry('identifier', $facts?mark), t:entry('isBasedOn', $facts?url), t:entry('license', $facts?licence),
      $facts?publisher ! map { 'publisher': map { '@type': 'Organization', 'name': . } },
      $facts?archive ! map { 'holdingArchive': map { '@type': 'ArchiveOrganization', 'name': . } },
      t:people('author', $facts?authors ! map { '@type': 'Person', 'name': . }),
      t:people('translator', $facts?translators ! map { '@type': 'Person', 'name': . }),
      t:people('mentions', $tei/teiHeader/profileDesc/particDesc//person[normalize-space(persName[1])] ! t:person-ld(.))))"/>
  </xsl:function>

  <xsl:function name="t:people" as="map(xs:string, item())?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="people" as="map(*)*"/>
    <xsl:sequence select="if (exists($people)) then map { $name: array { $people } } else ()"/>
  </xsl:function>

  <xsl:variable name="schemes" as="map(xs:string, xs:string)" select="map {
    'VIAF': 'https://viaf.org/viaf/', 'Wikidata': 'https://www.wikidata.org/wiki/', 'GND': 'https://d-nb.info/gnd/',
    'ORCID': 'https://orcid.org/', 'ISNI': 'https://isni.org/isni/' }"/>

  <xsl:function name="t:person-ld" as="map(xs:string, item())">
    <xsl:param name="person" as="element(person)"/>
    <xsl:variable name="same" as="xs:string*" select="$person/idno[map:contains($schemes, @type)] ! ($schemes(@type) || normalize-space())"/>
    <xsl:sequence select="map:merge((map { '@type': 'Person', 'name': normalize-space($person/persName[1]) },
      if (exists($same)) then map { 'sameAs': array { $same } } else ()))"/>
  </xsl:function>

  <!-- OpenURL in a span (COinS), which reference managers find on a page. -->
  <xsl:function name="t:coins" as="xs:string">
    <xsl:param name="facts" as="map(xs:string, item()*)"/>
    <xsl:sequence select="string-join((
      'ctx_ver=Z39.88-2004', 'rft_val_fmt=' || encode-for-uri('info:ofi/fmt:kev:mtx:dc'), 'rft.type=document',
      for $pair in (['title', $facts?title], ['date', $facts?day], ['publisher', $facts?publisher], ['identifier', $facts?url],
                    ['source', $facts?mark], ['language', $facts?language])
      return $pair?2 ! ('rft.' || $pair?1 || '=' || encode-for-uri(.)),
      $facts?authors ! ('rft.creator=' || encode-for-uri(.)),
      $facts?translators ! ('rft.contributor=' || encode-for-uri(.))), '&amp;')"/>
  </xsl:function>

  <xsl:function name="t:json" as="xs:string">
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="serialize($value, map { 'method': 'json', 'indent': true() }) => replace('\\/', '/') => replace('&lt;', '\\u003c')"/>
  </xsl:function>

</xsl:stylesheet>
