package io.sophonevents.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
            group -> {
              groups.add(group);
              busy.countDown();
              goOn.await();
            });
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    callers.add(call(commits, 1));
    busy.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    for (int i = 2; i <= 3; i++) {
      callers.add(call(commits, i));
    }
    while (commits.waiting() < 2) {
      Thread.onSpinWait();
    }
    assertThat(callers).noneMatch(CompletableFuture::isDone);

    goOn.countDown();
    commits.close();

    for (CompletableFuture<Void> caller : callers) {
      caller.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(groups.get(0)).containsExactly(1);
    assertThat(groups.get(1)).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void anErrorReachesItsGroupAndNoOther() throws Exception {
    try (GroupCommit<Integer> commits =
        new GroupCommit<>(
            "test-commit",
            group -> {
              if (group.contains(1)) {
                throw new OutOfMemoryError("as if");
              }
            })) {
      assertThatThrownBy(() -> commits.write(1))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(OutOfMemoryError.class);
      commits.write(2);
    }
  }

  @Test
  void nothingIsTakenAfterTheEnd() {
    GroupCommit<Integer> commits = new GroupCommit<>("test-commit", group -> {});
    commits.close();
    commits.close();

    assertThatThrownBy(() -> commits.write(1)).isInstanceOf(IllegalStateException.class);
  }

  private static CompletableFuture<Void> call(GroupCommit<Integer> commits, int item) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                commits.write(item);
                done.complete(null);
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            },
            "test-caller-" + item)
        .start();
    return done;
  }
}
