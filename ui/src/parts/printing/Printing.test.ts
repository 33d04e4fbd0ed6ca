import { describe, expect, it } from 'vitest';
import { CHOICES, OUT_OF_PAPER, printer } from '../../examples/printing';
import { selling, shiftOpen, succeeded } from '../../examples/snapshots';
import { OPEN_SHIFT } from '../../examples/trade';
import { TestWindow, useVirtualTime } from '../../examples/window';
import type { PrintAct } from '../../gen/PrintAct';

useVirtualTime();

const asked = (window: TestWindow) => window.host.asked('print').map(([act]) => act as PrintAct);
const lastWish = (window: TestWindow) => {
  const act = asked(window).findLast((each) => each.act === 'change');
  return act?.act === 'change' ? act.wish : null;
};

async function open(snapshot = selling({}, { printer: printer() })): Promise<TestWindow> {
  const window = await TestWindow.open(snapshot);
  await window.click('printer');
  await window.rest();
  return window;
}

describe('the line of the printer', () => {
  it('is_not_there_while_there_is_nothing_to_say', async () => {
    const window = await TestWindow.open(selling({}, { printer: printer() }));
    expect(window.find('printer-line')).toBeNull();
    await window.show(selling({ revision: 2 }, { printer: null }));
    expect(window.find('printer-line')).toBeNull();
  });

  it('says_quietly_what_is_owed_and_offers_to_print_it_again', async () => {
    const window = await TestWindow.open(selling({}, { printer: OUT_OF_PAPER }));
    expect(window.text('printer-line')).toContain('用紙がありません');
    expect(window.text('printer-line')).toContain('未印刷 2 枚');
    await window.click('printer-retry');
    await window.click('printer-forget');
    expect(asked(window)).toEqual([{ act: 'retry' }, { act: 'forget' }]);
  });

  it('never_stands_in_the_way_of_an_amount', async () => {
    const window = await TestWindow.open(selling({}, { printer: OUT_OF_PAPER }));
    await window.type('1200');
    await window.press(['Enter'], 500);
    expect(window.host.asked('startSale')).toHaveLength(1);
  });
});

describe('the settings of the printer', () => {
  it('show_what_is_set_and_save_what_is_chosen', async () => {
    const window = await open();
    expect((window.get('printer-address') as HTMLInputElement).value).toBe('192.168.1.50:9100');
    expect(window.get('paper-mm80').getAttribute('aria-pressed')).toBe('true');
    await window.enter('printer-address', 'printer.local');
    await window.click('paper-mm58');
    await window.click('drawer-none');
    await window.press(['Enter'], 500);
    expect(lastWish(window)).toEqual({
      place: { kind: 'network', address: 'printer.local' },
      paper: 'mm58',
      letters: 'drawn',
      cut: 'partial',
      drawer: null,
      print_receipts: 'on_success',
    });
    expect(window.text('printer-state')).toContain('保存しました');
  });

  it('say_in_one_sentence_what_is_wrong_with_an_address_and_keep_what_was_typed', async () => {
    const window = await open();
    await window.enter('printer-address', '192.168.1.300');
    window.host.refuse('print', { code: 'host_unreadable', text: '192.168.1.300' });
    await window.click('printer-test');
    expect(window.text('printer-problem')).toContain('「192.168.1.300」はアドレスとして読めません');
    expect((window.get('printer-address') as HTMLInputElement).value).toBe('192.168.1.300');
    expect(asked(window).some((act) => act.act === 'test')).toBe(false);
  });

  it('try_what_is_on_the_screen', async () => {
    const window = await open();
    await window.click('kind-usb');
    await window.click('usb-1208:3624');
    await window.click('printer-test');
    expect(lastWish(window)?.place).toEqual({ kind: 'usb', vendor_id: 1208, product_id: 3624 });
    expect(asked(window).at(-1)).toEqual({ act: 'test' });
  });

  it('offer_the_serial_ports_that_were_found', async () => {
    const window = await open();
    await window.click('kind-serial');
    await window.click('port-/dev/ttyUSB0');
    await window.click('baud-9600');
    expect(window.get('letters-printers').getAttribute('aria-pressed')).toBe('true');
    await window.click('printer-save');
    expect(lastWish(window)?.place).toEqual({
      kind: 'serial',
      path: '/dev/ttyUSB0',
      baud_rate: 9600,
      flow_control: 'hardware',
    });
  });

  it('are_left_without_a_trace_by_escape', async () => {
    const window = await open();
    await window.click('kind-none');
    await window.press(['Escape'], 500);
    expect(window.find('printer-save')).toBeNull();
    expect(lastWish(window)).toBeNull();
    expect(CHOICES.settings.printer).not.toBeNull();
  });
});

describe('a slip', () => {
  it('of_a_sale_that_is_on_the_screen_is_one_key_away', async () => {
    const window = await TestWindow.open(selling({ live: succeeded() }));
    await window.press(['p']);
    await window.rest();
    const slip = { of: 'sale', number: succeeded().number } as const;
    expect(asked(window)).toEqual([{ act: 'preview', slip }]);
    window.host.refuse('print', { code: 'no_printer' });
    await window.press(['p'], 500);
    expect(window.text('receipt-outcome')).toContain('プリンターが設定されていません');
    await window.click('set-up-printer');
    expect(window.find('printer-save')).not.toBeNull();
  });

  it('of_a_shift_is_looked_at_before_it_is_printed', async () => {
    const window = await TestWindow.open(selling({ shift: shiftOpen() }));
    await window.press(['F9']);
    await window.rest();
    await window.click('shift-print');
    await window.click('print-receipt');
    const slip = { of: 'shift', shift: OPEN_SHIFT } as const;
    expect(asked(window)).toEqual([
      { act: 'preview', slip },
      { act: 'print', slip },
    ]);
  });
});
