package io.sophonevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** On the sample photos, with the real networks. */
class EvaluateTest {
  /** Two faces, and one that is none. */
  private static final String BOXES =
      """
      image,x1,y1,x2,y2,votes_of_6
      sofa.jpg,850,95,955,240,6
      sofa.jpg,525,130,620,275,6
      sofa.jpg,10,10,30,40,3
      """;

  @TempDir Path folder;

  @RegisterExtension final CapturedOutput output = new CapturedOutput();

  @Test
  void verificationIsMeasuredFoldByFold() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    copy("people/alex-winter/portrait.jpg", images.resolve("alex.jpg"));
    copy("people/robin-hale/portrait.jpg", images.resolve("robin.jpg"));
    copy("people/sam-keller/portrait.jpg", images.resolve("sam.jpg"));
    Path pairs =
        write(
            "pairs.csv",
            """
            fold,image1,image2,same
            1,alex.jpg,alex.jpg,1
            1,alex.jpg,robin.jpg,0
            2,sam.jpg,sam.jpg,1
            2,robin.jpg,alex.jpg,0
            """);

    run("verification", "--pairs", pairs.toString(), "--images", images.toString());

    assertThat(lines())
        .hasSize(8)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).matches("fold 1 threshold -?0\\.\\d{3} accuracy 100\\.00 %");
              assertThat(lines.get(1)).matches("fold 2 threshold -?0\\.\\d{3} accuracy 100\\.00 %");
            })
        .contains(
            "at the pack's threshold 0.446 accuracy 100.00 %, 95 % interval 51.01 to 100.00 %",
            "far 0.1 needs 10 pairs of different people and one of the same",
            "far 0.001 needs 1000 pairs of different people and one of the same",
            "images without a face: none");
    assertThat(lines().get(7)).matches("accuracy 100\\.00 threshold -?0\\.\\d{3} pairs 4 failed 0");
    JsonNode json = json();
    assertThat(json.get("accuracy").doubleValue()).isEqualTo(1);
    assertThat(json.get("folds")).hasSize(2);
    assertThat(json.at("/fixedAccuracy/of").intValue()).isEqualTo(4);
    assertThat(json.at("/roc/0/trueAcceptRate").doubleValue()).isZero();
    assertThat(json.get("roc").get(json.get("roc").size() - 1).get("falseAcceptRate").intValue())
        .isEqualTo(1);
    assertThat(svg().getElementsByTagName("polyline").getLength()).isEqualTo(1);
  }

  @Test
  void photosSortedByPersonNeedNoPairsFile() throws Exception {
    for (String name : List.of("alex-winter", "robin-hale", "sam-keller")) {
      Files.createDirectories(folder.resolve("people").resolve(name));
      Path person = folder.resolve("people").resolve(name);
      copy("people/" + name + "/portrait.jpg", person.resolve("1.jpg"));
      copy("people/" + name + "/portrait.jpg", person.resolve("2.jpg"));
    }
    Files.write(folder.resolve("people/alex-winter/3.jpg"), blackPicture());

    run("verification", "--people", folder.resolve("people").toString());

    // of one person 3 pairs and 2 with the black picture, of different people 12 and 4
    assertThat(lines())
        .contains("images without a face: alex-winter/3.jpg")
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "far 0\\.1 threshold 1\\.000 tar 60\\.00 %, 95 % interval 23\\.07 to"
                            + " 88\\.24 %; false accepts 0 of 12"));
    assertThat(lines().get(lines().size() - 1)).endsWith(" pairs 21 failed 6");
    assertThat(json().get("imagesWithoutAFace").get(0).textValue()).isEqualTo("alex-winter/3.jpg");
    assertThat(Files.readString(folder.resolve("plot.svg"))).doesNotContain("alex", "robin");
  }

  @Test
  void detectionIsMeasuredBySize() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    copy("scenes/sofa.jpg", images.resolve("sofa.jpg"));
    copy("people/sam-keller/portrait.jpg", images.resolve("sam.jpg"));
    Path boxes = write("boxes.csv", BOXES);

    run("detection", "--boxes", boxes.toString(), "--images", images.toString());

    assertThat(lines())
        .containsExactly(
            "searched at 640 pixels, faces from 20, score over 0.8",
            "faces of >= 10 % of the long side: 2 of 2 found, 100.00 %, 95 % interval 34.24 to"
                + " 100.00 %",
            "faces of 4-10 % of the long side: 0 of 0 found",
            "faces of 2-4 % of the long side: 0 of 1 found, 0.00 %, 95 % interval 0.00 to 79.35 %",
            "faces of < 2 % of the long side: 0 of 0 found",
            "not found: sofa.jpg 10 10 30 40",
            "unconfirmed: sam.jpg 120 117 300 343",
            "recall 66.67 boxes 3 unconfirmed 1 images 2");
    JsonNode json = json();
    assertThat(json.at("/recall/count").intValue()).isEqualTo(2);
    assertThat(json.at("/sizes/0/below").isNull()).isTrue();
    assertThat(json.at("/sizes/2/found/of").intValue()).isEqualTo(1);
    assertThat(json.at("/sizes/1/found/value").isNull()).isTrue();
    assertThat(json.at("/missed/0/image").textValue()).isEqualTo("sofa.jpg");
    assertThat(json.at("/unconfirmed/0/image").textValue()).isEqualTo("sam.jpg");
    // the paper and a bar for each of the two sizes that there are
    assertThat(svg().getElementsByTagName("rect").getLength()).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("plot.svg"))).contains("2 of 2", "0 of 1");
  }

  @Test
  void theSearchCanBeChanged() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    copy("scenes/sofa.jpg", images.resolve("sofa.jpg"));
    Path boxes = write("boxes.csv", BOXES);

    run(
        "detection",
        "--boxes",
        boxes.toString(),
        "--images",
        images.toString(),
        "--search",
        "320",
        "--min-face",
        "24",
        "--min-score",
        "0.99999");

    assertThat(lines().get(0))
        .isEqualTo("searched at 320 pixels, faces from 24, score over 0.99999");
    assertThat(lines().get(lines().size() - 1))
        .isEqualTo("recall 0.00 boxes 0 unconfirmed 0 images 1");
  }

  @Test
  void aListedPictureThatIsMissingIsNamed() throws IOException {
    Path boxes = write("boxes.csv", BOXES);

    assertThat(
            Sophon.run(
                "evaluate",
                "detection",
                "--boxes",
                boxes.toString(),
                "--images",
                folder.toString()))
        .isEqualTo(1);
    assertThat(output.err().lines().toList()) // behind what is logged
        .last()
        .isEqualTo(folder + ": expected the picture sofa.jpg of the boxes file but there is none");
  }

  @Test
  void aMissingPairsFileIsNamed() {
    assertThat(Sophon.run("evaluate", "verification", "--pairs", "none.csv", "--images", "."))
        .isEqualTo(1);
    assertThat(output.err())
        .isEqualToIgnoringNewLines("none.csv: expected a file but there is none");
  }

  @Test
  void pairsAndPeopleAreEitherOr() {
    assertThat(
            Sophon.run(
                "evaluate", "verification", "--pairs", "a", "--images", "b", "--people", "c"))
        .isEqualTo(2);
    assertThat(output.err()).contains("are mutually exclusive");
  }

  @Test
  void aResultThatCouldNotBeWrittenIsRefusedBeforeTheWork() {
    Path file = folder.resolve("none").resolve("result.json");

    assertThat(
            Sophon.run(
                "evaluate",
                "detection",
                "--boxes",
                "a",
                "--images",
                "b",
                "--json",
                file.toString()))
        .isEqualTo(1);
    assertThat(output.err().lines().toList())
        .last()
        .isEqualTo("json file " + file + ": expected the path of a file in a folder that is there");
  }

  private void run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("evaluate"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--json", folder.resolve("result.json").toString()));
    all.addAll(List.of("--svg", folder.resolve("plot.svg").toString()));
    assertThat(Sophon.run(all.toArray(String[]::new))).as(output.err()).isZero();
  }

  private JsonNode json() throws IOException {
    return JsonMapper.builder().build().readTree(folder.resolve("result.json").toFile());
  }

  private Element svg() throws IOException, ParserConfigurationException, SAXException {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("plot.svg").toFile())
        .getDocumentElement();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void copy(String photo, Path to) throws IOException {
    Files.copy(Path.of("photos", photo), to);
  }

  private static byte[] blackPicture() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB), "png", png);
    return png.toByteArray();
  }

  private List<String> lines() {
    return output.out().lines().toList();
  }
}
