import { describe, expect, it } from 'vitest';
import { PEOPLE, staffed } from '../examples/staff';
import { selling, shiftOpen } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';

useVirtualTime();

/** How each screen is reached from the sell screen: function keys are pressed, anything else is clicked. */
const WAYS: Record<string, string[]> = {
  sell: [],
  history: ['F7'],
  shift: ['F9'],
  reconciliation: ['F9', 'F6'],
  settings: ['F10'],
  people: ['F10', 'section-staff', 'open-people'],
  audit: ['F10', 'section-staff', 'open-audit'],
};

const keysIn = (element: Element): string[] =>
  Array.from(element.querySelectorAll('kbd'), (key) => key.textContent?.trim() ?? '');

describe('the list of keys', () => {
  it.each(Object.entries(WAYS))('names_every_key_that_the_%s_screen_shows', async (_name, way) => {
    const staff = staffed({ who: PEOPLE[0] ?? null });
    const window = await TestWindow.open(selling({ shift: shiftOpen() }, { staff }));
    for (const step of way) {
      if (/^F\d+$/.test(step)) await window.press([step]);
      else await window.click(step);
      await window.rest();
    }
    // The quick amounts are listed as a range.
    const shown = new Set(keysIn(document.body).filter((key) => !/^⇧\d$/.test(key)));
    expect(shown.size).toBeGreaterThan(2);
    await window.press(['F1']);
    const listed = keysIn(window.get('help'));
    expect([...shown].filter((key) => !listed.includes(key))).toEqual([]);
  });
});
