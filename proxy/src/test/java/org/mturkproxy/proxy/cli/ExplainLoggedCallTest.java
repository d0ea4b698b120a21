package org.mturkproxy.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code explain} of a line of the traffic log, which does not name Workers unless told to. */
class ExplainLoggedCallTest {

  private static final String BLOCK =
      """
      {"transport":"REST","operation":"BlockWorker","version":"2014-08-15",\
      "requests":[{"WorkerId":"%s","Reason":"no, #0123456789abcdef"}]}\
      """;

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"#0123456789abcdef", "[not shown]"})
  void namesSomebodyWhereTheLogNamesNobodyAndSaysSo(String logged) {
    Terminal terminal = new Terminal(home, new FakeProxy("none"));
    assertEquals(0, terminal.run("explain", "--format", "cli", BLOCK.formatted(logged)));
    assertEquals(
        """
        aws mturk create-worker-block \\
            --region us-east-1 \\
            --worker-id 'AZ3456EXAMPLE' \\
            --reason 'no, AZ3456EXAMPLE'
        """,
        terminal.out());
    assertEquals(
        "mturk-proxy: AZ3456EXAMPLE stands for a Worker whom the traffic log does not name\n",
        terminal.err());
  }

  @Test
  void aWorkerWhomTheLogNamesIsThatOne() {
    Terminal terminal = new Terminal(home, new FakeProxy("none"));
    String call = BLOCK.formatted("A2SUAM1J3GNN3B").replace("#0123456789abcdef", "really");
    assertEquals(0, terminal.run("explain", "--format", "cli", call));
    assertTrue(terminal.out().contains("--worker-id 'A2SUAM1J3GNN3B'"), terminal.out());
    assertEquals("", terminal.err());
  }

  /** Read as legacy ones, its parameters would be dropped in silence. */
  @Test
  void aModernCallIsNotTakenForALegacyOneOfTheSameName() {
    Terminal terminal = new Terminal(home, new FakeProxy("none"));
    String call =
        "{\"transport\":\"MODERN\",\"operation\":\"CreateHIT\",\"version\":\"2017-01-17\","
            + "\"requests\":[{\"Title\":\"t\"}]}";
    assertEquals(2, terminal.run("explain", call));
    assertTrue(
        terminal
            .err()
            .startsWith("this call of the traffic log is a modern one: there is nothing to"),
        terminal.err());
    assertEquals("", terminal.out());
  }
}
