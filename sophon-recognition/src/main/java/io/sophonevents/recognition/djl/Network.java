package io.sophonevents.recognition.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.sophonevents.recognition.InferenceException;
import io.sophonevents.recognition.ModelLoadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One network: numbers in, numbers out. All that knows DJL's tensors is here; nothing is calculated
 * with them, and their memory is freed before a call returns.
 *
 * <p>Calls go to the network itself and not to a DJL {@code Predictor}, which only one thread may
 * use at a time.
 *
 * <p>Safe for use by many threads.
 */
final class Network implements AutoCloseable {
  /** How many times networks of this process have run. */
  static final LongAdder PASSES = new LongAdder();

  private final String name;
  private final Model model;
  private final Block block;

  /** Memory outside the heap to hand input over in, one buffer for each call that runs at once. */
  private final Queue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();

  /** Held for reading by calls, for writing by close: a network freed while it runs is a crash. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private Network(ModelFile file, Model model) {
    this.name = file.name();
    this.model = model;
    this.block = model.getBlock();
  }

  /**
   * The network in this file, which has run once: DJL finishes a network in its first call, and
   * must not do so in two threads.
   *
   * @throws ModelLoadException if the engine does not start, does not run the file, or the answer
   *     has other shapes
   */
  static Network load(ModelFile file, byte[] weights, Signature signature) {
    Network network = loadUnchecked(file, weights);
    try {
      requireMatch(file, signature, network.run(signature.trial()));
      return network;
    } catch (InferenceException broken) {
      network.close();
      throw doesNotRun(file, broken);
    } catch (ModelLoadException other) {
      network.close();
      throw other;
    }
  }

  /** The network in this file, which has not run yet. */
  static Network loadUnchecked(ModelFile file, byte[] weights) {
    Model model = Engines.newModel(file.name(), file.engine());
    try {
      model.load(new ByteArrayInputStream(weights), Engines.options(file.engine()));
      return new Network(file, model);
    } catch (IOException | MalformedModelException | EngineException broken) {
      model.close();
      throw doesNotRun(file, broken);
    }
  }

  private static ModelLoadException doesNotRun(ModelFile file, Exception cause) {
    return new ModelLoadException(
        "model "
            + file.name()
            + ": expected a network of "
            + file.engine().fileFormat()
            + " in "
            + file.file()
            + " but the engine does not run it",
        cause);
  }

  private static void requireMatch(ModelFile file, Signature signature, List<Tensor> answer) {
    if (!signature.matches(answer)) {
      throw new ModelLoadException(
          "model "
              + file.name()
              + ": expected outputs of shapes "
              + signature.outputs()
              + " but "
              + file.file()
              + " gives "
              + answer);
    }
  }

  /**
   * The network's outputs for this input.
   *
   * @throws InferenceException if the engine fails; the network stays usable
   * @throws IllegalStateException if the network is closed
   */
  List<Tensor> run(Tensor input) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "model " + name + ": expected an open one but it is closed");
      }
      return runOpen(input);
    } finally {
      use.readLock().unlock();
    }
  }

  private List<Tensor> runOpen(Tensor input) {
    PASSES.increment();
    ByteBuffer buffer = bufferOf(input);
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDArray array = manager.create(buffer, new Shape(input.shape()), DataType.FLOAT32);
      NDList outputs = block.forward(new ParameterStore(manager, false), new NDList(array), false);
      return outputs.stream().map(Network::copyOf).toList();
    } catch (EngineException failure) {
      throw new InferenceException(
          "model " + name + ": expected an answer but the engine failed", failure);
    } finally {
      buffers.add(buffer);
    }
  }

  private static Tensor copyOf(NDArray output) {
    return new Tensor(output.toFloatArray(), output.getShape().getShape());
  }

  private ByteBuffer bufferOf(Tensor input) {
    int bytes = input.values().length * Float.BYTES;
    ByteBuffer buffer = buffers.poll();
    if (buffer == null || buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    buffer.clear().limit(bytes);
    buffer.asFloatBuffer().put(input.values());
    return buffer;
  }

  /** Frees the network, once calls that still run have ended. May be called twice. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        model.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
