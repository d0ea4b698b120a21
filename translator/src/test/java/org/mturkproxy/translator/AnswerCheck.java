package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a legacy answer with the JDK's own parser, which is not the one that wrote it. */
final class AnswerCheck {

  private AnswerCheck() {}

  /**
   * The error code that a client finds in an answer: the first one.
   *
   * @throws AssertionError for what is not UTF-8, not well-formed, or an error without text
   */
  static Optional<String> code(LegacyAnswer answer) {
    Element root = root(answer.body());
    NodeList errors = root.getElementsByTagName("Error");
    if (errors.getLength() > 0) {
      return Optional.of(said((Element) errors.item(0), "Code", "Message"));
    }
    NodeList faults = root.getElementsByTagName("faultcode");
    return faults.getLength() == 0
        ? Optional.empty()
        : Optional.of(said((Element) faults.item(0).getParentNode(), "faultcode", "faultstring"));
  }

  private static String said(Element error, String codeName, String messageName) {
    String message = error.getElementsByTagName(messageName).item(0).getTextContent();
    assertFalse(message.isBlank(), "an error without a message");
    String code = error.getElementsByTagName(codeName).item(0).getTextContent();
    assertFalse(code.isBlank(), "an error without a code");
    return code;
  }

  private static Element root(ByteBuffer body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(body).toString();
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
    } catch (CharacterCodingException e) {
      throw new AssertionError("not UTF-8", e);
    } catch (SAXException | java.io.IOException e) {
      throw new AssertionError(
          "not well-formed: " + StandardCharsets.UTF_8.decode(body.duplicate().rewind()), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
