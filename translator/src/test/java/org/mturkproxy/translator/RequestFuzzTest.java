package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mturkproxy.conformance.EverythingUpstream;
import org.mturkproxy.translator.exchange.Exchange;

/**
 * Whatever bytes come as a query, a form or an envelope, they are carried out or refused in legacy
 * XML. In a build the kept inputs are replayed, and damaged ones are tried; guided by coverage, and
 * without end, by hand:
 *
 * <pre>JAZZER_FUZZ=1 mvn test -pl translator -am -Dtest='RequestFuzzTest#anyEnvelope'
 * -Dsurefire.failIfNoSpecifiedTests=false -Djazzer.hooks=true</pre>
 */
class RequestFuzzTest {

  private static final List<String> OF_QUERIES =
      List.of(
          "%",
          "%zz",
          "%00",
          "%ED%A0%80",
          "%C3",
          "&",
          "=",
          ".",
          "..1",
          ".999999999999.",
          ".0.",
          "+",
          ".1.1",
          "%2E",
          "GetHIT.1.HITId=3",
          "Operation=",
          "Version=2005-10-01",
          "Validate=1",
          "-1",
          "1e999999999",
          "0x1",
          "\u0000",
          "\ud83d\ude00",
          "ResponseGroup.1=",
          "PageSize=",
          ",");

  private static final List<String> OF_ENVELOPES =
      List.of(
          "<",
          "</",
          "/>",
          "<![CDATA[",
          "]]>",
          "&amp;",
          "&#0;",
          "&#xD800;",
          "&#xDE00;",
          "&x;",
          "<?a?>",
          "<!DOCTYPE a [<!ENTITY x 'y'>]>",
          "xmlns:a=''",
          "xsi:nil='true'",
          "<!--",
          "-->",
          "\ufeff",
          "\u0000",
          "\ud83d\ude00",
          "<Request>",
          "</Request>",
          "<HITId>",
          "2005-10-01",
          "href='#1'");

  private final FuzzedFront front = new FuzzedFront(new EverythingUpstream());

  @FuzzTest
  void anyQuery(byte[] bytes) {
    // As the server hands it on: each byte of the URL a character.
    String query = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    tellsNothing(front.get(query), bytes);
  }

  @FuzzTest
  void anyForm(byte[] bytes) {
    tellsNothing(front.answer("POST", "/", FuzzedFront.FORM, bytes, 0), bytes);
  }

  @FuzzTest
  void anyEnvelope(byte[] bytes) {
    tellsNothing(front.soap(bytes), bytes);
  }

  @Test
  void damagedQueries() {
    new Damage(Damage.kept(getClass(), "anyQuery"), OF_QUERIES).each(this::anyQuery);
  }

  @Test
  void damagedForms() {
    new Damage(Damage.kept(getClass(), "anyForm"), OF_QUERIES).each(this::anyForm);
  }

  @Test
  void damagedEnvelopes() {
    new Damage(Damage.kept(getClass(), "anyEnvelope"), OF_ENVELOPES).each(this::anyEnvelope);
  }

  private static void tellsNothing(Exchange exchange, byte[] bytes) {
    String sent = new String(bytes, UTF_8);
    String decoded;
    try {
      decoded = URLDecoder.decode(sent, UTF_8);
    } catch (IllegalArgumentException e) {
      decoded = "";
    }
    FuzzedFront.assertTellsNothingOfOurs(exchange.answer(), sent + "\n" + decoded);
  }
}
