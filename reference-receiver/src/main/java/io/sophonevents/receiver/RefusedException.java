package io.sophonevents.receiver;

import java.io.IOException;

/** That there is no body to work with, and what its sender is to be told. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Acknowledgement answer;

  RefusedException(Acknowledgement answer) {
    super("refused with status " + answer.httpStatus());
    this.answer = answer;
  }

  Acknowledgement answer() {
    return answer;
  }
}
