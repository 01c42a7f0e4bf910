import type { Delivery, LoadScene } from '../meter.ts';
import { encodeHistogram, newLatencyHistogram, recordLatencyUs } from '../results/latency-histogram.ts';

/** Of those that go on reading while others stop: how long events take end to end that are due meanwhile. */
export class Bystanders {
  readonly #histogram = newLatencyHistogram();
  readonly #deaf: ReadonlySet<number>;
  readonly #fromUs: number;
  readonly #untilUs: number;

  /** Undefined where nobody stops reading by himself: then the fault is everybody's. */
  static of(scene: LoadScene): Bystanders | undefined {
    const steps = scene.faultSteps.filter((step) => step.on === 'tabs');
    return steps.length === 0 ? undefined : new Bystanders(scene, new Set(steps.flatMap(({ tabs }) => tabs)));
  }

  private constructor({ plan, startAtUs }: LoadScene, deaf: ReadonlySet<number>) {
    const { fromUs = 0, lengthUs = 0 } = plan.fault ?? {};
    this.#deaf = deaf;
    this.#fromUs = startAtUs + fromUs;
    this.#untilUs = this.#fromUs + lengthUs;
  }

  add({ tab, event: { intendedAtUs }, receivedAtUs }: Delivery): void {
    if (this.#deaf.has(tab) || intendedAtUs < this.#fromUs || intendedAtUs >= this.#untilUs) return;
    recordLatencyUs(this.#histogram, receivedAtUs - intendedAtUs);
  }

  /** Histogram in base64. */
  report(): string {
    return encodeHistogram(this.#histogram);
  }
}
