package io.sophonevents.client.sink;

class InMemoryOutboxStoreTest extends OutboxStoreContract {
  @Override
  OutboxStore open() {
    return new InMemoryOutboxStore();
  }
}
