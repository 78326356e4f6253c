/**
 * For tests of software that talks to a box. Start at {@link
 * io.sophonevents.client.testing.FakeBox}.
 */
@NullMarked
package io.sophonevents.client.testing;

import org.jspecify.annotations.NullMarked;
