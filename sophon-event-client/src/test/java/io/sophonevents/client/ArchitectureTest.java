package io.sophonevents.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sophonevents.client");

  @Test
  void theClientKnowsNeitherRecognitionNorReceiver() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.sophonevents.recognition..", "io.sophonevents.receiver..", "ai.djl..")
        .check(classes);
  }

  @Test
  void onlyTheInternalPackageSeesJavaWebSocket() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.sophonevents.client.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.java_websocket..")
        .check(classes);
  }

  @Test
  void onlyWhatCallsOthersSeesOkHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.sophonevents.client.sink..",
            "io.sophonevents.client.box..",
            "io.sophonevents.client.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("okhttp3..")
        .check(classes);
  }

  @Test
  void noPublicSignatureNamesOkHttp() {
    com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("io.sophonevents.client.internal..")
        .should()
        .haveRawReturnType(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "of OkHttp", type -> type.getPackageName().startsWith("okhttp3")))
        .check(classes);
  }
}
