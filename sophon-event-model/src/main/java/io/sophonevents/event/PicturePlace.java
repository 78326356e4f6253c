package io.sophonevents.event;

/**
 * Where the text of a picture stands in the bytes of a message: what is between its quotes, as
 * received, escapes and all. Immutable.
 *
 * @param from the first byte of the text
 * @param to the byte behind it, which is the closing quote
 */
public record PicturePlace(int from, int to) {}
