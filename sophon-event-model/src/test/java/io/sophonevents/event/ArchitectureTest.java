package io.sophonevents.event;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sophonevents.event");

  @Test
  void theModelNeedsJacksonsCoreAndAnnotationsAndJSpecifyOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.sophonevents.event..",
            "com.fasterxml.jackson.core..",
            "com.fasterxml.jackson.annotation..",
            "org.jspecify..")
        .check(classes);
  }

  @Test
  void noPublicMethodOfThePublicTypesNamesAJacksonType() {
    DescribedPredicate<JavaClass> jackson =
        JavaClass.Predicates.resideInAPackage("com.fasterxml.jackson..");
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .notHaveRawReturnType(jackson)
        .andShould()
        .notHaveRawParameterTypes(
            DescribedPredicate.describe(
                "with a Jackson type", types -> types.stream().anyMatch(jackson)))
        .check(classes);
  }
}
