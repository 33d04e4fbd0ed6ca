// Whether keys, lines and buttons stay where they are while an amount is typed: a finger on its way to a key must find
// it where the eye saw it.

/** What moved under the keys, one sentence each. A part that comes or goes is none that moved. */
export async function moves(page, keys) {
  const found = [];
  let before = await page.run(places);
  for (const key of keys) {
    // A person's pace: faster keys are a barcode scanner.
    await new Promise((after) => setTimeout(after, 100));
    await page.press(key);
    const after = await page.run(places);
    for (const [part, place] of Object.entries(after)) {
      if (before[part] && before[part] !== place) {
        found.push(`${key} moves ${part} from ${before[part]} to ${place}`);
      }
    }
    before = after;
  }
  return found;
}

/** Runs in the page. The amount alone may move in its own frame: it is what changes. */
function places() {
  const all = [...document.querySelectorAll('main [data-testid]:not([data-testid=amount])')];
  const parts = all.filter((part) => part.checkVisibility());
  return Object.fromEntries(
    parts.map((part, index) => {
      const { left, top, width, height } = part.getBoundingClientRect();
      const twins = parts
        .slice(0, index)
        .filter((other) => other.dataset.testid === part.dataset.testid).length;
      return [`${part.dataset.testid} ${twins + 1}`, [left, top, width, height].map(Math.round).join(',')];
    }),
  );
}
