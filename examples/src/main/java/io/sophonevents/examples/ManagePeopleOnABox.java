package io.sophonevents.examples;

import io.sophonevents.client.box.BoxClient;
import io.sophonevents.client.box.BoxException;
import io.sophonevents.client.box.BoxGeneration;
import io.sophonevents.client.box.BoxPeople;
import io.sophonevents.client.box.GalleryPerson;
import io.sophonevents.client.testing.FakeBox;
import io.sophonevents.event.EncodedImage;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PersonName;
import io.sophonevents.event.PersonType;
import java.nio.file.Files;
import java.nio.file.Path;

/** How do I register, find and delete people on a box, of whatever generation? */
public final class ManagePeopleOnABox {
  private ManagePeopleOnABox() {}

  public static void main(String[] arguments) throws Exception {
    Path photo = Path.of("photos/people/alex-winter/portrait.jpg");
    EncodedImage picture = EncodedImage.of(Files.readAllBytes(photo));
    for (BoxGeneration generation : BoxGeneration.values()) {
      try (FakeBox box = FakeBox.open(generation);
          BoxClient client = BoxClient.at(box.restUri().toString())) { // or at("192.168.1.19")
        System.out.println("a box of " + client.generation());
        manage(client, picture);
      }
    }
  }

  private static void manage(BoxClient box, EncodedImage picture) {
    BoxPeople people = box.people();
    IdentityId alex = IdentityId.of("100001");
    people.register(alex, PersonName.of("Alex"), PersonType.EMPLOYEE, picture);
    people.register(IdentityId.of("100002"), PersonName.of("小明"), PersonType.VISITOR, picture);
    try {
      people.register(alex, PersonName.of("Alex"), PersonType.EMPLOYEE, picture);
    } catch (BoxException e) { // its message is fit to log; the code is a number or a word
      System.out.println("not twice: " + e.code());
    }
    System.out.println("people: " + people.all().count()); // page by page
    GalleryPerson found = people.find(alex).orElseThrow();
    byte[] kept = box.pictures().registered(found.registeredImageIds().get(0));
    System.out.println("found, with a picture of " + kept.length + " bytes");
    System.out.println("deleted: " + people.delete(alex).size());
    System.out.println("still there: " + people.find(alex).isPresent());
  }
}
