<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages say in their own words, a map for each language; a house adds a map or overrides one entry. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:t="https://tei-encoder.invalid/functions"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:param name="language" as="xs:string" select="'en'"/>

  <!-- A house's own words for some of the keys, as a JSON object; they go before these. -->
  <xsl:param name="strings-of-house" as="xs:string" select="'{}'"/>
  <xsl:variable name="own" as="map(*)" select="parse-json($strings-of-house)"/>

  <xsl:variable name="strings" as="map(xs:string, map(xs:string, xs:string))" select="map {
    'en': map {
      'about': 'About this edition',
      'along': 'The conversation along its words',
      'along-caption': 'From left to right the record, a bar for each speech, as long as it has words; beside the names their share of all words.',
      'answers': 'Who speaks after whom (rows after columns)',
      'availability': 'Availability',
      'back': 'Back to the text',
      'candidate': 'certainty of the name',
      'citation': 'Citation',
      'cite': 'Cite this record',
      'cite-speech': 'To cite one speech, add its number and the address of this page with it, such as',
      'classification': 'Classification',
      'contents': 'Contents',
      'copied': 'copied',
      'copy': 'Copy',
      'credits': 'Support',
      'everybody': 'everybody',
      'expan': 'a word completed by the editor',
      'find': 'Find',
      'first': 'First',
      'found': '{n} found',
      'from': 'from',
      'full': 'Full names',
      'gap': 'something is missing or cannot be read',
      'gloss': 'another name or the full form',
      'legend': 'Signs of the editors',
      'link': 'Link to speech',
      'note': 'a note of the translator or editor',
      'note-number': 'Note',
      'notes': 'Notes',
      'omissions': 'Left out of the text',
      'original': 'Original',
      'page': 'page break in the source',
      'page-inferred': 'page break, inferred',
      'participants': 'Participants',
      'pictures': 'Who speaks',
      'received': 'To',
      'sent': 'From',
      'share': 'Share',
      'shares': 'Share of words',
      'show-notes': 'Show the editors’ notes',
      'skip': 'Skip to the text',
      'speaker': 'Speaker',
      'speech': 'speech',
      'speeches': 'speeches',
      'stage': 'an action',
      'summary': 'Summary',
      'supplied': 'a word supplied by the editor',
      'table': 'The same as tables',
      'table-of': 'Table',
      'tools': 'Reading aids',
      'translated': 'Translated by',
      'treatment': 'Treatment of the text',
      'unclear': 'an uncertain reading',
      'words': 'Words'
    },
    'de': map {
      'about': 'Zu dieser Ausgabe',
      'along': 'Das Gespräch entlang seiner Wörter',
      'along-caption': 'Von links nach rechts die Aufzeichnung, ein Balken für jede Äußerung, so lang wie sie Wörter hat; bei den Namen ihr Anteil an allen Wörtern.',
      'answers': 'Wer nach wem spricht (Zeilen nach Spalten)',
      'availability': 'Nutzung',
      'back': 'Zurück zum Text',
      'candidate': 'Sicherheit der Zuweisung',
      'citation': 'Nachweis',
      'cite': 'Zitieren',
      'cite-speech': 'Für eine einzelne Äußerung gibt man ihre Nummer und die Adresse dieser Seite mit ihr an, etwa',
      'classification': 'Einstufung',
      'contents': 'Inhalt',
      'copied': 'kopiert',
      'copy': 'Kopieren',
      'credits': 'Förderung',
      'everybody': 'alle',
      'expan': 'vom Herausgeber ergänztes Wort',
      'find': 'Suchen',
      'first': 'Erste',
      'found': '{n} gefunden',
      'from': 'aus dem',
      'full': 'Volle Namen',
      'gap': 'etwas fehlt oder ist unleserlich',
      'gloss': 'anderer Name oder volle Form',
      'legend': 'Zeichen der Herausgeber',
      'link': 'Link zur Äußerung',
      'note': 'Anmerkung des Übersetzers oder Herausgebers',
      'note-number': 'Anmerkung',
      'notes': 'Anmerkungen',
      'omissions': 'Im Text weggelassen',
      'original': 'Original',
      'page': 'Seitenwechsel der Vorlage',
      'page-inferred': 'Seitenwechsel, erschlossen',
      'participants': 'Teilnehmer',
      'pictures': 'Wer spricht',
      'received': 'An',
      'sent': 'Von',
      'share': 'Anteil',
      'shares': 'Anteil an den Wörtern',
      'show-notes': 'Anmerkungen der Herausgeber zeigen',
      'skip': 'Zum Text',
      'speaker': 'Sprecher',
      'speech': 'Äußerung',
      'speeches': 'Äußerungen',
      'stage': 'eine Handlung',
      'summary': 'Zusammenfassung',
      'supplied': 'vom Herausgeber ergänztes Wort',
      'table': 'Dasselbe als Tabellen',
      'table-of': 'Tabelle',
      'tools': 'Lesehilfen',
      'translated': 'Übersetzt von',
      'treatment': 'Behandlung des Textes',
      'unclear': 'unsichere Lesung',
      'words': 'Wörter'
    }
  }"/>

  <!-- Several, as the script of a page wants them. -->
  <xsl:function name="t:strings" as="map(xs:string, xs:string)">
    <xsl:param name="keys" as="xs:string+"/>
    <xsl:sequence select="map:merge($keys ! map { . : t:string(.) })"/>
  </xsl:function>

  <!-- Whether there are words for a key. -->
  <xsl:function name="t:has-string" as="xs:boolean">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="map:contains($strings('en'), $key)"/>
  </xsl:function>

  <!-- The words for a key, in the language of the page; a key without words is an error, not a blank. -->
  <xsl:function name="t:string" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="let $words := ($strings($language), $strings('en'))[1]
                          return if (map:contains($own, $key)) then string($own($key))
                                 else if (map:contains($words, $key)) then $words($key)
                                 else error(xs:QName('t:STRING'), 'there is no string “' || $key || '”')"/>
  </xsl:function>

</xsl:stylesheet>
