/** Twenty who answer in one second are told of once or four times, not twenty times. */
const NEWS_MS = 250;

/** Tells a moment later, once for all who asked for it meanwhile. */
export function gathered(tell: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      tell();
    }, NEWS_MS).unref();
  };
}
