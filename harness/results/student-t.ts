/**
 * The value that Student's t exceeds, either way, with probability `alpha`; `freedom` of 1 or more, need not be whole.
 *
 * Of its own, and not of a library, because pages compare, too: @stdlib's brings 100 kB, more than a third of their
 * script, and makes code from strings, which their Content-Security-Policy forbids. The test holds it against that one.
 */
export function studentT(alpha: number, freedom: number): number {
  // By halving: a tail falls all the way, and nothing else needs to be known of it.
  let [low, high] = [LOWEST, HIGHEST];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (tailsBeyond(Math.exp(middle), freedom) > alpha) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** Logarithms between which the value is sought. */
const [LOWEST, HIGHEST] = [-20, 40];
/** Halvings after which nothing moves any more in a double. */
const STEPS = 56;

/** P(|T| > t), a regularised incomplete beta function (Abramowitz and Stegun, 26.5.27). */
const tailsBeyond = (t: number, freedom: number): number =>
  incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);

/** I_x(a, b), by whichever of its two continued fractions converges fast. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

/** DLMF 8.17.22, from the front by Lentz's method. */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return value;
}

const MOST_TERMS = 500;
/** Lentz's method divides by what may be zero. */
const away = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);

/** Lanczos' approximation, g = 7, of ln Γ; good to 15 digits for what is above zero. */
function logGamma(z: number): number {
  const series = LANCZOS.reduce((sum, coefficient, at) => sum + coefficient / (z + at), 0.9999999999998099);
  const t = z + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(series);
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];
