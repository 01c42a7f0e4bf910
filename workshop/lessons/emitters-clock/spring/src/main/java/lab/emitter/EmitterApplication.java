package lab.emitter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A real SseEmitter to hold the lab's own against. `--server.port=0` lets the system choose the port. */
@SpringBootApplication
public class EmitterApplication {
  public static void main(String[] words) {
    SpringApplication.run(EmitterApplication.class, words);
  }
}
