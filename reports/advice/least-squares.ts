/**
 * Non-negative least squares of relative errors: an error of 10 % counts alike for 50 and for 5,000
 * subscribers, and no cost is below nothing. There are few terms, so every set of them is solved
 * exactly, and no iteration has to converge. A term must earn its place: of two sets the one with
 * the lower Bayesian information criterion (Schwarz 1978) is taken, because what fits the noise does
 * not extrapolate.
 *
 * @param rows one per observation: the value of each term
 * @param targets what was measured, each above zero
 * @param independent how many of the rows do not merely repeat another
 * @returns what one of each term costs
 */
export function fitWeights(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  independent: number,
): readonly number[] {
  const terms = rows[0]?.length ?? 0;
  const columns = Array.from({ length: terms }, (_, term) =>
    rows.map((row, i) => (row[term] as number) / (targets[i] as number)),
  );
  const scales = columns.map((column) => Math.hypot(...column) || 1);
  const scaled = columns.map((column, i) => column.map((value) => value / (scales[i] as number)));
  const products = scaled.map((a) => scaled.map((b) => dot(a, b)));
  const sums = scaled.map((column) => column.reduce((sum, value) => sum + value, 0));
  let best = scaled.map(() => 0);
  let bestScore = Number.POSITIVE_INFINITY;
  for (let set = 1; set < 2 ** terms; set++) {
    const chosen = scaled.map((_, term) => term).filter((term) => set & (1 << term));
    if (chosen.length > independent) continue;
    const solved = solve(products, sums, chosen);
    if (solved === null || solved.some((weight) => weight < 0)) continue;
    // At the least squares solution the error is what the fit leaves of the targets, which are all 1.
    const left =
      1 -
      dot(
        solved,
        chosen.map((term) => sums[term] as number),
      ) /
        rows.length;
    const score = independent * Math.log(Math.max(0, left) + NOISE) + chosen.length * Math.log(independent);
    if (score >= bestScore) continue;
    bestScore = score;
    best = scaled.map((_, term) => solved[chosen.indexOf(term)] ?? 0);
  }
  return best.map((weight, term) => weight / (scales[term] as number));
}

/** Errors of less than 1 % are the noise of any measurement: no term is worth adding for them. */
const NOISE = 0.01 ** 2;
/** The squared sine of the angle between a term and those before it, below which it tells nothing of its own. */
const COLLINEAR = 1e-5;

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** Gauss and Jordan; null where two of the chosen terms say the same. */
function solve(
  products: readonly (readonly number[])[],
  sums: readonly number[],
  chosen: readonly number[],
): number[] | null {
  const matrix = chosen.map((a) => [...chosen.map((b) => products[a]?.[b] ?? 0), sums[a] ?? 0]);
  for (const [pivot, row] of matrix.entries()) {
    const head = row[pivot] as number;
    if (head < COLLINEAR) return null;
    for (const other of matrix) {
      if (other === row) continue;
      const factor = (other[pivot] as number) / head;
      for (let i = pivot; i < other.length; i++)
        other[i] = (other[i] as number) - factor * (row[i] as number);
    }
  }
  return matrix.map((row, i) => (row.at(-1) as number) / (row[i] as number));
}
