<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pictures of a corpus: in which years its records are, and who speaks with whom. Each says in words what it shows, and the
  table behind it is one click away. Drawn with presentation attributes only: the page forbids inline styles.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:math="http://www.w3.org/2005/xpath-functions/math" xmlns:t="https://tei-encoder.invalid/functions"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="wide" as="xs:integer" select="720"/>
  <xsl:variable name="tall" as="xs:integer" select="120"/>
  <xsl:variable name="row" as="xs:integer" select="22"/>
  <xsl:variable name="names" as="xs:integer" select="260"/>

  <!-- Years: a bar for each, as high as it has records; where there are many, each begins a span of `step` years. -->
  <xsl:template match="timeline" as="element(section)">
    <xsl:variable name="bars" as="element(span)+" select="span"/>
    <xsl:variable name="most" as="xs:integer" select="max($bars/@n ! xs:integer(.))"/>
    <xsl:variable name="each" as="xs:double" select="$wide div xs:integer(@bars)"/>
    <section class="pictures">
      <h2>{t:string('timeline')}</h2>
      <div class="scroll" tabindex="0" role="group" aria-label="{t:string('timeline')}">
        <figure>
          <svg viewBox="0 0 {$wide} {$tall + 24}" role="group" aria-label="{t:string('timeline')}: {$bars[1]/@from}–{$bars[last()]/@to}">
            <line class="line" x1="0" x2="{$wide}" y1="{$tall}" y2="{$tall}"/>
            <xsl:for-each select="$bars[@n != '0']">
              <xsl:variable name="at" as="xs:integer" select="xs:integer(@at)"/>
              <xsl:variable name="height" as="xs:double" select="xs:integer(@n) div $most * ($tall - 10)"/>
              <a href="{@href}">
                <title>{@from || (if (@from ne @to) then '–' || @to else '')}: {@n}</title>
                <rect class="bars" x="{t:round($at * $each)}" y="{t:round($tall - $height)}" width="{t:round(max(($each - 2, 2)))}" height="{t:round($height)}"/>
              </a>
            </xsl:for-each>
            <text x="0" y="{$tall + 18}">{$bars[1]/@from}</text>
            <text x="{$wide}" y="{$tall + 18}" text-anchor="end">{$bars[last()]/@to}</text>
          </svg>
        </figure>
      </div>
      <details>
        <summary>{t:string('as-table')}</summary>
        <table>
          <thead><tr><th scope="col">{t:string('year')}</th><th scope="col">{t:string('records')}</th></tr></thead>
          <tbody>
            <xsl:for-each select="$bars[@n != '0']">
              <tr><th scope="row"><a href="{@href}">{@from || (if (@from ne @to) then '–' || @to else '')}</a></th><td>{@n}</td></tr>
            </xsl:for-each>
          </tbody>
        </table>
      </details>
    </section>
  </xsl:template>

  <!-- Who speaks with whom: names one below the other, an arc between two, as thick as they often answer each other. -->
  <xsl:template match="network" as="element(section)">
    <xsl:variable name="most" as="xs:integer" select="max(edge/@n ! xs:integer(.))"/>
    <xsl:variable name="high" as="xs:integer" select="$row * count(node) + 10"/>
    <xsl:variable name="room" as="xs:integer" select="$wide - $names - 20"/>
    <section class="pictures">
      <h2>{t:string('network')}</h2>
      <div class="scroll" tabindex="0" role="group" aria-label="{t:string('network')}">
        <figure>
          <svg viewBox="0 0 {$wide} {$high}" role="group" aria-label="{t:string('network-words')}">
            <xsl:for-each select="edge">
              <xsl:variable name="from" as="xs:double" select="$row * (xs:integer(@from) + 0.5) + 5"/>
              <xsl:variable name="to" as="xs:double" select="$row * (xs:integer(@to) + 0.5) + 5"/>
              <xsl:variable name="reach" as="xs:double" select="min(($room, 30 + 1.1 * ($to - $from)))"/>
              <path class="arc" fill="none" stroke-width="{t:round(1 + 7 * math:sqrt(xs:integer(@n) div $most))}"
                    d="M {$names + 8} {$from} C {t:round($names + 8 + $reach)} {$from}, {t:round($names + 8 + $reach)} {$to}, {$names + 8} {$to}"><title>{@title}: {@n}</title></path>
            </xsl:for-each>
            <xsl:for-each select="node">
              <a href="{@href}"><text x="{$names}" y="{$row * (position() - 0.5) + 9}" text-anchor="end">{if (string-length(@name) gt 40) then substring(@name, 1, 39) || '…' else @name}</text></a>
            </xsl:for-each>
          </svg>
          <figcaption>{t:string('network-words')}</figcaption>
        </figure>
      </div>
      <details>
        <summary>{t:string('as-table')}</summary>
        <table>
          <thead><tr><th scope="col">{t:string('people')}</th><th scope="col">{t:string('partners')}</th><th scope="col">{t:string('turns')}</th></tr></thead>
          <tbody>
            <xsl:for-each select="edge">
              <xsl:sort select="xs:integer(@n)" order="descending"/>
              <xsl:variable name="nodes" as="element(node)*" select="../node"/>
              <tr><td>{$nodes[xs:integer(current()/@from) + 1]/@name}</td><td>{$nodes[xs:integer(current()/@to) + 1]/@name}</td><td>{@n}</td></tr>
            </xsl:for-each>
          </tbody>
        </table>
      </details>
    </section>
  </xsl:template>

  <xsl:function name="t:round" as="xs:double"><xsl:param name="number" as="xs:double"/><xsl:sequence select="round($number, 1)"/></xsl:function>

</xsl:stylesheet>
