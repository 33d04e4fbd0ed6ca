import { expect, it } from 'vitest';
import { setup } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';

useVirtualTime();

it('starts_practice_with_one_press', async () => {
  const window = await TestWindow.open(setup());
  await window.click('setup-practice');
  expect(window.host.asked('setupAct')).toEqual([[{ act: 'practice' }]]);
});

it('says_in_the_language_of_the_screen_why_practice_did_not_start', async () => {
  const window = await TestWindow.open(setup({ language: 'en', problem: { code: 'already_running' } }));
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('already open');
  expect(window.get('setup-practice')).not.toBeNull();
});
