import { expect, it } from 'vitest';
import type { CheckLine } from '../gen/CheckLine';
import type { ConnectingView } from '../gen/ConnectingView';
import {
  CHOSEN,
  FITS,
  FOUND,
  GREEN,
  MANY,
  ONLY,
  SHOPS,
  broken,
  connecting,
  profile,
} from '../examples/setup';
import { setup } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';

useVirtualTime();

const acts = (window: TestWindow) => window.host.asked('setupAct').map(([act]) => act);
const view = (more: Partial<ConnectingView> = {}) => setup({ connecting: connecting(more) });
const lines = () =>
  [...document.querySelectorAll<HTMLElement>('[data-testid="check-line"]')].map((line) => line.dataset);
const value = (window: TestWindow, field: string) => (window.get(field) as HTMLInputElement).value;

/** Enter, as often as it takes, at a person's pace. */
async function on(window: TestWindow, presses = 1): Promise<void> {
  for (let press = 0; press < presses; press += 1) {
    await window.rest();
    await window.press(['Enter']);
  }
}

/** The assistant at the step where the keys are kept, for one shop with one money. */
async function atKeep(more: Partial<ConnectingView> = {}): Promise<TestWindow> {
  const window = await TestWindow.open(view({ found: ONLY, chosen: CHOSEN, lines: FITS, ...more }));
  await on(window, 6);
  return window;
}

it('connects_by_keyboard_alone_from_the_settings_file_to_a_till_that_sells', async () => {
  const window = await TestWindow.open(setup());
  await window.press(['F2']);
  await window.enter('config', ' "/home/till/config.ini" ');
  await on(window);
  await window.show(view({ lines: GREEN.slice(0, 2), is_checking: true, found: null }));
  await window.show(view());
  await on(window, 3);
  await window.show(view({ lines: FITS, chosen: CHOSEN }));
  await on(window, 6);
  const { id: shop_id = '' } = SHOPS[0] ?? {};
  expect(acts(window)).toEqual([
    { act: 'connect_file', config: '/home/till/config.ini', ca: null, password: null, renews: null },
    { act: 'choose', shop_id, money_id: FOUND.proposed_money },
    { act: 'keep', till_code: 'A', keys_in: 'system', passphrase: null },
  ]);
});

it('shows_each_line_of_the_check_as_soon_as_it_is_known', async () => {
  const window = await TestWindow.open(view({ lines: GREEN.slice(0, 1), is_checking: true, found: null }));
  expect(lines()).toHaveLength(1);
  expect(window.find('check-running')).not.toBeNull();
  await window.show(view({ lines: GREEN.slice(0, 4), is_checking: true, found: null }));
  expect(lines().map((line) => line.check)).toEqual(['keys', 'certificate', 'server', 'clock']);
  expect(document.querySelector('[role="log"] [data-testid="check-line"]')).not.toBeNull();
});

it('goes_no_further_after_a_red_line_and_asks_again_instead', async () => {
  const red = broken('server', { kind: 'unreachable' });
  const window = await TestWindow.open(view({ lines: red, found: null }));
  expect(lines().at(-1)).toMatchObject({ check: 'server', result: 'broken' });
  await window.press(['Enter']);
  expect(acts(window)).toEqual([{ act: 'check_again' }]);
  expect(window.find('check-line')).not.toBeNull();
});

it('goes_on_past_a_yellow_line', async () => {
  const yellow: CheckLine[] = GREEN.map((line) =>
    line.check === 'clock'
      ? { check: 'clock', result: 'attention', problem: { kind: 'clock_off', seconds: 94 } }
      : line,
  );
  const window = await TestWindow.open(view({ lines: yellow }));
  expect(window.words).toContain('94秒進んでいます');
  await window.press(['Enter']);
  expect(document.querySelectorAll('[data-testid="shop-choice"]')).toHaveLength(3);
});

it('says_that_real_money_moves_before_anything_is_chosen', async () => {
  const window = await TestWindow.open(view({ environment: 'production' }));
  expect(window.text('setup-environment')).toContain('本物のお金が動きます');
});

it('shows_what_the_server_said_as_text_and_never_as_markup', async () => {
  const red = broken('credentials', {
    kind: 'keys_refused',
    error_type: 'x',
    error_message: '<img src=x onerror=alert(1)>',
  });
  const window = await TestWindow.open(view({ lines: red, found: null }));
  expect(document.querySelector('img')).toBeNull();
  expect(window.words).toContain('<img src=x');
});

it('names_keys_of_the_settings_file_that_nobody_knows', async () => {
  const window = await TestWindow.open(view({ unknown_keys: ['CLINET_ID'] }));
  expect(window.text('unknown-keys')).toContain('CLINET_ID');
});

it('keeps_what_was_typed_when_it_is_refused_and_empties_only_the_secrets', async () => {
  const window = await TestWindow.open(setup());
  await window.press(['F2']);
  await window.press(['F3']);
  await window.enter('base-url', 'partnerapi');
  await window.enter('client-id', '4f2c');
  await window.enter('client-secret', 'canary-secret');
  await on(window);
  await window.enter('certificate', '/home/till/client.pem');
  await window.enter('key', '/home/till/client.key');
  await window.enter('key-password', 'canary-password');
  window.host.refuse('setupAct', { code: 'base_url_malformed' });
  await on(window);
  expect(acts(window)).toEqual([
    {
      act: 'connect_typed',
      client_id: '4f2c',
      client_secret: 'canary-secret',
      base_url: 'partnerapi',
      identity: {
        form: 'pem',
        certificate: { from: 'file', path: '/home/till/client.pem' },
        key: { from: 'file', path: '/home/till/client.key' },
        password: 'canary-password',
      },
      ca: null,
      renews: null,
    },
  ]);
  expect(window.text('setup-problem')).toContain('https://partnerapi.example.jp');
  expect([value(window, 'base-url'), value(window, 'client-id')]).toEqual(['partnerapi', '4f2c']);
  expect(value(window, 'client-secret')).toBe('');
  expect(window.words).toContain('秘密の欄は空にしました');
  await on(window);
  expect(value(window, 'certificate')).toBe('/home/till/client.pem');
  expect(value(window, 'key-password')).toBe('');
  expect(document.body.outerHTML).not.toContain('canary');
});

it('takes_a_pasted_certificate_and_key_and_lets_enter_make_lines_in_them', async () => {
  const window = await TestWindow.open(setup());
  await window.press(['F2']);
  await window.press(['F3']);
  await on(window);
  await window.click('certificate-paste');
  await window.click('key-paste');
  await window.enter('certificate-text', '-----BEGIN CERTIFICATE-----');
  await window.enter('key-text', '-----BEGIN PRIVATE KEY-----');
  await on(window);
  expect(acts(window)).toEqual([]);
  await window.click('setup-next');
  expect(acts(window)[0]).toMatchObject({
    identity: {
      certificate: { from: 'text', text: '-----BEGIN CERTIFICATE-----' },
      key: { from: 'text', text: '-----BEGIN PRIVATE KEY-----' },
      password: null,
    },
  });
});

it('sends_a_pkcs12_file_with_its_password', async () => {
  const window = await TestWindow.open(setup());
  await window.press(['F2']);
  await window.press(['F3']);
  await on(window);
  await window.press(['F3']);
  await window.enter('pkcs12', '/home/till/client.p12');
  await window.enter('key-password', 'secret');
  await on(window);
  expect(acts(window)[0]).toMatchObject({
    identity: { form: 'pkcs12', file: { from: 'file', path: '/home/till/client.p12' }, password: 'secret' },
  });
});

it('takes_dropped_files_to_where_they_belong', async () => {
  const window = await TestWindow.open(setup());
  await window.press(['F2']);
  window.host.drop({
    files: [
      { path: '/d/ca.pem', kind: 'certificate' },
      { path: '/d/config.ini', kind: 'config' },
      { path: '/d/client.key', kind: 'key' },
    ],
  });
  await window.settle();
  expect(value(window, 'config')).toBe('/d/config.ini');
  expect(value(window, 'ca')).toBe('/d/ca.pem');
  window.host.drop({ files: [{ path: '/d/menu.pdf', kind: 'other' }] });
  await window.settle();
  expect(window.text('setup-problem')).toContain('/d/menu.pdf');
  expect(value(window, 'config')).toBe('/d/config.ini');
});

it('fills_in_the_file_that_a_person_picks_and_keeps_the_old_one_when_none_is', async () => {
  const window = await TestWindow.open(setup());
  await window.press(['F2']);
  window.host.picked = '/home/till/config.ini';
  await window.press(['F4']);
  expect(value(window, 'config')).toBe('/home/till/config.ini');
  window.host.picked = null;
  await window.click('config-pick');
  expect(value(window, 'config')).toBe('/home/till/config.ini');
});

it('asks_for_the_password_of_a_key_once_it_is_needed', async () => {
  const window = await TestWindow.open(setup());
  await window.press(['F2']);
  await window.enter('config', '/c.ini');
  expect(window.find('file-password')).toBeNull();
  window.host.refuse('setupAct', { code: 'key_password_missing' });
  await on(window);
  expect(window.get('file-password').getAttribute('type')).toBe('password');
  expect(value(window, 'config')).toBe('/c.ini');
});

it('asks_nothing_where_there_is_only_one_shop_with_one_money', async () => {
  const window = await TestWindow.open(view({ found: ONLY }));
  await on(window);
  expect(acts(window)).toEqual([
    { act: 'choose', shop_id: ONLY.proposed_shop, money_id: ONLY.proposed_money },
  ]);
});

it('finds_one_shop_among_hundreds_by_typing_in_any_width', async () => {
  const window = await TestWindow.open(view({ found: MANY }));
  await on(window);
  await window.enter('shop-choice-search', '第12');
  await window.press(['ArrowDown']);
  expect(document.querySelector('[aria-selected="true"]')?.textContent).toContain('第120号店');
  expect(document.querySelectorAll('[data-testid="shop-choice"]')).toHaveLength(11);
  await window.enter('shop-choice-search', 'nowhere');
  await on(window);
  expect(window.find('money-choice')).toBeNull();
});

it('lets_another_money_be_chosen_when_the_shop_does_not_take_the_first', async () => {
  const window = await TestWindow.open(view());
  await on(window, 3);
  const refused = broken('choice', { kind: 'money_not_taken', name: 'みどり商店 本店' });
  await window.show(view({ lines: refused }));
  expect(window.words).toContain('このマネーを扱っていません');
  await window.press(['Escape']);
  await window.rest();
  await window.press(['ArrowDown']);
  await on(window);
  expect(acts(window).at(-1)).toMatchObject({ act: 'choose', money_id: FOUND.moneys[1]?.id });
});

it('says_that_a_shop_may_not_top_up_and_goes_on', async () => {
  const noTopup: CheckLine[] = [
    ...FITS.slice(0, -1),
    { check: 'topup', result: 'attention', problem: { kind: 'may_not_top_up' } },
  ];
  const window = await TestWindow.open(view({ found: ONLY, chosen: CHOSEN, lines: noTopup }));
  await on(window);
  expect(window.words).toContain('チャージできません');
  await on(window);
  expect(window.find('setup-code')).not.toBeNull();
});

it('reads_a_till_code_in_any_width_and_comes_back_to_it_when_it_is_refused', async () => {
  const window = await TestWindow.open(view({ found: ONLY, chosen: CHOSEN, lines: FITS }));
  await on(window, 2);
  await window.enter('setup-code', 'b2');
  await on(window, 4);
  window.host.refuse('setupAct', { code: 'till_taken' });
  await on(window);
  expect(acts(window).at(-1)).toMatchObject({ act: 'keep', till_code: 'B2' });
  expect(value(window, 'setup-code')).toBe('b2');
  expect(window.text('setup-problem')).toContain('端末コード');
});

it('goes_on_without_sound_second_screen_and_printer', async () => {
  const window = await TestWindow.open(view({ found: ONLY, chosen: CHOSEN, lines: FITS }));
  await on(window, 3);
  await window.press(['F5']);
  expect(window.text('sound-advice')).toContain('スピーカー');
  await on(window);
  expect(window.text('setup-monitors')).toContain('画面は1つです');
  await on(window);
  expect(window.text('setup-next')).toContain('プリンターなしで進む');
  await window.click('setup-printer');
  await window.settle();
  expect(document.querySelector('[role="dialog"]')?.textContent).toContain('プリンターの設定');
  await window.rest();
  await window.press(['Escape']);
  await on(window);
  expect(window.find('setup-keep')).not.toBeNull();
});

it('says_why_the_key_store_cannot_be_used_and_falls_back_to_nothing_by_itself', async () => {
  const window = await atKeep({ key_store: { state: 'problem', problem: { code: 'key_store_missing' } } });
  expect(window.text('keep-system-trouble')).toContain('デスクトップにログインし直す');
  window.host.refuse('setupAct', { code: 'key_store_missing' });
  await on(window);
  expect(acts(window).at(-1)).toMatchObject({ act: 'keep', keys_in: 'system' });
  window.host.refuse('setupAct', null);
  await window.press(['ArrowDown']);
  await on(window);
  expect(acts(window).at(-1)).toMatchObject({ act: 'keep', keys_in: 'this_run', passphrase: null });
});

it('warns_of_the_passphrase_file_and_wants_the_passphrase_twice', async () => {
  const window = await atKeep();
  await window.click('keep-passphrase_file');
  expect(window.words).toContain('パスフレーズを何度でも試せます');
  await window.enter('passphrase', 'correct horse');
  await window.enter('passphrase-again', 'correct house');
  await on(window);
  expect(window.text('setup-problem')).toContain('2つのパスフレーズが違います');
  expect(acts(window).filter((act) => (act as { act: string }).act === 'keep')).toEqual([]);
  expect([value(window, 'passphrase'), value(window, 'passphrase-again')]).toEqual(['', '']);
  await window.enter('passphrase', 'correct horse');
  await window.enter('passphrase-again', 'correct horse');
  await on(window);
  expect(acts(window).at(-1)).toMatchObject({ keys_in: 'passphrase_file', passphrase: 'correct horse' });
  expect(document.body.outerHTML).not.toContain('correct horse');
});

it('keeps_the_keys_before_it_practises', async () => {
  const window = await atKeep();
  await window.rest();
  await window.press(['F2']);
  await window.settle();
  expect(acts(window).slice(-3)).toMatchObject([{ act: 'keep' }, { act: 'leave' }, { act: 'practice' }]);
});

it('asks_nothing_but_the_place_of_the_keys_when_a_known_shop_gets_them_again', async () => {
  const row = profile({ keys_in: 'this_run', till_code: 'C' });
  const renewing: Partial<ConnectingView> = { renews: row.id, lines: FITS, chosen: CHOSEN };
  const window = await TestWindow.open(setup({ profiles: [row], connecting: connecting(renewing) }));
  await on(window, 2);
  expect(acts(window)).toEqual([{ act: 'keep', till_code: 'C', keys_in: 'this_run', passphrase: null }]);
});

it('forgets_the_keys_when_connecting_is_given_up', async () => {
  const window = await TestWindow.open(view());
  await window.press(['Escape']);
  await window.rest();
  await window.press(['Escape']);
  expect(acts(window)).toEqual([{ act: 'stop_connecting' }]);
  expect(window.find('setup-connect')).not.toBeNull();
});
