/**
 * What a SOPHON box or platform says, as values. Start at {@link io.sophonevents.event.EventCodec}.
 */
@SuppressWarnings("opens") // javac calls a package without classes empty; resources are in this one
module io.sophonevents.event {
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;

  exports io.sophonevents.event;

  opens io.sophonevents.event.schema;
}
