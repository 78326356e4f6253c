package io.sophonevents.recognition.gallery;

import static java.util.Objects.requireNonNull;

import io.sophonevents.event.Embedding;
import io.sophonevents.event.IdentityId;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gallery in memory that compares the probe with every face: exact, and linear in their number.
 *
 * <p>Of faces equally similar the one enrolled first is the nearest. A search never waits: it sees
 * the faces that were known when it began. The first face enrolled decides the space and the size
 * of all.
 *
 * <p>Safe for use by many threads.
 */
public final class InMemoryGallery implements Gallery {
  private static final int ROWS_PER_BLOCK = 256;

  private volatile Faces faces = new Faces(0, null, new Block[0], 0);

  @Override
  public synchronized void enrol(Person person, Embedding embedding) {
    requireNonNull(person, "person");
    faces.requireSame(embedding);
    faces = faces.with(person, embedding.normalised().toArray(), embedding.space());
  }

  @Override
  public Optional<Match> nearest(Embedding probe) {
    Faces known = faces;
    known.requireSame(probe);
    return Optional.ofNullable(known.nearest(probe.normalised().toArray()));
  }

  @Override
  public synchronized int remove(IdentityId identityId) {
    requireNonNull(identityId, "identityId");
    Faces before = faces;
    Faces after = before.without(identityId);
    faces = after;
    return before.count - after.count;
  }

  @Override
  public int size() {
    return faces.count;
  }

  /** Prints the number of faces only. */
  @Override
  public String toString() {
    return "InMemoryGallery[" + size() + " faces]";
  }

  /**
   * What is known at one moment. Blocks are shared with the moments before, which look at fewer of
   * their rows; a row, once written, does not change.
   */
  private static final class Faces {
    private final int width;
    private final @Nullable String space;
    private final Block[] blocks;
    private final int count;

    Faces(int width, @Nullable String space, Block[] blocks, int count) {
      this.width = width;
      this.space = space;
      this.blocks = blocks;
      this.count = count;
    }

    /** The first face decides, and width is 0 before it. */
    void requireSame(Embedding embedding) {
      if (width != 0 && !Objects.equals(space, embedding.space())) {
        throw new IllegalArgumentException(
            "gallery: expected an embedding of "
                + nameOf(space)
                + " like the others but it is of "
                + nameOf(embedding.space()));
      }
      if (width != 0 && embedding.size() != width) {
        throw new IllegalArgumentException(
            "gallery: expected an embedding of "
                + width
                + " values like the others but it has "
                + embedding.size());
      }
    }

    private static String nameOf(@Nullable String space) {
      return space == null ? "a space without a name" : "the space " + space;
    }

    Faces with(Person person, float[] unit, @Nullable String ofSpace) {
      int row = count % ROWS_PER_BLOCK;
      Block[] all = blocks;
      if (row == 0) {
        all = Arrays.copyOf(blocks, blocks.length + 1);
        all[blocks.length] = new Block(unit.length);
      }
      Block last = all[all.length - 1];
      last.people[row] = person;
      System.arraycopy(unit, 0, last.values, row * unit.length, unit.length);
      return new Faces(unit.length, ofSpace, all, count + 1);
    }

    Faces without(IdentityId identityId) {
      Faces rest = new Faces(width, space, new Block[0], 0);
      for (int i = 0; i < count; i++) {
        Block block = blocks[i / ROWS_PER_BLOCK];
        int row = i % ROWS_PER_BLOCK;
        Person person = block.person(row);
        if (!person.identityId().equals(identityId)) {
          int from = row * width;
          rest = rest.with(person, Arrays.copyOfRange(block.values, from, from + width), space);
        }
      }
      return rest;
    }

    @Nullable Match nearest(float[] probe) {
      float highest = Float.NEGATIVE_INFINITY;
      int nearest = -1;
      for (int i = 0; i < count; i++) {
        Block block = blocks[i / ROWS_PER_BLOCK];
        float similarity = dot(probe, block.values, i % ROWS_PER_BLOCK * width);
        if (similarity > highest) {
          highest = similarity;
          nearest = i;
        }
      }
      if (nearest < 0) {
        return null;
      }
      Person person = blocks[nearest / ROWS_PER_BLOCK].person(nearest % ROWS_PER_BLOCK);
      return new Match(person, Math.max(-1, Math.min(1, highest)));
    }

    /** Four sums, so that one addition need not wait for the one before. */
    private static float dot(float[] probe, float[] values, int from) {
      float sum0 = 0;
      float sum1 = 0;
      float sum2 = 0;
      float sum3 = 0;
      int i = 0;
      for (; i < probe.length - 3; i += 4) {
        sum0 += probe[i] * values[from + i];
        sum1 += probe[i + 1] * values[from + i + 1];
        sum2 += probe[i + 2] * values[from + i + 2];
        sum3 += probe[i + 3] * values[from + i + 3];
      }
      for (; i < probe.length; i++) {
        sum0 += probe[i] * values[from + i];
      }
      return sum0 + sum1 + (sum2 + sum3);
    }
  }

  private static final class Block {
    private final float[] values;
    private final @Nullable Person[] people = new @Nullable Person[ROWS_PER_BLOCK];

    Block(int width) {
      values = new float[ROWS_PER_BLOCK * width];
    }

    Person person(int row) {
      return requireNonNull(people[row], "person");
    }
  }
}
