import { cleanup, render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { customer } from '../examples/customer';
import { EXAMPLE_QR } from '../examples/qr';
import type { CustomerView } from '../gen/CustomerView';
import type { CustomerHost } from '../ipc/customer-host';
import { SimulatedCustomerHost } from '../ipc/simulated-customer-host';
import Customer from './Customer.svelte';

afterEach(cleanup);

async function open(view: CustomerView): Promise<SimulatedCustomerHost> {
  const host = new SimulatedCustomerHost(view);
  render(Customer, { props: { host } });
  await tick();
  return host;
}

async function show(host: SimulatedCustomerHost, view: CustomerView): Promise<void> {
  host.show(view);
  await tick();
}

const find = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const screen = () => find('customer-screen')?.dataset.screen;
const words = () => (document.querySelector('main')?.textContent ?? '').replace(/\s+/g, ' ');
const spoken = () => document.querySelector('[aria-live=assertive]')?.textContent ?? '';

const SCREENS = [
  'closed',
  'idle',
  'preparing',
  'waiting',
  'checking',
  'succeeded',
  'failed',
  'unresolved',
  'canceled',
  'expired',
] as const;

describe('the customers screen', () => {
  it('says_before_the_scan_what_will_be_charged_and_by_whom', async () => {
    await open(customer('waiting'));
    for (const each of [
      'お支払い',
      '1,200円',
      'みどり商店',
      'みどりマネー',
      '読み取るとすぐに支払われます',
    ]) {
      expect(words()).toContain(each);
    }
    expect(find('qr')?.querySelector('path')?.getAttribute('d')).toBe(EXAMPLE_QR.path);
    const all = [...document.querySelectorAll('[data-testid=sale-amount], [data-testid=qr]')];
    expect(all.map((each) => (each as HTMLElement).dataset.testid)).toEqual(['sale-amount', 'qr']);
  });

  it('does_not_let_a_top_up_look_like_a_payment', async () => {
    const host = await open(customer('waiting', { direction: 'topup', amount: '3000' }));
    expect(words()).toContain('チャージ');
    expect(words()).not.toContain('お支払い');
    expect(find('customer-screen')?.classList.contains('topup')).toBe(true);
    expect(document.querySelector('svg.topup')).not.toBeNull();
    await show(host, customer('succeeded', { direction: 'topup', amount: '3000' }));
    expect(words()).toContain('チャージ完了');
    expect(words()).not.toContain('支払い');
  });

  it('shows_a_qr_while_the_sale_waits_and_in_no_other_state', async () => {
    const host = await open(customer('idle'));
    for (const each of SCREENS) {
      await show(host, customer(each));
      expect(screen()).toBe(each);
      expect(find('qr') !== null, each).toBe(each === 'waiting');
    }
  });

  it('asks_customers_to_turn_to_staff_and_says_no_reason', async () => {
    const host = await open(customer('failed'));
    expect(words()).toContain('お手続きできませんでした');
    expect(words()).toContain('店員がご案内します');
    await show(host, customer('unresolved'));
    expect(words()).not.toContain('お手続きできませんでした');
  });

  it('says_that_nothing_moved_after_a_cancel_or_the_end_of_the_qr', async () => {
    const host = await open(customer('canceled'));
    expect(words()).toContain('お支払いは行われていません');
    await show(host, customer('expired', { direction: 'topup' }));
    expect(words()).toContain('チャージは行われていません');
  });

  it('speaks_every_change', async () => {
    const host = await open(customer('waiting'));
    expect(spoken()).toBe('お支払い 1,200円 読み取るとすぐに支払われます');
    const heard = new Set([spoken()]);
    for (const each of SCREENS.filter((name) => name !== 'waiting')) {
      await show(host, customer(each));
      expect(spoken(), each).not.toBe('');
      heard.add(spoken());
    }
    expect(heard.size).toBe(SCREENS.length);
  });

  it('changes_its_language_under_the_customers_finger', async () => {
    const host = await open(customer('waiting'));
    const key = find('customer-language');
    expect(key?.textContent).toContain('English');
    expect(key?.lang).toBe('en');
    key?.click();
    await tick();
    expect(host.languages).toEqual(['en']);
    expect(words()).toContain('Payment');
    expect(words()).toContain('¥1,200');
    expect(document.documentElement.lang).toBe('en');
    await show(host, customer('idle'));
    expect(words()).toContain('いらっしゃいませ');
  });

  it('is_striped_and_says_so_in_every_state_of_practice_and_never_in_trade', async () => {
    const host = await open(customer('idle'));
    for (const each of SCREENS.filter((name) => name !== 'closed')) {
      await show(host, customer(each, { environment: 'practice' }));
      expect(find('practice-banner')?.textContent, each).toContain('練習モード');
      expect(find('customer-screen')?.classList.contains('practice'), each).toBe(true);
      await show(host, customer(each));
      expect(find('practice-banner'), each).toBeNull();
      expect(find('customer-screen')?.classList.contains('practice'), each).toBe(false);
    }
  });

  it('offers_nothing_but_the_language', async () => {
    const host = await open(customer('idle'));
    for (const each of SCREENS) {
      await show(host, customer(each));
      const controls = [...document.querySelectorAll<HTMLElement>('button, a, input, [tabindex]')];
      expect(controls.map((control) => control.dataset.testid)).toEqual(['customer-language']);
    }
  });

  it('stays_up_when_the_program_does_not_answer', async () => {
    const silent: CustomerHost = {
      open: () => Promise.reject(new Error('gone')),
      chooseLanguage: () => Promise.reject(new Error('gone')),
    };
    render(Customer, { props: { host: silent } });
    await tick();
    expect(find('customer-screen')).not.toBeNull();
    expect(find('qr')).toBeNull();
  });
});
