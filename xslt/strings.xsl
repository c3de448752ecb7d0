<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages say in their own words, a map for each language; a house adds a map or overrides one entry. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:t="https://tei-encoder.invalid/functions"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:param name="language" as="xs:string" select="'en'"/>

  <xsl:variable name="strings" as="map(xs:string, map(xs:string, xs:string))" select="map {
    'en': map {
      'about': 'About this edition',
      'availability': 'Availability',
      'candidate': 'certainty of the name',
      'citation': 'Citation',
      'classification': 'Classification',
      'contents': 'Contents',
      'credits': 'Support',
      'expan': 'a word completed by the editor',
      'from': 'from',
      'sent': 'From',
      'received': 'To',
      'gap': 'something is missing or cannot be read',
      'gloss': 'another name or the full form',
      'legend': 'Signs of the editors',
      'link': 'Link to speech',
      'note': 'a note of the translator or editor',
      'notes': 'Notes',
      'omissions': 'Left out of the text',
      'original': 'Original',
      'page': 'page break in the source',
      'page-inferred': 'page break, inferred',
      'participants': 'Participants',
      'show-notes': 'Show the editors’ notes',
      'skip': 'Skip to the text',
      'speech': 'speech',
      'speeches': 'speeches',
      'stage': 'an action',
      'summary': 'Summary',
      'supplied': 'a word supplied by the editor',
      'translated': 'Translated by',
      'treatment': 'Treatment of the text',
      'unclear': 'an uncertain reading'
    },
    'de': map {
      'about': 'Zu dieser Ausgabe',
      'availability': 'Nutzung',
      'candidate': 'Sicherheit der Zuweisung',
      'citation': 'Nachweis',
      'classification': 'Einstufung',
      'contents': 'Inhalt',
      'credits': 'Förderung',
      'expan': 'vom Herausgeber ergänztes Wort',
      'from': 'aus dem',
      'sent': 'Von',
      'received': 'An',
      'gap': 'etwas fehlt oder ist unleserlich',
      'gloss': 'anderer Name oder volle Form',
      'legend': 'Zeichen der Herausgeber',
      'link': 'Link zur Äußerung',
      'note': 'Anmerkung des Übersetzers oder Herausgebers',
      'notes': 'Anmerkungen',
      'omissions': 'Im Text weggelassen',
      'original': 'Original',
      'page': 'Seitenwechsel der Vorlage',
      'page-inferred': 'Seitenwechsel, erschlossen',
      'participants': 'Teilnehmer',
      'show-notes': 'Anmerkungen der Herausgeber zeigen',
      'skip': 'Zum Text',
      'speech': 'Äußerung',
      'speeches': 'Äußerungen',
      'stage': 'eine Handlung',
      'summary': 'Zusammenfassung',
      'supplied': 'vom Herausgeber ergänztes Wort',
      'translated': 'Übersetzt von',
      'treatment': 'Behandlung des Textes',
      'unclear': 'unsichere Lesung'
    }
  }"/>

  <!-- Whether there are words for a key. -->
  <xsl:function name="t:has-string" as="xs:boolean">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="map:contains($strings('en'), $key)"/>
  </xsl:function>

  <!-- The words for a key, in the language of the page; a key without words is an error, not a blank. -->
  <xsl:function name="t:string" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="let $words := ($strings($language), $strings('en'))[1]
                          return if (map:contains($words, $key)) then $words($key)
                                 else error(xs:QName('t:STRING'), 'there is no string “' || $key || '”')"/>
  </xsl:function>

</xsl:stylesheet>
