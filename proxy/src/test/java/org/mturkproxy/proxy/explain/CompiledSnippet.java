package org.mturkproxy.proxy.explain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles Java as a user would, with the SDK on the class path and nothing else, and runs it. */
final class CompiledSnippet {

  private CompiledSnippet() {}

  static void run(String source, Path folder, String... arguments)
      throws IOException, ReflectiveOperationException {
    Path file = folder.resolve("ModernCalls.java");
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-d", folder.toString(), "-proc:none");
      boolean compiled =
          compiler
              .getTask(
                  complaints, files, null, options, null, files.getJavaFileObjects(file.toFile()))
              .call();
      assertTrue(compiled, complaints + source);
    }
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader =
        new URLClassLoader(classes, CompiledSnippet.class.getClassLoader())) {
      loader
          .loadClass("ModernCalls")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(source, e.getCause());
    }
  }
}
