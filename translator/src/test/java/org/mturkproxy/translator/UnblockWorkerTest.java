package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mturkproxy.translator.exchange.Exchange;

/** The first call that ever went through, byte for byte. */
final class UnblockWorkerTest {

  private final ScriptedUpstream upstream = new ScriptedUpstream().answering(200, "{}");
  private final Exchange exchange =
      new LegacyClient(upstream)
          .get(
              "Service=AWSMechanicalTurkRequester&AWSAccessKeyId=AKIDEXAMPLE&Version=2014-08-15"
                  + "&Operation=UnblockWorker&Signature=Gypu42GBTv9f%2Bn7G%2FGe6Cb8yHf4%3D"
                  + "&Timestamp=2016-05-04T10%3A20%3A30Z&WorkerId=AZ3456EXAMPLE");

  @Test
  void becomesDeleteWorkerBlock() {
    assertEquals(List.of("DeleteWorkerBlock{\"WorkerId\":\"AZ3456EXAMPLE\"}"), upstream.asked());
    assertEquals(
        "MTurkRequesterServiceV20170117.DeleteWorkerBlock", exchange.legs().get(0).call().target());
  }

  @Test
  @Tag("trap-5.2.2")
  void isAcknowledgedInTheRestEnvelope() {
    assertEquals(200, exchange.answer().status());
    assertEquals(
        "<?xml version=\"1.0\"?>\n<UnblockWorkerResponse><OperationRequest><RequestId>"
            + "71199738-0000-4000-8000-000000000042</RequestId></OperationRequest>"
            + "<UnblockWorkerResult><Request><IsValid>True</IsValid></Request>"
            + "</UnblockWorkerResult></UnblockWorkerResponse>\n",
        exchange.answer().xml());
  }

  @Test
  void isRecordedAsUnderstood() {
    assertEquals(Optional.of("UnblockWorker"), exchange.understood().operation());
    assertEquals(Optional.of("2014-08-15"), exchange.understood().version());
    assertEquals(Optional.of("AKIDEXAMPLE"), exchange.understood().accessKeyId());
    assertEquals(
        Optional.of("AZ3456EXAMPLE"), exchange.understood().requests().get(0).text("WorkerId"));
    assertEquals(List.of(), exchange.warnings());
  }
}
