package lab.emitter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One emitter, and what it called back. */
class Observed {
  record Call(String call, long atMs) {}

  final SseEmitter emitter;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final long startedNs = System.nanoTime();

  /** Without a time of its own the container's default counts. */
  Observed(Long timeoutMs, boolean completesOnTimeout) {
    emitter = timeoutMs == null ? new SseEmitter() : new SseEmitter(timeoutMs);
    emitter.onTimeout(
        () -> {
          note("timeout");
          if (completesOnTimeout) emitter.complete();
        });
    emitter.onError(error -> note("error"));
    emitter.onCompletion(() -> note("completion"));
  }

  void note(String call) {
    calls.add(new Call(call, (System.nanoTime() - startedNs) / 1_000_000));
  }

  List<Call> calls() {
    return calls;
  }
}
