/** Tabs that may be on their way at once: below the server's accept queue, above one round trip's worth. */
const IN_FLIGHT = 256;
/** When nobody got in for so long, nobody will: the others are starved. */
const STALL_MS = 3_000;

/**
 * Opens tabs paced by their own success: a new one starts when one stands, so that neither side's
 * queue overflows. Tabs that wait behind a browser's connection limit never stand; when nothing has
 * moved for a while they are left.
 *
 * @param open starts one tab and calls back, once, when it stands
 * @returns how many stand
 */
export function connectTabs(
  count: number,
  open: (index: number, onOpen: () => void) => void,
): Promise<number> {
  return new Promise((resolve) => {
    let started = 0;
    let opened = 0;
    const stall = setTimeout(() => resolve(opened), STALL_MS);
    const startMore = (): void => {
      while (started < count && started - opened < IN_FLIGHT) {
        open(started++, () => {
          opened++;
          stall.refresh();
          if (opened === count) {
            clearTimeout(stall);
            resolve(opened);
          } else startMore();
        });
      }
    };
    startMore();
  });
}
