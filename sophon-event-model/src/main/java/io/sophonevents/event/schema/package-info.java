/**
 * The JSON Schema of every layout and a description of the channels in AsyncAPI, as resources; no
 * class. Start at {@code asyncapi.json}, which names all others.
 */
@NullMarked
package io.sophonevents.event.schema;

import org.jspecify.annotations.NullMarked;
