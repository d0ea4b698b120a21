package org.mturkproxy.translator.wire;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/**
 * Reads SOAP requests ({@code legacy-api.md} 2.2, 2.5). Which operation is meant, the first element
 * in {@code Body} tells, never {@code SOAPAction}. Inside it, names count and neither prefixes nor
 * order do (clients.md S1.2, S1.10). Nothing is believed before the whole document was read: one
 * that was cut off is refused.
 */
final class SoapReader {

  /** What counts beside {@code Request}; the operation and the version stand elsewhere. */
  private static final Set<String> COMMON =
      Set.of("awsaccesskeyid", "timestamp", "signature", "validate", "credential");

  /** What clients put there that is said elsewhere, and so is no news. */
  private static final Set<String> SAID_ELSEWHERE = Set.of("service", "operation", "version");

  private static final int MOST_IGNORED = 50;

  /** As many as a REST request may have: 20 for each request of the largest batch. */
  private static final int MOST_TEXTS = 10_000;

  private final SoapElements xml;
  private final Map<String, String> common = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<List<Pair>> requests = new ArrayList<>(1);
  private final Set<String> ignored = new LinkedHashSet<>();
  private int texts;
  private String operation = "";
  private String namespace = "";

  private SoapReader(SoapElements xml) {
    this.xml = xml;
  }

  /**
   * Takes a SOAP request apart.
   *
   * @throws RefusedException when it is not well-formed, no SOAP, or asks for no version of ours
   */
  static SoapRequest read(ReceivedRequest request) {
    if (!request.body().hasRemaining()) {
      throw new RefusedException(LegacyErrors.unreadable("its body is empty."));
    }
    return read(XmlText.open(request.body(), request.contentType()));
  }

  /** Takes the characters of a SOAP request apart. */
  static SoapRequest read(Reader text) {
    try {
      XMLStreamReader2 parser = SoapXml.parser(text);
      try {
        SoapReader reader = new SoapReader(new SoapElements(parser));
        reader.readDocument();
        return reader.request();
      } catch (XMLStreamException e) {
        throw unreadable(e, Optional.of(parser.getLocation()));
      } finally {
        parser.close();
      }
    } catch (XMLStreamException e) {
      throw unreadable(e, Optional.empty());
    }
  }

  private static RefusedException unreadable(XMLStreamException e, Optional<Location> reached) {
    return new RefusedException(LegacyErrors.unreadable(BrokenXml.why(e, reached)));
  }

  private void readDocument() throws XMLStreamException {
    xml.enterEnvelope();
    boolean body = false;
    while (xml.nextChild()) {
      // Headers mean nothing: ruby-aws has its name in one.
      if (!body && xml.name().equals("Body")) {
        body = true;
        readBody();
      } else {
        xml.skip();
      }
    }
    xml.end();
  }

  private void readBody() throws XMLStreamException {
    while (xml.nextChild()) {
      if (operation.isEmpty()) {
        operation = xml.name();
        namespace = xml.namespace();
        readOperation();
      } else {
        xml.skip();
      }
    }
  }

  private void readOperation() throws XMLStreamException {
    while (xml.nextChild()) {
      String name = xml.name();
      if (name.equals("Request")) {
        readRequest();
      } else if (COMMON.contains(name.toLowerCase(Locale.ROOT))) {
        // Of the timestamp every character counts: it was signed (clients.md S1.4).
        String text = name.equals("Timestamp") ? xml.text() : xml.text().strip();
        refuseContradiction(name, common.putIfAbsent(name, text), text);
      } else {
        xml.skip();
        ignore(name);
      }
    }
  }

  private void readRequest() throws XMLStreamException {
    List<Pair> request = RequestElements.read(xml, MOST_TEXTS - texts);
    texts += request.size();
    requests.add(request);
  }

  /** Two signatures, or two keys: nobody can tell which is meant. */
  private static void refuseContradiction(String name, String before, String text) {
    if (before != null && !before.equals(text)) {
      throw new RefusedException(
          LegacyErrors.unreadable("it has two different " + name + " elements."));
    }
  }

  private void ignore(String name) {
    if (ignored.size() < MOST_IGNORED
        && !SAID_ELSEWHERE.contains(name.toLowerCase(Locale.ROOT))
        && RequestElements.isName(name)) {
      ignored.add(name);
    }
  }

  private SoapRequest request() {
    if (operation.isEmpty()) {
      throw new RefusedException(LegacyErrors.unreadable("its SOAP body is empty."));
    }
    boolean ours = namespace.startsWith(ApiVersion.NAMESPACE_PREFIX);
    if (!ours
        || ApiVersion.meantBy(namespace.substring(ApiVersion.NAMESPACE_PREFIX.length()))
            .isEmpty()) {
      throw new RefusedException(LegacyErrors.invalidNamespace(namespace));
    }
    return new SoapRequest(operation, namespace, common, requests, ignored);
  }
}
