package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code docs/marketplace.md} names the calls that there are. */
@EnabledIf(TestMarketplace.IS_OURS)
class DocumentedCallsTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "marketplace.md");
  private static final Pattern CALL =
      Pattern.compile("^\\| `POST (/[a-z]+/\\S+)` \\|", Pattern.MULTILINE);

  @RegisterExtension final TestMarketplace marketplace = TestMarketplace.inMemory();

  @Test
  void everyCallIsServed() throws IOException {
    List<String> paths =
        CALL.matcher(Files.readString(DOCUMENT)).results().map(call -> call.group(1)).toList();
    assertEquals(14, paths.size());
    for (String path : paths) {
      String concrete = path.replace("{id}", "3A").replace("{question}", "q");
      assertNotEquals(404, marketplace.post(concrete, "{}").status(), path);
    }
  }
}
