package org.mturkproxy.proxy.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.mturkproxy.config.OwnerOnlyFile;
import org.mturkproxy.config.PemFiles;
import org.mturkproxy.proxy.certificates.LocalAuthority;
import org.mturkproxy.proxy.certificates.PemPair;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cert}. */
@Command(
    name = "cert",
    mixinStandardHelpOptions = true,
    header = "Makes certificates for TLS: a local authority, and what it issues.",
    description = {
      "For the hosts of the legacy service and for this machine, one certificate for each common",
      "name, all of them with all names. Files that are there already are kept: an authority that",
      "clients trust goes on to issue."
    })
final class CertCommand implements Callable<Integer> {

  private static final List<String> COMMON_NAMES =
      List.of("mechanicalturk.amazonaws.com", "mechanicalturk.sandbox.amazonaws.com", "localhost");

  private static final List<String> ADDRESSES = List.of("127.0.0.1", "::1");

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "tls",
      description = "Where the files go; without it, tls.")
  private Path folder;

  @Option(
      names = "--name",
      paramLabel = "HOST",
      description = {
        "Another host name or address of this proxy; may be repeated. HOST:PORT makes a common name",
        "with port, which Perl clients compare away from port 443."
      })
  private List<String> names = List.of();

  @Option(
      names = "--days",
      paramLabel = "DAYS",
      defaultValue = "825",
      description = "How long certificates hold; without it, 825, the most that Apple's accept.")
  private int days;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    check();
    Set<String> commonNames = new LinkedHashSet<>(COMMON_NAMES);
    commonNames.addAll(names);
    Set<String> hosts = new LinkedHashSet<>();
    commonNames.forEach(name -> hosts.add(name.replaceFirst("(?<=^[^:]{1,253}):[0-9]+$", "")));
    hosts.addAll(ADDRESSES);
    PrintWriter out = spec.commandLine().getOut();
    List<String> made = new ArrayList<>();
    try (LocalAuthority authority = authority(made)) {
      for (String name : commonNames) {
        if (!Files.exists(file(name, ".pem"))) {
          keep(name, authority.issue(name, List.copyOf(hosts), days), made);
        }
      }
    }
    made.forEach(file -> out.println("made " + file));
    tell(commonNames, out);
    out.flush();
    return ExitCode.OK;
  }

  private void check() {
    for (String name : names) {
      if (!name.matches("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|[0-9A-Fa-f:]{2,39}")) {
        throw new ParameterException(
            spec.commandLine(), "--name " + name + ": expected a host name or an address");
      }
    }
    if (days < 1 || days > 3650) {
      throw new ParameterException(spec.commandLine(), "--days: expected 1 to 3650");
    }
  }

  private LocalAuthority authority(List<String> made) throws Exception {
    Path certificate = file("ca", ".pem");
    if (Files.exists(certificate)) {
      return LocalAuthority.of(PemFiles.read(certificate, file("ca", ".key")));
    }
    LocalAuthority authority = LocalAuthority.make();
    keep("ca", authority.authority(), made);
    return authority;
  }

  private void keep(String name, PemPair pair, List<String> made) throws Exception {
    OwnerOnlyFile.create(file(name, ".key"), pair.key());
    OwnerOnlyFile.create(file(name, ".pem"), pair.chain());
    made.add(file(name, ".key").toString());
    made.add(file(name, ".pem").toString());
  }

  private Path file(String name, String suffix) {
    return folder.resolve(name.replace(':', '_') + suffix);
  }

  private void tell(Set<String> commonNames, PrintWriter out) {
    out.println("Clients have to trust " + file("ca", ".pem").toAbsolutePath());
    out.println("For the configuration file:");
    out.println("listen:");
    out.println("  tls:");
    out.println("    certificates:");
    for (String name : commonNames) {
      out.printf(
          "      - {certificate: '%s', key: '%s'}%n",
          file(name, ".pem").toAbsolutePath(), file(name, ".key").toAbsolutePath());
    }
  }
}
