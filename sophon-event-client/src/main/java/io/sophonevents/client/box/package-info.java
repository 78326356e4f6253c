/**
 * Asking a box (ports 5555 and 8888) and the platform. Start at {@link
 * io.sophonevents.client.box.BoxClient}; docs/box-api.md has the method for each call of the
 * vendor's pages.
 */
@NullMarked
package io.sophonevents.client.box;

import org.jspecify.annotations.NullMarked;
