/**
 * Where the page keeps what the reader chose to look at, so that a link shows the same: a served page in its
 * query; a file that holds its own data after the `#`, because it may lie where a query names another file.
 */
const isFile = (): boolean => document.querySelector('script[type="application/json"]') !== null;

export function readAddress(): URLSearchParams {
  if (!isFile()) return new URLSearchParams(location.search);
  // The name of a section is no view.
  return new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
}

/** Replaces and does not add: "back" leads to the page before, not through every click of a filter. */
export function writeAddress(address: URLSearchParams): void {
  const said = address.toString();
  const place = isFile() ? location.pathname + location.search : location.pathname;
  const mark = said === '' ? '' : isFile() ? '#' : '?';
  history.replaceState(history.state, '', `${place}${mark}${said}`);
}
