package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What the documents say is what the build does. */
class DocumentsTest {

  @Test
  void readmeHasTwoCommandsAndCiRunsBoth() throws Exception {
    List<String> commands = block("README.md", "sh");
    List<String> ci = RepositoryFiles.lines(".ci/run");

    assertEquals(2, commands.size(), () -> commands.toString());
    assertTrue(ci.containsAll(commands), () -> "not in .ci/run: " + commands);
  }

  @Test
  void readmeFitsOnOneScreen() throws Exception {
    int lines = RepositoryFiles.lines("README.md").size();
    assertTrue(lines <= 60, lines + " lines");
  }

  @Test
  void everyDependencyAndPluginIsExplained() throws Exception {
    Set<String> used = new TreeSet<>();
    for (String pom : poms()) {
      for (String tag : List.of("dependency", "plugin", "path")) {
        used.addAll(artifacts(RepositoryFiles.path(pom), tag));
      }
    }
    assertEquals(used, explained());
  }

  @Test
  void linksInsideTheRepositoryLeadSomewhere() throws Exception {
    List<String> broken = new ArrayList<>();
    Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    for (String name : documents()) {
      Path document = RepositoryFiles.path(name);
      link.matcher(Files.readString(document))
          .results()
          .map(result -> document.resolveSibling(result.group(1)))
          .filter(target -> !Files.exists(target))
          .forEach(target -> broken.add(name + " -> " + target));
    }
    assertEquals(List.of(), broken);
  }

  private static List<String> documents() throws IOException {
    List<String> documents =
        new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md"));
    try (var docs = Files.list(RepositoryFiles.path("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md"))
          .forEach(file -> documents.add("docs/" + file.getFileName()));
    }
    return documents;
  }

  private static List<String> poms() throws Exception {
    List<String> poms = new ArrayList<>(List.of("pom.xml"));
    NodeList modules = elements(RepositoryFiles.path("pom.xml"), "module");
    for (int i = 0; i < modules.getLength(); i++) {
      poms.add(modules.item(i).getTextContent() + "/pom.xml");
    }
    return poms;
  }

  /** The artifact ids of what a pom uses; what it only gives a version for is not used yet. */
  private static Set<String> artifacts(Path pom, String tag) throws Exception {
    Set<String> found = new HashSet<>();
    NodeList elements = elements(pom, tag);
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      String artifact = child(element, "artifactId");
      if (!artifact.startsWith("mturk-proxy-") && !isManagement(element)) {
        found.add(artifact);
      }
    }
    return found;
  }

  private static boolean isManagement(Node node) {
    for (Node above = node; above != null; above = above.getParentNode()) {
      if (above.getNodeName().endsWith("Management")) {
        return true;
      }
    }
    return false;
  }

  private static String child(Element element, String name) {
    return element.getElementsByTagName(name).item(0).getTextContent().strip();
  }

  private static NodeList elements(Path pom, String tag) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(pom.toFile())
        .getElementsByTagName(tag);
  }

  /** The first cells of the tables in {@code docs/dependencies.md}. */
  private static Set<String> explained() throws IOException {
    Pattern name = Pattern.compile("`([^`]+)`");
    return RepositoryFiles.lines("docs/dependencies.md").stream()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> name.matcher(line.split("\\|", -1)[1]).results())
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The lines of all blocks of one language. */
  private static List<String> block(String document, String language) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : RepositoryFiles.lines(document)) {
      if (line.startsWith("```")) {
        inside = line.equals("```" + language);
      } else if (inside) {
        lines.add(line);
      }
    }
    return lines;
  }
}
