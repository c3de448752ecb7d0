<?xml version="1.0" encoding="UTF-8"?>
<!--
  The encoding manual: an ODD as a page. Chapters as they stand, examples as code, and each chapter's elements with what
  they may have and hold, in the words of the ODD. One file, nothing fetched, no script.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:t="https://tei-encoder.invalid/functions" xmlns:eg="http://www.tei-c.org/ns/Examples"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all" expand-text="yes">

  <xsl:output method="html" html-version="5" indent="no"/>
  <xsl:mode name="page" on-no-match="fail"/>
  <xsl:mode name="holds" on-no-match="shallow-skip"/>

  <xsl:param name="css" as="xs:string"/>
  <xsl:param name="version" as="xs:string"/>

  <xsl:key name="spec" match="elementSpec | macroSpec" use="@ident"/>
  <xsl:variable name="nl" as="xs:string" select="'&#10;'"/>

  <xsl:template match="/">
    <xsl:variable name="title" as="xs:string" select="normalize-space(//titleStmt/title[1])"/>
    <html lang="{TEI/@xml:lang}">
      <head>
        <title>{$title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <style><xsl:value-of select="$css" disable-output-escaping="yes"/></style>
      </head>
      <body>
        <header><h1>{$title}</h1><p class="quiet">tei-encoder {$version}, TEI P5</p></header>
        <nav aria-label="Chapters">
          <ol><xsl:for-each select="TEI/text/body/div"><li><a href="#{@xml:id}">{head}</a></li></xsl:for-each></ol>
          <p>Elements: <xsl:for-each select="//elementSpec">
            <xsl:sort select="lower-case(@ident)"/>
            <a href="#element-{@ident}">{@ident}</a><xsl:text> </xsl:text></xsl:for-each></p>
        </nav>
        <main><xsl:apply-templates select="TEI/text/body/div" mode="page"/></main>
      </body>
    </html>
  </xsl:template>

  <!-- The prose ================================================================================================ -->

  <xsl:template match="div" mode="page">
    <xsl:text>{$nl}</xsl:text>
    <section id="{@xml:id}"><xsl:apply-templates mode="page"/></section>
  </xsl:template>
  <xsl:template match="head" mode="page"><h2><xsl:apply-templates mode="page"/></h2></xsl:template>
  <xsl:template match="p" mode="page"><p><xsl:apply-templates mode="page"/></p></xsl:template>
  <xsl:template match="q" mode="page"><q><xsl:apply-templates mode="page"/></q></xsl:template>
  <xsl:template match="table" mode="page">
    <div class="scroll" tabindex="0" role="group" aria-label="Table"><table><xsl:apply-templates select="row" mode="page"/></table></div>
  </xsl:template>
  <xsl:template match="row" mode="page"><tr><xsl:apply-templates select="cell" mode="page"/></tr></xsl:template>
  <xsl:template match="row[@role = 'label']/cell" mode="page"><th scope="col"><xsl:apply-templates mode="page"/></th></xsl:template>
  <xsl:template match="cell" mode="page"><td><xsl:apply-templates mode="page"/></td></xsl:template>
  <xsl:template match="gi" mode="page"><xsl:sequence select="t:link(string(.), root())"/></xsl:template>
  <xsl:template match="att" mode="page"><code>@{.}</code></xsl:template>
  <xsl:template match="val" mode="page"><code>{.}</code></xsl:template>
  <xsl:template match="desc" mode="page"><xsl:apply-templates mode="page"/></xsl:template>
  <xsl:template match="text()" mode="page">{.}</xsl:template>
  <xsl:template match="comment()" mode="page"/>

  <!-- An element by its name, with the way to it where it has one. -->
  <xsl:function name="t:link" as="element(*)" xpath-default-namespace="">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="root" as="document-node()"/>
    <xsl:choose>
      <xsl:when test="exists(key('spec', $name, $root))"><a class="gi" href="#element-{$name}"><code>{$name}</code></a></xsl:when>
      <xsl:otherwise><code>{$name}</code></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- An example as it is written, without the namespace of examples and the indentation of the ODD. -->
  <xsl:template match="eg:egXML" mode="page">
    <xsl:variable name="written" as="xs:string" select="string-join(node() ! serialize(.))"/>
    <xsl:variable name="plain" as="xs:string" select="replace($written, ' xmlns(:\w+)?=&quot;[^&quot;]*&quot;', '')"/>
    <xsl:variable name="margin" as="xs:string" select="replace($plain, '^\s*\n( *)[\s\S]*$', '$1')"/>
    <pre tabindex="0"><code>{replace(replace($plain, '^\s*\n|\s+$', ''), '^' || $margin, '', 'm')}</code></pre>
  </xsl:template>

  <!-- The elements ============================================================================================= -->

  <xsl:template match="specGrp" mode="page">
    <h3>Elements of this chapter</h3>
    <dl class="elements"><xsl:apply-templates select="elementSpec" mode="page"/></dl>
  </xsl:template>

  <xsl:template match="elementSpec" mode="page">
    <xsl:text>{$nl}</xsl:text>
    <dt id="element-{@ident}"><code>{@ident}</code></dt>
    <dd>
      <p><xsl:apply-templates select="desc" mode="page"/><xsl:text> </xsl:text><span class="quiet">(module {@module})</span></p>
      <xsl:apply-templates select="attList[attDef[not(@mode = 'delete')]]" mode="page"/>
      <p class="quiet">Holds <xsl:sequence select="t:holds(content)"/>.</p>
      <xsl:apply-templates select="constraintSpec" mode="page"/>
    </dd>
  </xsl:template>

  <xsl:template match="attList" mode="page">
    <ul><xsl:apply-templates select="attDef[not(@mode = 'delete')]" mode="page"/></ul>
  </xsl:template>
  <xsl:template match="attDef" mode="page">
    <li><code>@{@ident}</code><xsl:if test="@usage = 'req'"><xsl:text> </xsl:text><strong>required</strong></xsl:if><xsl:text>: </xsl:text><xsl:apply-templates select="desc, valList" mode="page"/></li>
  </xsl:template>
  <xsl:template match="valList" mode="page"><ul><xsl:apply-templates select="valItem" mode="page"/></ul></xsl:template>
  <xsl:template match="valItem" mode="page"><li><code>{@ident}</code><xsl:text> </xsl:text><xsl:apply-templates select="desc" mode="page"/></li></xsl:template>
  <xsl:template match="constraintSpec" mode="page">
    <p>Rule: <xsl:apply-templates select="desc" mode="page"/><xsl:text> </xsl:text><span class="quiet">({@ident})</span></p>
  </xsl:template>

  <!-- What an element may hold: the elements of its content and of the macros in it, and whether text. -->
  <xsl:function name="t:holds" as="item()+">
    <xsl:param name="content" as="element(content)"/>
    <xsl:variable name="inside" as="xs:string*" select="distinct-values(t:inside($content, ()))"/>
    <xsl:variable name="elements" as="xs:string*" select="$inside[. ne '']"/>
    <xsl:if test="$inside = ''">text<xsl:if test="exists($elements)">, </xsl:if></xsl:if>
    <xsl:if test="empty($inside)">nothing</xsl:if>
    <xsl:for-each select="$elements">
      <xsl:sort select="lower-case(.)"/>
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:sequence select="t:link(., root($content))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The names of elements below; the empty name is text. -->
  <xsl:function name="t:inside" as="xs:string*">
    <xsl:param name="content" as="element(content)"/>
    <xsl:param name="seen" as="xs:string*"/>
    <xsl:sequence select="$content//textNode ! '', $content//elementRef ! string(@key),
      $content//macroRef[not(@key = $seen)] ! t:inside(key('spec', @key)/content, ($seen, @key))"/>
  </xsl:function>

  <xsl:template match="schemaSpec" mode="page">
    <p>Modules: <xsl:value-of select="moduleRef/@key" separator=", "/>. {count(//elementSpec)} elements,
      {count(//constraintSpec)} rules besides. Start: <xsl:sequence select="t:link(string(@start), root())"/>.</p>
  </xsl:template>

</xsl:stylesheet>
