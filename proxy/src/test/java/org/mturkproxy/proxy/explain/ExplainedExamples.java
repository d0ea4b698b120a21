package org.mturkproxy.proxy.explain;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mturkproxy.proxy.RepositoryFiles;

/** The legacy calls that tests explain; the acceptance run reads the same file. */
final class ExplainedExamples {

  private static final Pattern ID = Pattern.compile("\\{(\\w+)}");

  private ExplainedExamples() {}

  static List<String> lines() throws IOException {
    return RepositoryFiles.lines("proxy/src/acceptance/explain/examples.txt").stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  /** The example as a form body, about these ids. */
  static String form(String line, Map<String, String> ids) {
    return Pattern.compile("&")
        .splitAsStream(line)
        .map(
            pair -> {
              int equals = pair.indexOf('=');
              String value =
                  ID.matcher(pair.substring(equals + 1).replace("%0A", "\n"))
                      .replaceAll(id -> Matcher.quoteReplacement(ids.get(id.group(1))));
              return pair.substring(0, equals + 1)
                  + URLEncoder.encode(value, StandardCharsets.UTF_8);
            })
        .collect(Collectors.joining("&"));
  }
}
