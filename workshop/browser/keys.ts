const TYPING = 'input:not([type=radio]):not([type=range]), textarea, select, [contenteditable]';
const MOVED_BY_ARROWS = 'input, [role=region]';

/** Calls what a key stands for, once for each press, unless somebody types or it is the browser's own; returns what ends it. */
export function onKeys(keys: Readonly<Record<string, () => void>>): () => void {
  const stop = new AbortController();
  addEventListener(
    'keydown',
    (event) => {
      const { key, target, ctrlKey, metaKey, altKey, repeat } = event;
      if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return;
      if (target.closest(TYPING) || (key.startsWith('Arrow') && target.closest(MOVED_BY_ARROWS))) return;
      const act = keys[key.length === 1 ? key.toLowerCase() : key];
      if (act === undefined) return;
      event.preventDefault();
      if (!repeat) act();
    },
    { signal: stop.signal },
  );
  return () => stop.abort();
}
