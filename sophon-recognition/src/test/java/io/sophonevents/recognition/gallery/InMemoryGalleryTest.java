package io.sophonevents.recognition.gallery;

class InMemoryGalleryTest extends GalleryContract {
  @Override
  Gallery empty() {
    return new InMemoryGallery();
  }
}
