package org.mturkproxy.translator.answer;

import java.util.Optional;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.Level;
import org.mturkproxy.translator.xml.XmlOutput;

/** REST: nothing around the response, and no namespace, or rturk and MTurkR find nothing in it. */
record RestEnvelope() implements Envelope {

  @Override
  public Optional<ApiVersion> schema() {
    return Optional.empty();
  }

  @Override
  public void open(XmlOutput xml, String response) {
    xml.open(response);
  }

  @Override
  public void close(XmlOutput xml) {
    xml.close();
  }

  @Override
  public LegacyError spelt(LegacyError error) {
    return error;
  }

  @Override
  public boolean isBare(LegacyError error) {
    return error.level() == Level.BARE;
  }

  @Override
  public void writeBare(XmlOutput xml, LegacyError error, String requestId) {
    xml.open("Response").open("Errors").open("Error");
    xml.element("Code", error.code()).element("Message", error.message());
    xml.close().close().element("RequestID", requestId).close();
  }

  @Override
  public int status(LegacyError error) {
    return error.status();
  }
}
