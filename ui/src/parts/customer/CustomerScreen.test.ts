import { describe, expect, it } from 'vitest';
import { checking, selling, waiting } from '../../examples/snapshots';
import { TestWindow, useVirtualTime } from '../../examples/window';
import type { CustomerDisplayView } from '../../gen/CustomerDisplayView';

useVirtualTime();

const at = (place: CustomerDisplayView['place'], language: 'ja' | 'en' = 'ja') => ({
  customer: { place, language, monitors: [] },
});

describe('the customers language', () => {
  it('is_switched_by_f11_on_every_screen_and_leaves_the_staffs_words_alone', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }, at('on_monitor')));
    await window.press(['F11']);
    expect(window.host.asked('setCustomerLanguage')).toEqual([['en']]);
    expect(window.words).toContain('読み取り待ち');
    await window.press(['F11']);
    expect(window.host.asked('setCustomerLanguage')).toEqual([['en'], ['ja']]);
  });
});

describe('the customers screen', () => {
  it('covers_its_qr_with_the_first_esc_and_shows_it_again_when_no_second_follows', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }, at('on_monitor')));
    await window.press(['Escape']);
    expect(window.host.asked('customerScreen')).toEqual([[{ act: 'cover', number: 'A-0042' }]]);
    await window.press(['x'], 3100);
    expect(window.host.asked('customerScreen').at(-1)).toEqual([{ act: 'uncover' }]);
  });

  it('covers_its_qr_while_the_amount_is_being_changed', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }, at('on_monitor')));
    await window.press(['F6']);
    expect(window.host.asked('customerScreen')).toEqual([[{ act: 'cover', number: 'A-0042' }]]);
    await window.rest();
    await window.press(['Escape']);
    expect(window.host.asked('customerScreen').at(-1)).toEqual([{ act: 'uncover' }]);
  });

  it('is_left_to_the_till_once_the_till_covers_the_qr_itself', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }, at('on_monitor')));
    await window.press(['Escape', 'Escape']);
    await window.show(selling({ live: checking('canceling') }, at('on_monitor')));
    expect(window.host.asked('customerScreen').at(-1)).toEqual([{ act: 'uncover' }]);
  });

  it('is_missed_in_one_quiet_line_which_can_be_ended', async () => {
    const window = await TestWindow.open(selling({}, at('lost')));
    expect(window.text('customer-screen-line')).toContain('QRはこの画面に表示します');
    await window.click('customer-screen-forget');
    expect(window.host.asked('customerScreen')).toEqual([[{ act: 'forget_monitor' }]]);
    await window.show(selling({}, at('on_monitor')));
    expect(window.find('customer-screen-line')).toBeNull();
  });

  it('opens_in_a_window_of_the_same_monitor_and_closes_again', async () => {
    const window = await TestWindow.open(selling());
    await window.click('customer-screen-button');
    expect(window.text('customer-screen-place')).toContain('つながっていません');
    await window.rest();
    await window.press(['Enter']);
    expect(window.host.asked('customerScreen')).toEqual([[{ act: 'frame', is_wanted: true }]]);
    await window.show(selling({}, at('in_frame')));
    await window.press(['Enter']);
    expect(window.host.asked('customerScreen').at(-1)).toEqual([{ act: 'frame', is_wanted: false }]);
    await window.press(['Escape']);
    expect(window.find('customer-screen-place')).toBeNull();
  });
});
