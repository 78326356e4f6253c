package io.sophonevents.client.sink;

import org.jspecify.annotations.Nullable;

/**
 * A body, or where it is.
 *
 * @param crc its checksum
 * @param place in a file beside the database, null if it lies in that
 * @param length in bytes
 * @param bytes the body, null if it lies in a file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredBody(
    int crc, OutboxSegments.@Nullable Place place, int length, byte @Nullable [] bytes) {}
