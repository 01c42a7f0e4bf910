/** Gathers what happens within a few milliseconds into one answer; the first of it waits for that long. */
export function gather<Item>(send: (items: readonly Item[]) => void, forMs: number): (item: Item) => void {
  let items: Item[] = [];
  return (item) => {
    items.push(item);
    if (items.length > 1) return;
    setTimeout(() => {
      const together = items;
      items = [];
      send(together);
    }, forMs);
  };
}
