// What staff do before a picture is taken, at a person's pace.

/** Shows a state and does its steps. */
export async function take(page, address, picture) {
  await page.show(address);
  // A person's pace: faster keys are a barcode scanner, and Enter needs its screen to have been seen.
  if (picture.keys) await pause(400);
  for (const key of picture.keys ?? []) {
    await pause(60);
    await page.press(key);
  }
  if (picture.click) await page.click(picture.click);
  for (const step of picture.then ?? []) {
    await pause(400);
    const [, kind, text] = /^(key|type):(.+)$/.exec(step) ?? [];
    if (kind === 'key') await page.press(text);
    else if (kind === 'type') await page.type(text);
    else await page.click(step);
  }
  if (picture.then) await pause(300);
  await pause(60);
}

function pause(ms) {
  return new Promise((after) => setTimeout(after, ms));
}
