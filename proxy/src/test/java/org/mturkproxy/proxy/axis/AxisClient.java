package org.mturkproxy.proxy.axis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.Remote;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import javax.xml.rpc.Service;
import javax.xml.rpc.holders.Holder;
import org.apache.axis.wsdl.toJava.Emitter;
import org.mturkproxy.translator.authentication.LegacySecret;

/**
 * What Axis 1.4 generates from a WSDL, compiled, and called by name: as in the official Java SDK,
 * which was such classes with a few methods around them. A request is a map by element names.
 */
final class AxisClient implements AutoCloseable {

  private static final DateTimeFormatter AS_AXIS_PRINTS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String PACKAGE = "turk";

  private final URLClassLoader classes;
  private final Remote port;
  private final String keyId;
  private final LegacySecret secret;
  private final Set<String> answered = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private AxisClient(URLClassLoader classes, Remote port, String keyId, LegacySecret secret) {
    this.classes = classes;
    this.port = port;
    this.keyId = keyId;
    this.secret = secret;
  }

  /** Generates, compiles and connects to where the WSDL says. */
  static AxisClient of(URL wsdl, Path directory, String keyId, LegacySecret secret)
      throws Exception {
    Path sources = Files.createDirectory(directory.resolve("sources"));
    Path compiled = Files.createDirectory(directory.resolve("classes"));
    Emitter emitter = new Emitter();
    emitter.setOutputDir(sources.toString());
    emitter.setPackageName(PACKAGE);
    emitter.run(wsdl.toString());
    compile(sources, compiled);
    URLClassLoader classes =
        new URLClassLoader(new URL[] {compiled.toUri().toURL()}, AxisClient.class.getClassLoader());
    Object locator =
        classes
            .loadClass(PACKAGE + ".AWSMechanicalTurkRequesterLocator")
            .getConstructor()
            .newInstance();
    Method connect =
        Arrays.stream(locator.getClass().getMethods())
            .filter(m -> Remote.class.isAssignableFrom(m.getReturnType()))
            .filter(m -> m.getParameterCount() == 0)
            .findFirst()
            .orElseThrow();
    return new AxisClient(classes, (Remote) connect.invoke(locator), keyId, secret);
  }

  private static void compile(Path sources, Path compiled) throws IOException, URISyntaxException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-Xlint:none", "-encoding", "UTF-8", "-cp"));
    arguments.add(jarOf(Emitter.class) + java.io.File.pathSeparator + jarOf(Service.class));
    arguments.addAll(List.of("-d", compiled.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.map(Path::toString).filter(f -> f.endsWith(".java")).forEach(arguments::add);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertEquals(0, result, said.toString(StandardCharsets.UTF_8));
  }

  private static String jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** The operations of the WSDL, as the port spells them. */
  Set<String> operations() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Class<?> type : port.getClass().getInterfaces()) {
      if (type.getName().startsWith(PACKAGE)) {
        Arrays.stream(type.getMethods()).map(Method::getName).forEach(names::add);
      }
    }
    return names;
  }

  /** Those that were called, and whose answers Axis took. */
  Set<String> answered() {
    return answered;
  }

  /** Calls an operation with one request for each map: its results, in their order. */
  List<Object> call(String operation, List<Map<String, ?>> requests) throws Exception {
    Method method =
        Arrays.stream(port.getClass().getMethods())
            .filter(m -> m.getName().equalsIgnoreCase(operation))
            .findFirst()
            .orElseThrow();
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    List<Object> holders = new ArrayList<>();
    List<Object> arguments = new ArrayList<>(List.of(keyId, calendar(now), signed(operation, now)));
    for (Class<?> type :
        Arrays.asList(method.getParameterTypes()).subList(3, method.getParameterCount())) {
      if (Holder.class.isAssignableFrom(type)) {
        holders.add(type.getConstructor().newInstance());
        arguments.add(holders.get(holders.size() - 1));
      } else {
        arguments.add(type.isArray() ? converted(type, requests) : null);
      }
    }
    method.invoke(port, arguments.toArray());
    answered.add(operation);
    Object operationRequest = value(holders.get(0));
    Object errors = get(operationRequest, "Errors");
    if (errors != null) {
      return List.of(operationRequest);
    }
    return Arrays.asList((Object[]) value(holders.get(1)));
  }

  /** Calls an operation with one request. */
  List<Object> call(String operation, Map<String, ?> request) throws Exception {
    return call(operation, List.of(request));
  }

  private String signed(String operation, Instant now) {
    return secret.sign("AWSMechanicalTurkRequester" + operation + AS_AXIS_PRINTS.format(now));
  }

  private static Calendar calendar(Instant now) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    calendar.setTimeInMillis(now.toEpochMilli());
    return calendar;
  }

  private static Object value(Object holder) throws ReflectiveOperationException {
    return holder.getClass().getField("value").get(holder);
  }

  /** What stands below an element, by the names of elements with dots between; null if nothing. */
  static Object get(Object bean, String path) throws ReflectiveOperationException {
    Object found = bean;
    for (String name : path.split("\\.", -1)) {
      if (found instanceof Object[] array) {
        found = array[0];
      }
      found = found == null ? null : found.getClass().getMethod("get" + name).invoke(found);
    }
    return found;
  }

  private static Object converted(Class<?> type, Object value) throws ReflectiveOperationException {
    if (type.isArray()) {
      List<?> items = (List<?>) value;
      Object array = Array.newInstance(type.getComponentType(), items.size());
      for (int i = 0; i < items.size(); i++) {
        Array.set(array, i, converted(type.getComponentType(), items.get(i)));
      }
      return array;
    }
    if (value instanceof Map<?, ?> members) {
      Object bean = type.getConstructor().newInstance();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        set(bean, (String) member.getKey(), member.getValue());
      }
      return bean;
    }
    if (type == BigDecimal.class) {
      // As the SDK does: a double, written out.
      return new BigDecimal((Double) value);
    }
    if (type == Long.class || type == long.class) {
      return ((Number) value).longValue();
    }
    return value instanceof String && type != String.class
        ? type.getMethod("fromString", String.class).invoke(null, value)
        : value;
  }

  private static void set(Object bean, String name, Object value)
      throws ReflectiveOperationException {
    for (Method method : bean.getClass().getMethods()) {
      if (method.getName().equals("set" + name) && method.getParameterCount() == 1) {
        method.invoke(bean, converted(method.getParameterTypes()[0], value));
        return;
      }
    }
    throw new NoSuchMethodException(bean.getClass() + " has no " + name);
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
