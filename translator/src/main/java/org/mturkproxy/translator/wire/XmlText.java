package org.mturkproxy.translator.wire;

import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;

/**
 * Gives the characters of an XML document in whatever encoding it is. What the document says of
 * itself counts: a byte order mark, then its declaration. The {@code Content-Type} is asked last,
 * for clients print it without looking.
 */
final class XmlText {

  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([^\"'>]{1,40})[\"']");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]{1,40})", Pattern.CASE_INSENSITIVE);

  /** Encodings that write ASCII as ASCII: what can be read of a declaration in them is true. */
  private static final Pattern LIKE_ASCII =
      Pattern.compile("(?i)UTF-?8|US-ASCII|ISO-8859-1?[0-9]|latin1|windows-125[0-8]");

  /** An XML declaration is shorter than that. */
  private static final int DECLARATION = 200;

  private XmlText() {}

  /**
   * The characters of a document, surrogate references joined.
   *
   * @param body the document's bytes
   * @param contentType the {@code Content-Type} it came with; may be empty
   * @throws RefusedException when its encoding is not known, or it is not in it
   */
  static Reader open(ByteBuffer body, String contentType) {
    ByteBuffer octets = withoutBlanks(body.slice());
    Optional<Charset> wide = wide(octets);
    return wide.isPresent()
        ? reader(StandardCharsets.UTF_8.encode(decode(octets, wide.get())), StandardCharsets.UTF_8)
        : reader(octets, likeAscii(octets, contentType));
  }

  private static Reader reader(ByteBuffer octets, Charset charset) {
    skipMark(octets);
    return new InputStreamReader(
        new ByteBufferBackedInputStream(SurrogateReferences.join(octets)), strict(charset));
  }

  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** A newline before the declaration is against the rules, and does no harm. */
  private static ByteBuffer withoutBlanks(ByteBuffer octets) {
    while (octets.hasRemaining() && isBlank(octets.get(octets.position()))) {
      octets.position(octets.position() + 1);
    }
    return octets;
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
  }

  /** UTF-16, told by its byte order mark or by the zero beside the first character. */
  private static Optional<Charset> wide(ByteBuffer octets) {
    int two = octets.remaining() < 2 ? 0 : octets.getShort(octets.position()) & 0xFFFF;
    return switch (two) {
      case 0xFEFF, '<' -> Optional.of(StandardCharsets.UTF_16BE);
      case 0xFFFE, '<' << 8 -> Optional.of(StandardCharsets.UTF_16LE);
      default -> Optional.empty();
    };
  }

  private static CharBuffer decode(ByteBuffer octets, Charset charset) {
    try {
      return strict(charset).decode(octets);
    } catch (CharacterCodingException e) {
      throw new RefusedException(LegacyErrors.unreadable("it is not in its own encoding."));
    }
  }

  private static void skipMark(ByteBuffer octets) {
    if (octets.remaining() > 2
        && octets.get(octets.position()) == (byte) 0xEF
        && octets.get(octets.position() + 1) == (byte) 0xBB
        && octets.get(octets.position() + 2) == (byte) 0xBF) {
      octets.position(octets.position() + 3);
    }
  }

  private static Charset likeAscii(ByteBuffer octets, String contentType) {
    int seen = Math.min(octets.remaining(), DECLARATION);
    String start =
        StandardCharsets.ISO_8859_1.decode(octets.slice(octets.position(), seen)).toString();
    Matcher declared = DECLARED.matcher(start);
    if (declared.find()) {
      return named(declared.group(1));
    }
    Matcher header = CHARSET.matcher(contentType);
    // A declaration without an encoding, and a byte order mark, mean UTF-8.
    return start.startsWith("<") && !start.startsWith("<?xml") && header.find()
        ? named(header.group(1))
        : StandardCharsets.UTF_8;
  }

  private static Charset named(String name) {
    if (!LIKE_ASCII.matcher(name).matches() || !Charset.isSupported(name)) {
      throw new RefusedException(
          LegacyErrors.unreadable("its encoding is not known; use UTF-8 for example."));
    }
    return Charset.forName(name);
  }
}
