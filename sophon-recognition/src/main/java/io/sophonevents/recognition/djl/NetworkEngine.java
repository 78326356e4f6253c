package io.sophonevents.recognition.djl;

import com.fasterxml.jackson.annotation.JsonValue;

/** What runs a network. */
public enum NetworkEngine {
  /** libtorch; a file is TorchScript. */
  PYTORCH("pytorch", "TorchScript"),
  /** ONNX Runtime; a file is ONNX. */
  ONNXRUNTIME("onnxruntime", "ONNX");

  private final String text;
  private final String fileFormat;

  NetworkEngine(String text, String fileFormat) {
    this.text = text;
    this.fileFormat = fileFormat;
  }

  /** The engine as it stands in the manifest. */
  @JsonValue
  public String text() {
    return text;
  }

  /** What its files are, for messages. */
  String fileFormat() {
    return fileFormat;
  }
}
