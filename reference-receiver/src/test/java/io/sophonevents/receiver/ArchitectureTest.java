package io.sophonevents.receiver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sophonevents.receiver");

  @Test
  void theReceiverKnowsNoRecognition() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.sophonevents.recognition..", "ai.djl..")
        .check(classes);
  }

  @Test
  void theStreamIsSpokenByTheClientModule() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.java_websocket..")
        .check(classes);
  }

  @Test
  void onlyTheStoreSeesTheDatabase() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(
            FolderEventStore.class,
            EventWriter.class,
            EventDatabase.class,
            PictureFiles.class,
            FolderBackup.class,
            FolderCheck.class,
            Salvage.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..")
        .check(classes);
  }

  @Test
  void theStoreKnowsNoWebServer() {
    noClasses()
        .that()
        .belongToAnyOf(
            EventStore.class,
            FolderEventStore.class,
            EventWriter.class,
            EventDatabase.class,
            PictureFiles.class,
            FolderBackup.class,
            FolderCheck.class,
            Salvage.class,
            DataFolder.class,
            ExportCommand.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(classes);
  }
}
