/** Switches off what a web view does by itself and a till must not: reload, go back, open tools, take files. */

/** True for the keys by which a browser leaves, reloads, prints or inspects the page. */
export function isBrowserKey(event: KeyboardEvent): boolean {
  if (/^F([1-9]|1[0-2])$/.test(event.key)) return true;
  if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) return true;
  if (!event.ctrlKey && !event.metaKey) return false;
  // Copying a code for support and zooming stay.
  return /^[a-z]$/i.test(event.key) && !/^[acvx]$/i.test(event.key);
}

/** Begins to switch them off for this window; answers the function that ends it. */
export function quietWebView(target: Window): () => void {
  const ending = new AbortController();
  const options = { capture: true, signal: ending.signal };
  const prevent = (event: Event) => event.preventDefault();
  target.addEventListener('contextmenu', prevent, options);
  target.addEventListener('dragover', prevent, options);
  target.addEventListener('drop', prevent, options);
  target.addEventListener('keydown', (event) => isBrowserKey(event) && event.preventDefault(), options);
  target.addEventListener('mouseup', (event) => event.button > 2 && event.preventDefault(), options);
  target.addEventListener('mousedown', keepKeysWithTheTill, options);
  return () => ending.abort();
}

/** A clicked button does not take the keyboard: the next Enter is the till's, not that button's once more. */
function keepKeysWithTheTill(event: MouseEvent): void {
  if (!(event.target instanceof Element) || !event.target.closest('button')) return;
  event.preventDefault();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
