/** One runnable file per question. Start at {@link io.sophonevents.examples.PhotosToReceiver}. */
@NullMarked
package io.sophonevents.examples;

import org.jspecify.annotations.NullMarked;
