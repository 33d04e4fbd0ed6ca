import { expect, it } from 'vitest';
import { connecting, profile, TEST_PROFILE } from '../examples/setup';
import { setup } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';

useVirtualTime();

const shops = [profile(), TEST_PROFILE];
const acts = (window: TestWindow) => window.host.asked('setupAct').map(([act]) => act);

it('starts_practice_with_one_press', async () => {
  const window = await TestWindow.open(setup());
  await window.click('setup-practice');
  expect(acts(window)).toEqual([{ act: 'practice' }]);
});

it('starts_practice_with_enter_where_no_shop_is_connected', async () => {
  const window = await TestWindow.open(setup());
  await window.press(['Enter']);
  expect(acts(window)).toEqual([{ act: 'practice' }]);
});

it('says_in_the_language_of_the_screen_why_practice_did_not_start', async () => {
  const window = await TestWindow.open(setup({ language: 'en', problem: { code: 'already_running' } }));
  expect(window.text('home-problem')).toContain('already open');
  expect(window.get('setup-practice')).not.toBeNull();
});

it('opens_the_shop_that_sold_last_with_enter_and_practice_only_with_its_own_key', async () => {
  const window = await TestWindow.open(setup({ profiles: [TEST_PROFILE, profile()] }));
  await window.press(['Enter']);
  expect(acts(window)).toEqual([{ act: 'open', profile: profile().id, passphrase: null }]);
  await window.press(['F3']);
  expect(acts(window).at(-1)).toEqual({ act: 'practice' });
});

it('marks_test_money_and_real_money_on_each_shop', async () => {
  await TestWindow.open(setup({ profiles: shops }));
  const badges = [...document.querySelectorAll('[data-testid="environment"]')];
  expect(badges.map((badge) => badge.getAttribute('data-environment'))).toEqual(['production', 'sandbox']);
  expect(badges[0]?.textContent).not.toBe(badges[1]?.textContent);
});

it('asks_for_the_passphrase_and_forgets_it_once_it_is_sent', async () => {
  const window = await TestWindow.open(setup({ profiles: shops }));
  await window.press(['ArrowDown']);
  await window.press(['Enter']);
  expect(acts(window)).toEqual([]);
  await window.enter('open-passphrase', 'correct horse battery');
  window.host.refuse('setupAct', { code: 'passphrase_wrong' });
  await window.rest();
  await window.press(['Enter']);
  expect(acts(window)).toEqual([
    { act: 'open', profile: TEST_PROFILE.id, passphrase: 'correct horse battery' },
  ]);
  expect((window.get('open-passphrase') as HTMLInputElement).value).toBe('');
  expect(window.words).toContain('パスフレーズが違います');
});

it('goes_on_with_the_passphrase_after_a_start_that_wanted_it', async () => {
  const missing = { ...TEST_PROFILE, problem: { code: 'passphrase_missing' } } as const;
  const window = await TestWindow.open(
    setup({ profiles: [profile(), missing], problem: { code: 'passphrase_missing' } }),
  );
  await window.enter('open-passphrase', 'correct horse battery');
  const { language, customer, staff, settings } = setup();
  await window.show({ language, customer, staff, settings, is_close_asked: false, stage: 'starting' });
  const wrong = { ...TEST_PROFILE, problem: { code: 'passphrase_wrong' } } as const;
  await window.show(setup({ profiles: [profile(), wrong], problem: { code: 'passphrase_wrong' } }));
  expect((window.get('open-passphrase') as HTMLInputElement).value).toBe('');
  expect(window.words).toContain('パスフレーズが違います');
  await window.enter('open-passphrase', 'a better one');
  await window.press(['Enter']);
  expect(acts(window)).toEqual([{ act: 'open', profile: TEST_PROFILE.id, passphrase: 'a better one' }]);
});

it('stays_with_the_shop_that_did_not_open_and_says_why_once', async () => {
  const second = { ...TEST_PROFILE, problem: { code: 'key_store_locked' } } as const;
  const window = await TestWindow.open(
    setup({ profiles: [profile(), second], problem: { code: 'key_store_locked' } }),
  );
  expect(document.querySelector('[aria-current="true"]')?.getAttribute('data-id')).toBe(second.id);
  expect(window.text('home-problem')).toBe('');
});

it('shows_the_passphrase_as_dots', async () => {
  const window = await TestWindow.open(setup({ profiles: [TEST_PROFILE] }));
  await window.press(['Enter']);
  expect(window.get('open-passphrase').getAttribute('type')).toBe('password');
});

it('tries_a_locked_key_store_again_with_enter_and_names_the_way_around_it', async () => {
  const locked = profile({ problem: { code: 'key_store_locked' } });
  const window = await TestWindow.open(setup({ profiles: [locked] }));
  expect(window.text('profile-problem')).toContain('ロックを解除');
  expect(window.text('profile-problem')).toContain('F4');
  await window.press(['Enter']);
  expect(acts(window)).toEqual([{ act: 'open', profile: locked.id, passphrase: null }]);
});

it.each(['keys_gone', 'keys_damaged', 'keys_not_kept', 'keys_of_another_shop'] as const)(
  'asks_for_the_keys_of_the_same_shop_again_after_%s',
  async (code) => {
    const window = await TestWindow.open(setup({ profiles: [profile()] }));
    window.host.refuse('setupAct', { code });
    await window.press(['Enter']);
    expect(window.words).toContain('みどり商店 本店 の接続情報を入れ直す');
    expect(window.text('setup-problem')).not.toBe('');
    window.host.refuse('setupAct', null);
    await window.enter('config', '/home/till/config.ini');
    await window.click('setup-next');
    expect(acts(window).at(-1)).toMatchObject({ act: 'connect_file', renews: profile().id });
  },
);

it('forgets_keys_only_by_a_deliberate_press', async () => {
  const window = await TestWindow.open(setup({ profiles: shops }));
  await window.press(['Delete']);
  await window.rest();
  await window.press(['Enter']);
  expect(acts(window)).toEqual([]);
  await window.press(['Delete']);
  await window.click('forget-yes');
  expect(acts(window)).toEqual([{ act: 'forget', profile: profile().id }]);
});

it('warns_of_a_certificate_that_ends_before_the_shop_is_opened', async () => {
  const window = await TestWindow.open(setup({ profiles: [profile({ certificate_days_left: 30 })] }));
  expect(window.words).toContain('あと30日');
  await window.show(setup({ profiles: [profile({ certificate_days_left: 31 })] }));
  expect(window.words).not.toContain('あと31日');
});

it('finds_its_place_in_a_connection_that_was_begun_before_the_window_was_drawn', async () => {
  const window = await TestWindow.open(setup({ connecting: connecting() }));
  expect(document.querySelectorAll('[data-testid="check-line"]')).toHaveLength(6);
  await window.press(['Escape']);
  expect(window.find('config')).not.toBeNull();
});

it('asks_before_a_kiosk_is_closed_where_nothing_is_sold_yet_as_well', async () => {
  const window = await TestWindow.open(setup({ is_close_asked: true }));
  expect(window.words).toContain('パソコンのほかの操作');
  await window.press(['Enter']);
  expect(window.host.asked('stayOpen')).toHaveLength(1);
  expect(acts(window), 'the screen beneath has no keys').toEqual([]);
  await window.show(setup());
  expect(window.find('close-anyway')).toBeNull();
});
