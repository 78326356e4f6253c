package io.sophonevents;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * Here all modules are on the class path, so the arrows between them are checked here once more.
 */
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sophonevents");

  @Test
  void noModuleDependsOnTheExamples() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.sophonevents.event..",
            "io.sophonevents.client..",
            "io.sophonevents.recognition..",
            "io.sophonevents.receiver..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.sophonevents.examples..", "io.sophonevents.cli..")
        .check(classes);
  }

  @Test
  void theModulesHaveNoCycle() {
    slices().matching("io.sophonevents.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void examplesUseThePublicApiOnly() {
    noClasses()
        .that()
        .resideInAnyPackage("io.sophonevents.examples..", "io.sophonevents.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.sophonevents.client.internal..", "ai.djl..", "org.java_websocket..", "java.sql..")
        .check(classes);
  }
}
