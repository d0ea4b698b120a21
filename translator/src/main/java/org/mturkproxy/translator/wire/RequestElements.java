package org.mturkproxy.translator.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;

/**
 * Makes of a {@code Request} element the pairs that a REST client would have sent for it: {@code
 * <Reward><Amount>} becomes {@code Reward.1.Amount}. So both are read by the same declarations.
 */
final class RequestElements {

  /** A dot would make a path of a name; nothing that is declared has anything but letters. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

  /** One more than the deepest parameter; nothing below has a meaning. */
  private static final int MOST_LEVELS = 6;

  private final SoapElements xml;
  private final int most;
  private final List<Pair> pairs = new ArrayList<>();

  private RequestElements(SoapElements xml, int most) {
    this.xml = xml;
    this.most = most;
  }

  /**
   * Reads the element that has begun to its end.
   *
   * @param most how many texts it may have: whoever calls is not known yet, and each takes room
   */
  static List<Pair> read(SoapElements xml, int most) throws XMLStreamException {
    RequestElements request = new RequestElements(xml, most);
    if (xml.isNil()) {
      xml.skip();
    } else {
      request.readMembers("", 1);
    }
    return List.copyOf(request.pairs);
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Reads what is in an element: whether there were elements. */
  private boolean readMembers(String prefix, int level) throws XMLStreamException {
    Map<String, Integer> numbers = new HashMap<>();
    boolean any = false;
    while (xml.nextChild()) {
      any = true;
      String name = xml.name();
      if (level > MOST_LEVELS || xml.isNil() || !isName(name)) {
        xml.skip();
      } else {
        int number = numbers.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
        readMember(prefix + name, number, level);
      }
    }
    return any;
  }

  /** A text has no number: of one that is repeated, the declaration tells whether it is a list. */
  private void readMember(String path, int number, int level) throws XMLStreamException {
    xml.startText();
    if (!readMembers(path + "." + number + ".", level + 1)) {
      if (pairs.size() == most) {
        throw new RefusedException(LegacyErrors.unreadable("it has too many parameters."));
      }
      pairs.add(new Pair(path, xml.seenText()));
    }
  }
}
