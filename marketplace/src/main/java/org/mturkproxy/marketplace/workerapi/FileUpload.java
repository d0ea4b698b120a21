package org.mturkproxy.marketplace.workerapi;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.JsonAnswers;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.http.HttpAnswer;
import org.mturkproxy.marketplace.http.Upload;
import org.mturkproxy.marketplace.sigv4.RequestHead;
import org.mturkproxy.marketplace.store.FileStore;

/** One file on its way to the disk. */
final class FileUpload implements Upload {

  private final RequestHead head;
  private final Supplier<FileUploads> where;
  private Optional<FileUploads.Place> place = Optional.empty();
  private Optional<FileStore.Part> part = Optional.empty();

  FileUpload(RequestHead head, Supplier<FileUploads> where) {
    this.head = head;
    this.where = where;
  }

  /** A file that is known to be too large is not written at all. */
  @Override
  public Optional<HttpAnswer> start() {
    return refusal(
        () -> {
          FileUploads.Place found = where.get().place(head);
          place = Optional.of(found);
          long announced =
              head.values("content-length").stream()
                  .mapToLong(FileUpload::number)
                  .findFirst()
                  .orElse(0);
          found.limits().requireNotAbove(announced);
          part = Optional.of(where.get().begin());
        });
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }

  @Override
  public Optional<HttpAnswer> write(ByteBuffer piece) {
    return refusal(
        () -> {
          FileStore.Part file = part.orElseThrow();
          place.orElseThrow().limits().requireNotAbove(file.bytes() + piece.remaining());
          file.write(piece);
        });
  }

  @Override
  public HttpAnswer end() {
    FileUploads.Place found = place.orElseThrow();
    FileStore.Part file = part.orElseThrow();
    String type =
        head.values("content-type").stream().findFirst().orElse("application/octet-stream");
    return JsonAnswers.of(
        () -> {
          found.limits().requireNotBelow(file.bytes());
          where.get().keep(found, type, file);
          return new Output()
              .whole("UploadedFileSizeInBytes", file.bytes())
              .text("UploadedFileKey", found.key())
              .node();
        },
        where.get().clock());
  }

  private Optional<HttpAnswer> refusal(Runnable step) {
    try {
      step.run();
      return Optional.empty();
    } catch (ApiException e) {
      return Optional.of(JsonAnswers.error(e, where.get().clock().instant()));
    }
  }

  @Override
  public void close() {
    part.ifPresent(FileStore.Part::close);
  }
}
