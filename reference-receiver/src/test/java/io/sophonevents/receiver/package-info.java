/** Tests of the receiver, on real sockets and real files. */
@NullMarked
package io.sophonevents.receiver;

import org.jspecify.annotations.NullMarked;
