package org.mturkproxy.proxy.explain.snippet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.marketplace.model.Type;
import org.mturkproxy.proxy.explain.ExplainedCall;
import org.mturkproxy.proxy.explain.ModernModel;
import org.mturkproxy.proxy.explain.Origin;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/**
 * A bash script. The command line reads all pages of a list by itself, and takes a value that names
 * a file for the file: such a value goes in as JSON.
 */
final class AwsCliSnippet implements Snippet {

  private static final String SEPARATOR = " \\\n    ";

  /**
   * {@code --query} picks from the answer, whatever the command; newer command lines call the
   * member's option something else, older ones lose it.
   */
  private static final String OPTION_OF_ALL_COMMANDS = "Query";

  @Override
  public String write(List<ExplainedCall> calls, Optional<String> endpoint) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < calls.size(); i++) {
      text.append(i == 0 ? "" : "\n");
      Remarks.of(calls, i).forEach(remark -> text.append("# ").append(remark).append('\n'));
      append(calls, i, endpoint, text);
    }
    return text.toString();
  }

  private static void append(
      List<ExplainedCall> calls, int index, Optional<String> endpoint, StringBuilder text) {
    ExplainedCall call = calls.get(index);
    for (ExplainedCall.Condition condition : call.conditions()) {
      text.append("case \"$").append(variable(condition.call(), condition.path()));
      text.append("\" in ").append(String.join("|", condition.values()));
      text.append(
          ") ;; *) echo 'the answer is another: nothing more is done' >&2; exit 1;; esac\n");
    }
    workOutTimes(call, text);
    StringBuilder command = new StringBuilder("aws mturk " + Names.kebab(call.call().operation()));
    command.append(SEPARATOR).append("--region us-east-1");
    endpoint.ifPresent(
        url -> command.append(SEPARATOR).append("--endpoint-url ").append(quoted(url)));
    Type.Structure input = ModernModel.operation(call.call().operation()).orElseThrow().input();
    Map<String, Value> members = call.call().input().members();
    members.forEach(
        (name, value) -> {
          Type type = ModernModel.member(input, name).orElseThrow();
          Origin origin = call.origins().get(name);
          command.append(SEPARATOR);
          command.append(
              origin == null
                  ? option(name, value, type)
                  : "--" + Names.kebab(name) + " " + computed(origin, type));
        });
    List<List<String>> wanted = wantedLater(calls, index);
    for (List<String> path : wanted) {
      String query = String.join(".", path).replace(".0", "[0]");
      text.append(variable(index, path)).append("=$(").append(command).append(SEPARATOR);
      text.append("--query ").append(quoted(query)).append(" --output text) || exit 1\n");
    }
    if (wanted.isEmpty()) {
      text.append(command).append(index < calls.size() - 1 ? " || exit 1\n" : "\n");
    }
  }

  /** What later calls need of an answer. Only of reads is that ever more than one thing. */
  private static List<List<String>> wantedLater(List<ExplainedCall> calls, int index) {
    List<List<String>> paths = new ArrayList<>();
    for (ExplainedCall call : calls) {
      for (ExplainedCall.Condition condition : call.conditions()) {
        if (condition.call() == index) {
          paths.add(condition.path());
        }
      }
      for (Origin origin : call.origins().values()) {
        if (origin instanceof Origin.Answer answer && answer.call() == index) {
          paths.add(answer.path());
        }
      }
    }
    return paths.stream().distinct().toList();
  }

  static String option(String name, Value value, Type type) {
    String option = "--" + Names.kebab(name);
    if (value instanceof Flag flag) {
      return flag.on() ? option : "--no-" + Names.kebab(name);
    }
    if (value instanceof Text text) {
      return name.equals(OPTION_OF_ALL_COMMANDS) || isTakenForAFile(text.text())
          ? "--cli-input-json "
              + quoted("{" + Literals.text(name) + ":" + Literals.json(value) + "}")
          : option + optionValue(quoted(text.text()));
    }
    String json = Literals.json(value);
    return option
        + " "
        + (type instanceof Type.Whole || type instanceof Type.Time ? json : quoted(json));
  }

  /** A text that begins with a dash is no option of its own. */
  private static String optionValue(String quoted) {
    return (quoted.startsWith("'-") || quoted.startsWith("$'-") ? "=" : " ") + quoted;
  }

  /** Version 1 of the command line fetches URLs, both read files. */
  private static boolean isTakenForAFile(String text) {
    return text.matches("(?s)(file|fileb|https?)://.*");
  }

  private static String computed(Origin origin, Type type) {
    if (origin instanceof Origin.Token) {
      return "\"$(uuidgen)\"";
    }
    if (origin instanceof Origin.Now now) {
      return "\"$(($(date +%s) + " + now.plusSeconds() + "))\"";
    }
    Origin.Answer answer = (Origin.Answer) origin;
    String variable = "$" + variable(answer.call(), answer.path());
    if (answer.plus() == 0) {
      return "\"" + variable + "\"";
    }
    if (!(type instanceof Type.Time)) {
      return "\"$((" + variable + " + " + answer.plus() + "))\"";
    }
    return "\"$(("
        + variable(answer.call(), answer.path())
        + "_seconds + "
        + answer.plus()
        + "))\"";
  }

  /**
   * Where nothing can be worked out, nothing may be sent: each step ends the script if it fails.
   * Version 1 of the command line prints a time as seconds, version 2 in words; only the former are
   * a time after an "@".
   */
  private static void workOutTimes(ExplainedCall call, StringBuilder text) {
    for (Origin origin : call.origins().values()) {
      if (origin instanceof Origin.Answer answer && answer.plus() != 0) {
        String variable = variable(answer.call(), answer.path());
        String seconds = variable + "_seconds";
        text.append(seconds)
            .append("=$(date -d \"@$")
            .append(variable)
            .append("\" +%s 2>/dev/null || date -d \"$")
            .append(variable)
            .append("\" +%s) || exit 1\n");
        if (answer.notPast()) {
          text.append("[ \"$").append(seconds).append("\" -ge \"$(date +%s)\" ] || ");
          text.append(seconds).append("=$(date +%s)\n");
        }
      }
    }
  }

  private static String variable(int call, List<String> path) {
    return "answer" + (call + 1) + "_" + Names.snake(path.get(path.size() - 1));
  }

  /** In single quotes, in which a shell changes nothing; control characters by their codes. */
  static String quoted(String text) {
    boolean unsafe = text.chars().anyMatch(c -> Literals.isUnsafe(c) && c != '\n');
    if (!unsafe) {
      return "'" + text.replace("'", "'\\''") + "'";
    }
    StringBuilder quoted = new StringBuilder("$'");
    text.chars()
        .forEach(
            c -> {
              if (Literals.isUnsafe(c)) {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.append(c == '\'' || c == '\\' ? "\\" : "").append((char) c);
              }
            });
    return quoted.append('\'').toString();
  }
}
