package org.mturkproxy.translator.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.error.RefusedException;

/** Each mistake is told by its place and in our words, so that no parser speaks in an answer. */
final class BrokenXmlTest {

  /**
   * {@code @} stands for an envelope with its body open, {@code ~} for a control character, {@code
   * %} for a hundred levels, and {@code ^} for a letter in Latin-1.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '`',
      textBlock =
          """
          @<GetHIT>                          | 2, 8:  it ends too early.
          @<GetHIT                           | 2, 7:  it ends too early.
          @<GetHIT></GetHit>                 | 2, 16: an end tag does not belong to the element that is open, or to none at all.
          @</e:Body></e:Envelope></a>        | 2, 24: an end tag does not belong to the element that is open, or to none at all.
          @</e:Body></e:Envelope><a/>        | 2, 24: something follows the end of its root element.
          @</e:Body></e:Envelope>a           | 2, 23: something follows the end of its root element.
          a@                                 | 1, 1:  something stands before its root element.
          @<n:GetHIT/>                       | 2, 11: a prefix is used that stands for no namespace.
          @<GetHIT n:a=''/>                  | 2, 16: a prefix is used that stands for no namespace.
          @<GetHIT a='1' a='2'/>             | 2, 21: an element has the same attribute twice.
          @<GetHIT>&nbsp;</GetHIT>           | 2, 14: an entity is not known, or is a & that has to be written as &amp;.
          @<GetHIT>a & b</GetHIT>            | 2, 12: the character U+0020 is not expected here.
          @<GetHIT>&#1;</GetHIT>             | 2, 12: a character reference stands for no character of XML.
          @<GetHIT>&#xZ;</GetHIT>            | 2, 12: a character reference stands for no character of XML.
          @<GetHIT>~</GetHIT>                | 2, 9:  a character is not allowed in XML.
          @<GetHIT a=1/>                     | 2, 11: the character U+0031 is not expected here.
          @<GetHIT a='<'/>                   | 2, 12: the character U+003C is not expected here.
          @<1GetHIT/>                        | 2, 2:  the character U+0031 is not expected here.
          @<GetHIT><!-- a -- b --></GetHIT>  | 2, 18: a comment has -- in it.
          @<GetHIT>]]></GetHIT>              | 2, 11: it is not well-formed XML.
          <?xml version='9.9'?>@             | 1, 19: its XML declaration is wrong.
          @<GetHIT>%</GetHIT>                | 2, 72: it has more than 24 levels.
          <!DOCTYPE a>@                      | it has a document type or an entity, which SOAP forbids.
          <a/>                               | its root element is not a SOAP Envelope.
          @<GetHIT>^</GetHIT>                | it is not in its own encoding.
          """)
  void saysWhereAndWhatItIs(String xml, String why) {
    String document =
        xml.replace("~", "\u0001")
            .replace("%", "<a>".repeat(100))
            .replace("^", "\u00e9")
            .replace(
                "@", "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>\n");
    ByteBuffer bytes = ByteBuffer.wrap(document.getBytes(ISO_8859_1));
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> SoapReader.read(XmlText.open(bytes, "text/xml")));
    assertEquals(
        "The request cannot be read: "
            + why.replaceFirst("^(\\d+), (\\d+): +", "at line $1, column $2: "),
        refused.error().message());
  }
}
