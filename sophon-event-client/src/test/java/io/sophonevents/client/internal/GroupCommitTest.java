package io.sophonevents.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class GroupCommitTest {
  private static final long PATIENCE_SECONDS = 20;

  @Test
  void whatWaitsWhileTheDiskIsBusyIsWrittenTogether() throws Exception {
    List<List<Integer>> groups = new ArrayList<>();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    GroupCommit<Integer> commits =
        new GroupCommit<>(
            "test-commit",
            9,
            Runnable::run,
            group -> {
              groups.add(group);
              busy.countDown();
              goOn.await();
            });
    List<CompletableFuture<Integer>> callers = new ArrayList<>();
    callers.add(commits.write(1).toCompletableFuture());
    busy.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    for (int i = 2; i <= 3; i++) {
      callers.add(commits.write(i).toCompletableFuture());
    }
    while (commits.waiting() < 2) {
      Thread.onSpinWait();
    }
    assertThat(callers).noneMatch(CompletableFuture::isDone);

    goOn.countDown();
    commits.close();

    for (CompletableFuture<Integer> caller : callers) {
      caller.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(groups.get(0)).containsExactly(1);
    assertThat(groups.get(1)).containsExactly(2, 3);
  }

  @Test
  void anErrorReachesItsGroupAndNoOther() throws Exception {
    try (GroupCommit<Integer> commits =
        new GroupCommit<>(
            "test-commit",
            9,
            Runnable::run,
            group -> {
              if (group.contains(1)) {
                throw new OutOfMemoryError("as if");
              }
            })) {
      assertThatThrownBy(() -> written(commits.write(1)))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(OutOfMemoryError.class);
      assertThat(written(commits.write(2))).isEqualTo(2);
    }
  }

  @Test
  void nothingIsTakenAfterTheEnd() {
    GroupCommit<Integer> commits = new GroupCommit<>("test-commit", 9, Runnable::run, group -> {});
    commits.close();
    commits.close();

    assertThatThrownBy(() -> written(commits.write(1)))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aGroupHasNoMoreThanItsMost() throws Exception {
    List<List<Integer>> groups = new ArrayList<>();
    CountDownLatch goOn = new CountDownLatch(1);
    try (GroupCommit<Integer> commits =
        new GroupCommit<>(
            "test-commit",
            2,
            Runnable::run,
            group -> {
              goOn.await();
              groups.add(group);
            })) {
      List<CompletableFuture<Integer>> callers = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        callers.add(commits.write(i).toCompletableFuture());
      }
      goOn.countDown();
      for (CompletableFuture<Integer> caller : callers) {
        caller.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    }
    assertThat(groups).allMatch(group -> group.size() <= 2);
    assertThat(groups.stream().flatMap(List::stream)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void whatNobodyWaitsForGoesWithTheNextOrAfterAMoment() throws Exception {
    List<List<Integer>> groups = new ArrayList<>();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (GroupCommit<Integer> commits =
        new GroupCommit<>(
            "test-commit",
            9,
            Runnable::run,
            group -> {
              groups.add(group);
              started.countDown();
              goOn.await();
            })) {
      commits.write(1);
      started.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      CompletionStage<Integer> patient = commits.writeWithOthers(2);
      CompletionStage<Integer> urgent = commits.write(3);
      goOn.countDown();
      assertThat(written(urgent)).isEqualTo(3);
      assertThat(written(patient)).isEqualTo(2);
      assertThat(written(commits.writeWithOthers(4))).isEqualTo(4); // with nobody behind it
    }
    assertThat(groups).containsExactly(List.of(1), List.of(2, 3), List.of(4));
  }

  @Test
  void theEndWritesWhatNobodyWaitsFor() throws Exception {
    List<Integer> all = new ArrayList<>();
    GroupCommit<Integer> commits = new GroupCommit<>("test-commit", 9, Runnable::run, all::addAll);
    for (int i = 0; i < 100; i++) {
      commits.writeWithOthers(i);
    }
    commits.close();
    assertThat(all).hasSize(100).isSorted();
  }

  private static int written(CompletionStage<Integer> item) throws Exception {
    return item.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
