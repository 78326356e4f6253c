package io.sophonevents.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes Jackson's parsers for bodies in UTF-8, which pass over the text of a picture eight bytes at
 * a time: they are nearly all of a body, and nearly all of the time that reading it takes.
 *
 * <p>Safe for use by many threads.
 */
final class BodyFactory extends JsonFactory {
  private static final long serialVersionUID = 1;

  BodyFactory(JsonFactoryBuilder settings) {
    super(settings);
  }

  @Override
  protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) {
    int mark = hasMark(data, offset, length) ? 3 : 0;
    return new Parser(
        context,
        _parserFeatures,
        _byteSymbolCanonicalizer.makeChild(_factoryFeatures),
        data,
        offset + mark,
        offset + length,
        mark);
  }

  private static boolean hasMark(byte[] data, int offset, int length) {
    return length >= 3
        && data[offset] == (byte) 0xef
        && data[offset + 1] == (byte) 0xbb
        && data[offset + 2] == (byte) 0xbf;
  }

  private static final class Parser extends UTF8StreamJsonParser {
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    Parser(
        IOContext context,
        int features,
        ByteQuadsCanonicalizer names,
        byte[] data,
        int from,
        int to,
        int before) {
      super(context, features, null, null, names, data, from, to, before, false);
    }

    @Override
    protected void _skipString() throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(_inputBuffer).order(ByteOrder.nativeOrder());
      int at = _inputPtr;
      while (at + Long.BYTES <= _inputEnd && isPlain(bytes.getLong(at))) {
        at += Long.BYTES;
      }
      _inputPtr = at;
      super._skipString();
    }

    /** Whether no byte is a quote, a backslash, a control character or none of ASCII. */
    private static boolean isPlain(long eight) {
      long orQuote = (eight ^ '"' * EACH) - EACH;
      long orBackslash = (eight ^ '\\' * EACH) - EACH;
      long orControl = eight - ' ' * EACH;
      return ((eight | orQuote | orBackslash | orControl) & HIGHEST_BITS) == 0;
    }
  }
}
