<?xml version="1.0" encoding="UTF-8"?>
<!--
  Where people would rather look: who speaks when, how much, and after whom. Each picture says in words what it shows, and
  the table behind both is one click away. Drawn with presentation attributes only: the page forbids inline styles.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:math="http://www.w3.org/2005/xpath-functions/math"
                xmlns:t="https://tei-encoder.invalid/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="least-speeches" as="xs:integer" select="6"/>
  <xsl:variable name="most-speakers" as="xs:integer" select="12"/>
  <xsl:variable name="row" as="xs:integer" select="22"/>
  <xsl:variable name="label" as="xs:integer" select="215"/>
  <xsl:variable name="wide" as="xs:integer" select="720"/>

  <!-- The words of a speech, its label apart. -->
  <xsl:function name="t:words" as="xs:integer">
    <xsl:param name="sp" as="element(sp)"/>
    <xsl:sequence select="count(tokenize(string-join($sp/* except $sp/speaker, ' ')))"/>
  </xsl:function>

  <!-- Who a speech is counted for: whom it points to, else its label. -->
  <xsl:function name="t:voice" as="xs:string">
    <xsl:param name="sp" as="element(sp)"/>
    <xsl:sequence select="(t:names(t:speakers($sp))[.], replace(t:label($sp), '\s*[:.]$', ''))[1]"/>
  </xsl:function>

  <xsl:template name="pictures">
    <xsl:context-item as="element(TEI)" use="required"/>
    <xsl:variable name="speeches" as="element(sp)*" select="text//sp"/>
    <xsl:variable name="turns" as="map(xs:string, item())*">
      <xsl:iterate select="$speeches">
        <xsl:param name="before" as="xs:integer" select="0"/>
        <xsl:variable name="words" as="xs:integer" select="t:words(.)"/>
        <xsl:sequence select="map { 'voice': t:voice(.), 'at': $before, 'words': $words, 'id': string(@xml:id) }"/>
        <xsl:next-iteration><xsl:with-param name="before" select="$before + $words"/></xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:variable name="voices" as="map(xs:string, item())*">
      <xsl:for-each-group select="$turns" group-by="?voice">
        <xsl:sort select="sum(current-group()?words)" order="descending"/>
        <xsl:sequence select="map { 'name': current-grouping-key(), 'turns': count(current-group()),
                                    'words': sum(current-group()?words), 'first': current-group()[1]?id }"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="total" as="xs:integer" select="sum($voices?words) cast as xs:integer"/>
    <xsl:if test="count($turns) ge $least-speeches and count($voices) gt 1 and $total gt 0">
      <xsl:text>{$nl}</xsl:text>
      <section class="pictures" aria-labelledby="pictures"><details>
        <summary><h2 id="pictures">{t:string('pictures')}</h2></summary>
        <xsl:sequence select="t:along($turns, $voices[position() le $most-speakers], $total)"/>
        <details>
          <summary>{t:string('table')}</summary>
          <div class="scroll" tabindex="0" role="group" aria-label="{t:string('table')}">
            <xsl:sequence select="t:shares($voices, $total), t:answers($turns, $voices[position() le $most-speakers])"/>
          </div>
        </details>
      </details></section>
    </xsl:if>
  </xsl:template>

  <!-- The record from left to right, a row for each speaker, a bar for each speech as long as it has words. -->
  <xsl:function name="t:along" as="element(figure)" xpath-default-namespace="">
    <xsl:param name="turns" as="map(xs:string, item())*"/>
    <xsl:param name="voices" as="map(xs:string, item())*"/>
    <xsl:param name="total" as="xs:integer"/>
    <xsl:variable name="scale" as="xs:double" select="($wide - $label) div $total"/>
    <figure>
      <div class="scroll" tabindex="0" role="group" aria-label="{t:string('along')}">
      <svg:svg viewBox="0 0 {$wide} {$row * count($voices) + 4}" role="img" aria-labelledby="along-title along-desc">
        <svg:title id="along-title">{t:string('along')}</svg:title>
        <svg:desc id="along-desc">{string-join($voices ! (?name || ': ' || ?turns || ' ' ||
          t:string(if (?turns = 1) then 'speech' else 'speeches') || ', ' || t:share(?words, $total)), '; ')}</svg:desc>
        <xsl:for-each select="$voices">
          <xsl:variable name="y" as="xs:integer" select="(position() - 1) * $row + 14"/>
          <xsl:variable name="name" as="xs:string" select="?name"/>
          <svg:text x="{$label - 10}" y="{$y + 4}" text-anchor="end">{t:short($name)} <svg:tspan class="share">{t:share(?words, $total)}</svg:tspan></svg:text>
          <svg:path class="line" stroke="silver" d="M{$label} {$y}H{$wide}"/>
          <svg:path class="bars" stroke="currentColor" stroke-width="12" d="{string-join($turns[?voice = $name] ! ('M' || t:number($label + ?at * $scale) || ' ' || $y ||
            'h' || t:number(max((?words * $scale, 0.6)))))}"/>
        </xsl:for-each>
      </svg:svg>
      </div>
      <figcaption>{t:string('along-caption')}</figcaption>
    </figure>
  </xsl:function>

  <xsl:function name="t:short" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if (string-length($name) gt 24) then substring($name, 1, 23) || '…' else $name"/>
  </xsl:function>

  <xsl:function name="t:number" as="xs:string">
    <xsl:param name="value" as="xs:double"/>
    <xsl:sequence select="string(xs:decimal(round($value * 10)) div 10)"/>
  </xsl:function>

  <xsl:function name="t:share" as="xs:string">
    <xsl:param name="words" as="xs:numeric"/>
    <xsl:param name="total" as="xs:integer"/>
    <xsl:variable name="percent" as="xs:double" select="100 * $words div $total"/>
    <xsl:sequence select="(if ($percent lt 1) then '&lt; 1' else string(xs:integer(round($percent)))) || ' %'"/>
  </xsl:function>

  <xsl:function name="t:shares" as="element(table)" xpath-default-namespace="">
    <xsl:param name="voices" as="map(xs:string, item())*"/>
    <xsl:param name="total" as="xs:integer"/>
    <table>
      <caption>{t:string('shares')}</caption>
      <thead><tr><th scope="col">{t:string('speaker')}</th><th scope="col">{t:string('speeches')}</th>
        <th scope="col">{t:string('words')}</th><th scope="col">{t:string('share')}</th><th scope="col">{t:string('first')}</th></tr></thead>
      <tbody>
        <xsl:for-each select="$voices">
          <tr><th scope="row">{?name}</th><td>{?turns}</td><td>{?words}</td><td>{t:share(?words, $total)}</td>
            <td><a href="#{?first}" aria-label="{t:string('link')} {substring-after(?first, 'sp')}">{substring-after(?first, 'sp')}</a></td></tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:function>

  <!-- Who answers whom: the rows speak after the columns. -->
  <xsl:function name="t:answers" as="element(table)" xpath-default-namespace="">
    <xsl:param name="turns" as="map(xs:string, item())*"/>
    <xsl:param name="voices" as="map(xs:string, item())*"/>
    <xsl:variable name="pairs" as="map(xs:string, xs:integer)">
      <xsl:map>
        <xsl:for-each-group select="2 to count($turns)" group-by="$turns[current()]?voice || '&#9;' || $turns[current() - 1]?voice">
          <xsl:map-entry key="current-grouping-key()" select="count(current-group())"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="most" as="xs:integer" select="max((1, map:for-each($pairs, function($k, $v) { $v })))"/>
    <table class="answers">
      <caption>{t:string('answers')}</caption>
      <thead><tr><td></td><xsl:for-each select="$voices"><th scope="col">{?name}</th></xsl:for-each></tr></thead>
      <tbody>
        <xsl:for-each select="$voices">
          <xsl:variable name="name" as="xs:string" select="?name"/>
          <tr><th scope="row">{$name}</th>
            <xsl:for-each select="$voices">
              <xsl:variable name="count" as="xs:integer" select="($pairs($name || '&#9;' || ?name), 0)[1]"/>
              <td>
                <xsl:if test="$count gt 0">
                  <svg:svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><svg:circle cx="12" cy="12" r="{t:number(11 * math:sqrt($count div $most))}"/></svg:svg>
                  <xsl:text> {$count}</xsl:text>
                </xsl:if>
              </td>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:function>

</xsl:stylesheet>
