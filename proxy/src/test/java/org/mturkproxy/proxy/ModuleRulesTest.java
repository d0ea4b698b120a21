package org.mturkproxy.proxy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.marketplace.Account;
import org.mturkproxy.proxy.cli.Main;
import org.mturkproxy.translator.Translator;

/** The arrows between the modules, as {@code docs/architecture.md} draws them. */
@AnalyzeClasses(packages = "org.mturkproxy", importOptions = DoNotIncludeTests.class)
class ModuleRulesTest {

  private static final String CONFIG = "org.mturkproxy.config..";
  private static final String TRANSLATOR = "org.mturkproxy.translator..";
  private static final String MARKETPLACE = "org.mturkproxy.marketplace..";
  private static final String PROXY = "org.mturkproxy.proxy..";

  @ArchTest
  static final ArchRule CONFIG_USES_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage(CONFIG)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TRANSLATOR, MARKETPLACE, PROXY);

  @ArchTest
  static final ArchRule TRANSLATOR_USES_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage(TRANSLATOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CONFIG, MARKETPLACE, PROXY);

  @ArchTest
  static final ArchRule TRANSLATOR_TOUCHES_NO_NETWORK =
      noClasses()
          .that()
          .resideInAPackage(TRANSLATOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..", "software.amazon..", "java.net.http..", "javax.net..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.net\\.(.*Socket.*|.*Connection|.*Address)|java\\.nio\\.channels\\..*");

  @ArchTest
  static final ArchRule TRANSLATOR_HAS_NO_CLOCK_OF_ITS_OWN =
      noClasses()
          .that()
          .resideInAPackage(TRANSLATOR)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule MARKETPLACE_KNOWS_NEITHER_TRANSLATOR_NOR_PROXY =
      noClasses()
          .that()
          .resideInAPackage(MARKETPLACE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TRANSLATOR, PROXY);

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_EXITS_THE_PROCESS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.mturkproxy.proxy.cli")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .accessField(System.class, "err");

  @ArchTest static final ArchRule ONE_WAY_TO_LOG = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule NO_PACKAGE_CYCLES =
      slices().matching("org.mturkproxy.(**)").should().beFreeOfCycles();

  @ArchTest
  static void theRulesSeeEveryModule(JavaClasses classes) {
    for (Class<?> one : List.of(ProxyConfig.class, Translator.class, Account.class, Main.class)) {
      assertTrue(classes.contain(one), one.getName());
    }
  }
}
