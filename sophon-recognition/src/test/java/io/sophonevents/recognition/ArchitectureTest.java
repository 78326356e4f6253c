package io.sophonevents.recognition;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String BASE = "io.sophonevents.recognition";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  void recognitionKnowsNeitherClientNorReceiver() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.sophonevents.client..", "io.sophonevents.receiver..")
        .check(classes);
  }

  @Test
  void onlyTheDjlPackageSeesDjl() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".djl..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(classes);
  }

  @Test
  void inTheDjlPackageTwoClassesSeeDjl() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Engines")
        .and()
        .doNotHaveSimpleName("Network")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(classes);
  }

  @Test
  void tensorsAreCopiedOutAndNothingIsCalculatedWithThem() {
    noClasses()
        .should(
            accessTargetWhere(
                describe(
                    "an NDArray's method other than getShape, toFloatArray and transpose",
                    access ->
                        access.getTargetOwner().getFullName().equals("ai.djl.ndarray.NDArray")
                            && !access.getName().equals("getShape")
                            && !access.getName().equals("toFloatArray")
                            && !access.getName().equals("transpose"))))
        .check(classes);
  }

  @Test
  void theGalleryKnowsNothingButEvents() {
    classes()
        .that()
        .resideInAPackage(BASE + ".gallery..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..", "io.sophonevents.event..", "org.jspecify..", BASE + ".gallery.."))
        .check(classes);
  }

  @Test
  void onlyTheRecognizerChoosesTheNetworks() {
    noClasses()
        .that(resideInAPackage(BASE))
        .and()
        .doNotHaveSimpleName("FaceRecognizer")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".djl..")
        .check(classes);
  }

  @Test
  void theNetworksKnowNothingOfTheGallery() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".djl..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".gallery..")
        .check(classes);
  }
}
