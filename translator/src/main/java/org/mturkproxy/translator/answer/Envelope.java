package org.mturkproxy.translator.answer;

import java.util.Optional;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.wire.SoapRequest;
import org.mturkproxy.translator.wire.WireRequest;
import org.mturkproxy.translator.xml.XmlOutput;

/** What an answer stands in, and how errors are said in it ({@code legacy-api.md} 6.6). */
public sealed interface Envelope permits RestEnvelope, SoapEnvelope {

  /** For the answer to this request. */
  static Envelope of(WireRequest request) {
    return request instanceof SoapRequest soap
        ? new SoapEnvelope(Optional.of(soap.namespace()))
        : new RestEnvelope();
  }

  /** For a SOAP answer in the namespace of a version. */
  static Envelope soap(ApiVersion version) {
    return new SoapEnvelope(Optional.of(version.namespace()));
  }

  /** For the answer to a request that was not read. */
  static Envelope of(Transport transport) {
    return transport == Transport.SOAP ? new SoapEnvelope(Optional.empty()) : new RestEnvelope();
  }

  /** The version whose schema the results must fit; empty where none binds them. */
  Optional<ApiVersion> schema();

  /** Opens everything around the response element, and it. */
  void open(XmlOutput xml, String response);

  /** Closes it again. */
  void close(XmlOutput xml);

  /** The error as these clients know it. */
  LegacyError spelt(LegacyError error);

  /** Whether the error stands alone, without the response element of an operation. */
  boolean isBare(LegacyError error);

  /** Writes an error that stands alone. */
  void writeBare(XmlOutput xml, LegacyError error, String requestId);

  /** The HTTP status of a call that was refused as a whole. */
  int status(LegacyError error);
}
