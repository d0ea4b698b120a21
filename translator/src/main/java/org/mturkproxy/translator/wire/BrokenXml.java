package org.mturkproxy.translator.wire;

import com.ctc.wstx.exc.WstxEOFException;
import com.ctc.wstx.exc.WstxUnexpectedCharException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;

/**
 * What is wrong with a document, for a person who knows what was sent. In our words: the parser's
 * quote the document at any length, and tell a stranger which library reads here.
 */
final class BrokenXml {

  /**
   * What the parser says of a mistake, and what we say.
   *
   * @param said is found in the parser's words
   */
  private record Mistake(Pattern said, String words) {

    static Mistake of(String said, String words) {
      return new Mistake(Pattern.compile(said), words);
    }
  }

  /** The first that fits. What is about a place is behind what is about a kind of mistake. */
  private static final List<Mistake> MISTAKES =
      List.of(
          Mistake.of("Element Depth", "it has more than " + SoapXml.MOST_LEVELS + " levels"),
          Mistake.of("Element Count", "it has more than " + SoapXml.MOST_ELEMENTS + " elements"),
          Mistake.of(
              "Attribute limit",
              "an element has more than " + SoapXml.MOST_ATTRIBUTES + " attributes"),
          Mistake.of(
              "attribute size",
              "an attribute has more than " + SoapXml.LONGEST_ATTRIBUTE + " characters"),
          Mistake.of(
              "close tag",
              "an end tag does not belong to the element that is open, or to none at all"),
          Mistake.of("amespace prefix", "a prefix is used that stands for no namespace"),
          Mistake.of("Duplicate", "an element has the same attribute twice"),
          Mistake.of(
              "character entity|character reference|hex digit|decimal number",
              "a character reference stands for no character of XML"),
          Mistake.of("entity", "an entity is not known, or is a & that has to be written as &amp;"),
          Mistake.of("Illegal char|Invalid white space", "a character is not allowed in XML"),
          Mistake.of("roots|in epilog", "something follows the end of its root element"),
          Mistake.of("in prolog", "something stands before its root element"),
          Mistake.of("in comment", "a comment has -- in it"),
          Mistake.of("missing closing", "a tag is not closed"),
          Mistake.of(
              "xml declaration|pseudo-attribute|xml version", "its XML declaration is wrong"));

  private BrokenXml() {}

  /**
   * Where and what the mistake is.
   *
   * @param reached where the parser was, for mistakes that it does not give the place of
   */
  static String why(XMLStreamException e, Optional<Location> reached) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return "it is not in its own encoding.";
      }
    }
    return Optional.ofNullable(e.getLocation())
            .or(() -> reached)
            .map(
                at -> "at line %d, column %d: ".formatted(at.getLineNumber(), at.getColumnNumber()))
            .orElse("")
        + words(e)
        + ".";
  }

  private static String words(XMLStreamException e) {
    if (e instanceof WstxEOFException) {
      return "it ends too early";
    }
    String said = e.getMessage();
    for (Mistake mistake : MISTAKES) {
      if (mistake.said().matcher(said).find()) {
        return mistake.words();
      }
    }
    return e instanceof WstxUnexpectedCharException at
        ? "the character U+%04X is not expected here".formatted((int) at.getChar())
        : "it is not well-formed XML";
  }
}
