package lab.emitter;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.util.ServerInfo;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Does with an emitter what it is told over HTTP, and tells what the emitter called back. */
@RestController
@CrossOrigin(maxAge = 3600)
class EmitterController {
  private final Map<String, Observed> byName = new ConcurrentHashMap<>();
  /** What everybody writes first: fails where one leaves while another is sent to. */
  private final List<SseEmitter> plain = new ArrayList<>();
  private final List<SseEmitter> safe = new CopyOnWriteArrayList<>();

  @GetMapping("/emitters")
  SseEmitter open(
      @RequestParam String name,
      @RequestParam(required = false) Long timeoutMs,
      @RequestParam(defaultValue = "false") boolean completesOnTimeout,
      @RequestParam(required = false) String registry) {
    Observed observed = new Observed(timeoutMs, completesOnTimeout);
    byName.put(name, observed);
    if (registry != null) {
      List<SseEmitter> members = registryOf(registry);
      members.add(observed.emitter);
      observed.emitter.onCompletion(() -> members.remove(observed.emitter));
    }
    return observed.emitter;
  }

  /** The emitter's own answers: whether it took what was sent. */
  @PostMapping("/emitters/{name}/{act}")
  Map<String, String> act(@PathVariable String name, @PathVariable String act) {
    Observed observed = find(name);
    SseEmitter emitter = observed.emitter;
    try {
      switch (act) {
        case "send" -> emitter.send(SseEmitter.event().data("x"));
        case "comment" -> emitter.send(SseEmitter.event().comment(""));
        case "complete" -> emitter.complete();
        case "fail" -> emitter.completeWithError(new IllegalArgumentException("broken"));
        default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
      }
      return Map.of("outcome", "done");
    } catch (IllegalStateException | IOException refused) {
      return Map.of("outcome", refused.getClass().getSimpleName());
    }
  }

  @GetMapping("/emitters/{name}/calls")
  List<Observed.Call> calls(@PathVariable String name) {
    return find(name).calls();
  }

  /** Sends to all of a registry, with a pause after each: time enough for one to leave meanwhile. */
  @PostMapping("/broadcast")
  Map<String, Object> broadcast(@RequestParam String registry, @RequestParam long pauseMs)
      throws InterruptedException {
    int sent = 0;
    try {
      for (SseEmitter emitter : registryOf(registry)) {
        try {
          emitter.send(SseEmitter.event().data("x"));
          sent++;
        } catch (IOException | IllegalStateException gone) {
          // It has ended; its completion takes it out.
        }
        Thread.sleep(pauseMs);
      }
      return Map.of("sent", sent, "failure", "");
    } catch (ConcurrentModificationException failure) {
      return Map.of("sent", sent, "failure", failure.getClass().getSimpleName());
    }
  }

  /** With what the container gives an emitter that asks for no time of its own. */
  @GetMapping("/versions")
  Map<String, Object> versions(HttpServletRequest request) {
    var context = request.startAsync();
    long defaultTimeoutMs = context.getTimeout();
    context.complete();
    return Map.of(
        "springBoot", String.valueOf(SpringBootVersion.getVersion()),
        "springFramework", String.valueOf(SpringVersion.getVersion()),
        "container", ServerInfo.getServerInfo(),
        "java", Runtime.version().toString(),
        "defaultTimeoutMs", defaultTimeoutMs);
  }

  private List<SseEmitter> registryOf(String registry) {
    return registry.equals("plain") ? plain : safe;
  }

  private Observed find(String name) {
    Observed observed = byName.get(name);
    if (observed == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    return observed;
  }
}
