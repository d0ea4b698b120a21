package org.mturkproxy.translator.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.translator.error.RefusedException;

/**
 * XML that is meant to exhaust whoever reads it. Each document here never ends: it has to be
 * refused after a bounded number of characters, or this test does not end either.
 */
@Tag("trap-5.5.5")
final class HostileXmlTest {

  private static final String START =
      "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
          + "<GetHIT xmlns=\"http://requester.mturk.amazonaws.com/doc/2014-08-15\"><Request>";

  /** The parser reads ahead by its buffers. */
  private static final int AHEAD = 20_000;

  private static final String LAUGHS =
      "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">"
          + "<!ENTITY lol2 \"&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">";

  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("nested tags", START, "<a>", 100, "more than 24 levels"),
        arguments("nested tags as the envelope", "", "<Envelope>", 400, "more than 24 levels"),
        arguments("one attribute", START + "<a b=\"", "x", 20_000, "more than 10000 characters"),
        arguments("attributes", START + "<a ", "b# = \"\" ", 400, "more than 32 attributes"),
        arguments("namespaces", START + "<a ", "xmlns:n#=\"u\" ", 700, "more than 32 attributes"),
        arguments("parameters", START, "<a></a>", 80_000, "too many parameters"),
        arguments(
            "requests",
            START + "</Request>",
            "<Request></Request>",
            450_000,
            "more than 20000 elements"),
        arguments("text", START + "<HITId>", "some text ", 1_100_000, "text is too long"),
        arguments("CDATA", START + "<HITId>", "<![CDATA[text]]>", 4_100_000, "text is too long"),
        arguments("billion laughs", LAUGHS, "<!ENTITY more \"&lol2;&lol2;\">", 0, "document type"),
        arguments(
            "quadratic blow-up", "<!DOCTYPE a [<!ENTITY b \"", "bbbbbbbbbb", 0, "document type"),
        arguments(
            "XXE",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + START + "<HITId>&b;",
            " ",
            0,
            "document type"),
        arguments(
            "external DTD",
            "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">" + START,
            " ",
            0,
            "document type"),
        arguments(
            "parameter entity",
            "<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://127.0.0.1:1/\"> %b;]>" + START,
            " ",
            0,
            "document type"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void isRefusedBeforeMuchOfItIsRead(
      String name, String start, String more, int atMost, String because) {
    Endless document = new Endless(start, more);

    RefusedException refused =
        assertThrows(RefusedException.class, () -> SoapReader.read(document));

    assertTrue(document.given <= start.length() + atMost + AHEAD, "read " + document.given);
    assertEquals("AWS.InvalidRequest", refused.error().code());
    assertTrue(refused.error().message().contains(because), refused.error().message());
    assertTrue(refused.error().message().length() < 400, refused.error().message());
  }

  @Test
  void whatIsNotHostileIsWellBelowTheLimits() {
    String xml =
        START
            + "<HITId>"
            + "x".repeat(SoapXml.LONGEST_TEXT)
            + "</HITId>"
            + "<a/>".repeat(9_999)
            + "</Request></GetHIT></e:Body></e:Envelope>";

    assertEquals("GetHIT", SoapReader.read(new java.io.StringReader(xml)).operation());
  }

  @Test
  void nothingIsCopiedWhereNoPairIsToBeJoined() {
    ByteBuffer xml =
        ByteBuffer.wrap("<a>&#xE9;&#233;&amp;&#x1F600; &# &#; &#x; é</a>".getBytes(UTF_8));

    assertSame(xml, SurrogateReferences.join(xml));
  }

  /** A document that goes on for ever, and counts what it has given. */
  private static final class Endless extends Reader {
    private final String start;
    private final String more;
    private String rest;
    private long pieces;
    private long given;

    Endless(String start, String more) {
      this.start = start;
      this.more = more;
      this.rest = start;
    }

    @Override
    public int read(char[] into, int offset, int length) {
      while (rest.isEmpty()) {
        pieces++;
        rest = more.replace("#", Long.toString(pieces));
      }
      int part = Math.min(length, rest.length());
      rest.getChars(0, part, into, offset);
      rest = rest.substring(part);
      given += part;
      return part;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return start;
    }
  }
}
