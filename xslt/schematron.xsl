<?xml version="1.0" encoding="UTF-8"?>
<!--
  Schematron (ISO/IEC 19757-3:2020) to XSLT 3.0: a schema goes in, a stylesheet comes out that makes SVRL of a document.
  A pattern becomes a mode, a rule a template in it, an assertion a test that is tried: one that fails while it is tested
  says so and stops no other. Query language bindings: xslt, xslt2, xslt3 and the XPaths they hold. All are read as 3; those of XPath 1 as 3 that is
  compatible with it (XSLT 3.0, 3.9).

  The line of each instruction in the schema travels along as an attribute, for messages about the schema itself.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
                xmlns:out="https://tei-encoder.invalid/xslt" xmlns:s="https://tei-encoder.invalid/schematron"
                xmlns:err="http://www.w3.org/2005/xqt-errors"
                exclude-result-prefixes="xs sch out s" expand-text="no">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" indent="no"/>

  <!-- The phase to be active: the name of one, #DEFAULT (what the schema says, else all) or #ALL. -->
  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>

  <!-- First abstract patterns and rules are made real, then the whole is compiled. -->
  <xsl:mode name="real" on-no-match="shallow-copy"/>
  <xsl:mode name="compile" on-no-match="fail"/>
  <xsl:mode name="message" on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:variable name="schema" as="document-node()"><xsl:document><xsl:apply-templates mode="real"/></xsl:document></xsl:variable>
    <xsl:apply-templates select="$schema/sch:schema" mode="compile"/>
  </xsl:template>

  <!-- Abstract patterns (6.3) and rules (5.4.12) ========================================================== -->

  <xsl:template match="sch:pattern[@abstract = 'true'] | sch:rule[@abstract = 'true']" mode="real"/>

  <xsl:template match="sch:pattern[@is-a]" mode="real">
    <xsl:variable name="abstract" as="element(sch:pattern)?" select="//sch:pattern[@abstract = 'true'][@id = current()/@is-a]"/>
    <xsl:if test="empty($abstract)"><xsl:sequence select="s:refuse(., 'there is no abstract pattern “' || @is-a || '”')"/></xsl:if>
    <xsl:copy>
      <xsl:copy-of select="@* except @is-a"/>
      <xsl:apply-templates select="$abstract/node()" mode="real">
        <xsl:with-param name="given" as="element(sch:param)*" select="sch:param, s:own($abstract, .)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:pattern" mode="real">
    <xsl:copy>
      <xsl:apply-templates select="@*, node()" mode="real">
        <xsl:with-param name="given" as="element(sch:param)*" select="s:own(., .)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <!-- A pattern's variables are seen in its contexts too, so they are the stylesheet's, each under a name of its own.
       Schemas in use also ask for those of another pattern, where no other variable has the name. -->
  <xsl:function name="s:own" as="element(sch:param)*">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:param name="place" as="element(sch:pattern)"/>
    <xsl:for-each select="$pattern/sch:let">
      <sch:param name="{@name}" value="${@name}{s:suffix($place)}"/>
    </xsl:for-each>
    <xsl:variable name="seen" as="attribute()*" select="$pattern/sch:let/@name, $place/sch:param/@name, root($place)/*/(., sch:phase)/sch:let/@name"/>
    <xsl:for-each-group select="root($place)/*/sch:pattern[not(. is $place)][not(@abstract = 'true')]/sch:let[not(@name = $seen)]" group-by="@name">
      <sch:param name="{@name}" value="${@name}{s:suffix(..)}"/>
    </xsl:for-each-group>
  </xsl:function>
  <xsl:function name="s:suffix" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="'..p' || count($pattern/preceding::sch:pattern)"/>
  </xsl:function>
  <xsl:template match="sch:pattern/sch:let/@name" mode="real" priority="2">
    <xsl:param name="given" as="element(sch:param)*" select="()" tunnel="yes"/>
    <xsl:attribute name="name" select="substring-after(($given[@name = current()]/@value)[last()], '$')"/>
  </xsl:template>

  <xsl:template match="sch:pattern//@*" mode="real">
    <xsl:param name="given" as="element(sch:param)*" select="()" tunnel="yes"/>
    <!-- A rule's own variables are nearer, but not to its context, nor to the values of those before them. -->
    <xsl:variable name="nearer" as="attribute()*"
                  select="if (parent::sch:rule) then () else ancestor::sch:rule[1]/sch:let[. &lt;&lt; current()/..]/@name"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="s:filled(., $given[not(@name = $nearer)])"/>
  </xsl:template>

  <!-- In messages of an abstract pattern its parameters stand as they were given. -->
  <xsl:template match="sch:pattern[@abstract = 'true']//text()" mode="real">
    <xsl:param name="given" as="element(sch:param)*" select="()" tunnel="yes"/>
    <xsl:value-of select="s:filled(., $given[not(contains(@value, '..p'))])"/>
  </xsl:template>

  <!-- An expression with the parameters of its pattern put in; a name that is none of them is a variable. -->
  <xsl:function name="s:filled" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="given" as="element(sch:param)*"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression" regex="'[^']*'|&quot;[^&quot;]*&quot;|\$([\i-[:]][\c-[:.]]*(\.[\c-[:.]]+)*)">
        <xsl:matching-substring>
          <xsl:sequence select="string(($given[@name = regex-group(1)]/@value, .)[1])"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <xsl:template match="sch:extends[@rule]" mode="real">
    <xsl:param name="via" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="named" as="element(sch:rule)*" select="//sch:rule[@abstract = 'true'][@id = current()/@rule]"/>
    <xsl:variable name="abstract" as="element(sch:rule)?" select="($named[.. is current()/ancestor::sch:pattern], $named)[1]"/>
    <xsl:if test="empty($abstract)"><xsl:sequence select="s:refuse(., 'there is no abstract rule “' || @rule || '”')"/></xsl:if>
    <xsl:if test="@rule = $via"><xsl:sequence select="s:refuse(., 'the abstract rule “' || @rule || '” extends itself')"/></xsl:if>
    <xsl:apply-templates select="$abstract/node()" mode="real">
      <xsl:with-param name="via" as="xs:string*" select="$via, string(@rule)" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="sch:include | sch:extends[@href]" mode="real">
    <xsl:sequence select="s:refuse(., 'another file is included; put what it holds into this one')"/>
  </xsl:template>

  <!-- The stylesheet ======================================================================================== -->

  <xsl:template match="sch:schema" mode="compile">
    <xsl:variable name="active" as="xs:string" select="if ($phase eq '#DEFAULT') then string((@defaultPhase, '#ALL')[1]) else $phase"/>
    <xsl:if test="not($active = ('#ALL', sch:phase/@id))">
      <xsl:sequence select="s:refuse(., 'there is no phase “' || $active || '”; known are ' || string-join(('#ALL', sch:phase/@id), ', '))"/>
    </xsl:if>
    <xsl:if test="not(lower-case((@queryBinding, 'xslt')[1]) = ('xslt', 'xslt1', 'xslt2', 'xslt3', 'xpath', 'xpath1', 'xpath2', 'xpath3', 'xpath31'))">
      <xsl:sequence select="s:refuse(., 'its query binding is ' || @queryBinding || '; xslt, xslt2 and xslt3 are known')"/>
    </xsl:if>
    <xsl:variable name="schema" as="element(sch:schema)" select="."/>
    <xsl:variable name="own" as="xs:string*" select="sch:ns/@prefix ! string()"/>
    <xsl:variable name="patterns" as="element(sch:pattern)*"
                  select="sch:pattern[$active eq '#ALL' or @id = current()/sch:phase[@id = $active]/sch:active/@pattern]"/>
    <!-- The first versions of XPath take the first of several nodes, and compare whatever there is. -->
    <xsl:variable name="first" as="xs:boolean" select="lower-case((@queryBinding, 'xslt')[1]) = ('xslt', 'xslt1', 'xpath', 'xpath1')"/>
    <out:stylesheet version="{if ($first) then '1.0' else '3.0'}" exclude-result-prefixes="#all">
      <xsl:for-each select="sch:ns"><xsl:namespace name="{@prefix}" select="string(@uri)"/></xsl:for-each>
      <xsl:for-each select="in-scope-prefixes(.)[not(. = ('', 'xml', $own))]">
        <xsl:namespace name="{.}" select="namespace-uri-for-prefix(., $schema)"/>
      </xsl:for-each>
      <out:output method="xml"/>
      <xsl:copy-of select="xsl:*"/>
      <xsl:variable name="lets" as="element(sch:let)*" select="sch:phase[@id = $active]/sch:let"/>
      <xsl:apply-templates select="$lets, sch:let[not(@name = $lets/@name)], $patterns/sch:let" mode="compile"/>
      <out:template name="schematron">
        <svrl:schematron-output title="{sch:title}" phase="{$active}" schemaVersion="{@schemaVersion}">
          <xsl:for-each select="sch:ns"><svrl:ns-prefix-in-attribute-values prefix="{@prefix}" uri="{@uri}"/></xsl:for-each>
          <xsl:for-each select="$patterns">
            <svrl:active-pattern><xsl:copy-of select="@id"/></svrl:active-pattern>
            <out:apply-templates select="/" mode="{s:mode(.)}"/>
          </xsl:for-each>
        </svrl:schematron-output>
      </out:template>
      <xsl:apply-templates select="$patterns" mode="compile"/>
    </out:stylesheet>
  </xsl:template>

  <xsl:function name="s:mode" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="'pattern-' || count($pattern/preceding-sibling::sch:pattern) + 1"/>
  </xsl:function>

  <!-- A variable: of the schema, a phase, a pattern or a rule (5.4.5). -->
  <xsl:template match="sch:let[@value]" mode="compile">
    <out:variable name="{@name}" select="{@value}"><xsl:copy-of select="@s:line"/></out:variable>
  </xsl:template>
  <xsl:template match="sch:let" mode="compile">
    <out:variable name="{@name}"><xsl:copy-of select="@s:line, node()"/></out:variable>
  </xsl:template>

  <!-- The first rule of a pattern whose context a node fits is its rule (6.5). -->
  <xsl:template match="sch:pattern" mode="compile">
    <xsl:variable name="rules" as="element(sch:rule)*" select="sch:rule"/>
    <out:mode name="{s:mode(.)}" on-no-match="shallow-skip"/>
    <xsl:for-each select="$rules">
      <out:template match="{@context}" mode="{s:mode(..)}" priority="{count($rules) - position() + 1}">
        <xsl:copy-of select="@s:line"/>
        <svrl:fired-rule context="{s:literal(@context)}"><xsl:copy-of select="@id, @role, @flag"/></svrl:fired-rule>
        <xsl:if test="sch:assert, sch:report">
          <out:try>
            <xsl:apply-templates select="sch:let, xsl:*, sch:assert | sch:report" mode="compile"/>
            <xsl:for-each select="(sch:assert, sch:report)[1]"><xsl:call-template name="untestable"/></xsl:for-each>
          </out:try>
        </xsl:if>
        <out:apply-templates select="@* | node()" mode="#current"/>
      </out:template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="xsl:*" mode="compile"><xsl:copy-of select="."/></xsl:template>

  <xsl:template match="sch:assert" mode="compile">
    <out:try>
      <out:choose>
        <out:when test="{@test}"><xsl:copy-of select="@s:line"/></out:when>
        <out:otherwise><svrl:failed-assert><xsl:call-template name="about"/></svrl:failed-assert></out:otherwise>
      </out:choose>
      <xsl:call-template name="untestable"/>
    </out:try>
  </xsl:template>

  <xsl:template match="sch:report" mode="compile">
    <out:try>
      <out:if test="{@test}">
        <xsl:copy-of select="@s:line"/>
        <svrl:successful-report><xsl:call-template name="about"/></svrl:successful-report>
      </out:if>
      <xsl:call-template name="untestable"/>
    </out:try>
  </xsl:template>

  <xsl:template name="untestable">
    <xsl:context-item as="element()" use="required"/>
    <out:catch xmlns:err="http://www.w3.org/2005/xqt-errors">
      <svrl:error location="{{path(.)}}" code="{{local-name-from-QName($err:code)}}">
        <xsl:copy-of select="@id"/>
        <xsl:attribute name="pattern" select="../../@id"/>
        <out:value-of select="$err:description"/>
      </svrl:error>
    </out:catch>
  </xsl:template>

  <!-- What a failed assertion says of itself: its own words, else its rule's or its pattern's. -->
  <xsl:template name="about">
    <xsl:context-item as="element()" use="required"/>
    <xsl:copy-of select="../@role, ../@flag, @id, @role, @flag, @see"/>
    <xsl:attribute name="pattern" select="../../@id"/>
    <xsl:attribute name="test" select="s:literal(@test)"/>
    <xsl:attribute name="location" select="'{path((' || (@subject, ../@subject, '.')[1] || ')[1])}'"/>
    <svrl:text><xsl:apply-templates mode="message"/></svrl:text>
    <xsl:apply-templates select="s:told(., @diagnostics, //sch:diagnostic)" mode="message"/>
    <xsl:apply-templates select="s:told(., @properties, //sch:property)" mode="message"/>
  </xsl:template>

  <xsl:function name="s:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace(replace($text, '\{', '{{'), '\}', '}}')"/>
  </xsl:function>

  <xsl:function name="s:told" as="element()*">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="names" as="xs:string?"/>
    <xsl:param name="known" as="element()*"/>
    <xsl:for-each select="tokenize($names)">
      <xsl:variable name="found" as="element()?" select="$known[@id = current()][1]"/>
      <xsl:if test="empty($found)"><xsl:sequence select="s:refuse($assertion, 'nothing has the id “' || . || '”')"/></xsl:if>
      <xsl:sequence select="$found"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Messages ================================================================================================= -->

  <xsl:template match="sch:diagnostic" mode="message">
    <svrl:diagnostic-reference diagnostic="{@id}"><svrl:text><xsl:apply-templates mode="message"/></svrl:text></svrl:diagnostic-reference>
  </xsl:template>
  <xsl:template match="sch:property" mode="message">
    <svrl:property-reference property="{@id}"><svrl:text><xsl:apply-templates mode="message"/></svrl:text></svrl:property-reference>
  </xsl:template>
  <xsl:template match="text()" mode="message"><out:text><xsl:value-of select="."/></out:text></xsl:template>
  <xsl:template match="sch:value-of" mode="message">
    <out:value-of select="{@select}" separator=" "><xsl:copy-of select="@s:line"/></out:value-of>
  </xsl:template>
  <xsl:template match="sch:name" mode="message">
    <out:value-of select="{if (@path) then @path else 'name(.)'}"><xsl:copy-of select="@s:line"/></out:value-of>
  </xsl:template>
  <xsl:template match="sch:emph | sch:dir | sch:span" mode="message"><xsl:apply-templates mode="message"/></xsl:template>
  <xsl:template match="xsl:*" mode="message"><xsl:copy-of select="."/></xsl:template>
  <xsl:template match="comment() | processing-instruction() | *" mode="message"/>

  <!-- A fault of the schema, with its line. -->
  <xsl:function name="s:refuse" as="empty-sequence()">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="why" as="xs:string"/>
    <xsl:sequence select="error(xs:QName('s:fault'), ($at/@s:line, '0')[1] || ': ' || $why)"/>
  </xsl:function>

</xsl:stylesheet>
