import { describe, expect, it, vi } from 'vitest';
import { selling, shiftOpen, succeeded, waiting } from '../../examples/snapshots';
import { ALL_RIGHTS, LOCKED, NO_STAFF, PEOPLE, staffed } from '../../examples/staff';
import { TestWindow, useVirtualTime } from '../../examples/window';
import type { StaffAct } from '../../gen/StaffAct';

useVirtualTime();

const PIN = '4071';
const acts = (window: TestWindow) => {
  const all = window.host.asked('staffAct').map(([act]) => act as StaffAct);
  return all.filter((act) => act.act !== 'active');
};
const typed = async (window: TestWindow) => {
  await window.type(PIN);
  await window.press(['Enter'], 500);
};

/** The clerk's refund of a paid sale, sent and refused for want of a manager. */
async function refusedRefund(): Promise<TestWindow> {
  const live = succeeded({ actions: ['refund', 'done'] });
  const window = await TestWindow.open(selling({ live }, { staff: staffed() }));
  window.host.refuse('refundSale', { code: 'approval_needed', right: 'refund' });
  await window.press(['r']);
  await window.rest();
  await window.enter('refund-reason', '返品');
  await window.press(['Enter'], 1000);
  await window.press(['Enter'], 1000);
  return window;
}

describe("a manager's pin over the shoulder", () => {
  it('is_asked_of_those_who_have_the_right_and_repeats_the_very_same_call', async () => {
    const window = await refusedRefund();
    expect(window.words).toContain('返金には承認が必要です');
    expect(window.find('person-1')).not.toBeNull();
    expect(window.find('person-2')).toBeNull();
    window.host.refuse('refundSale', null);
    await typed(window);
    await window.settle();
    expect(acts(window)).toEqual([{ act: 'approve', right: 'refund', id: 1, pin: PIN }]);
    const calls = window.host.asked('refundSale');
    expect(calls).toEqual([calls[0], calls[0]]);
    expect(window.find('pin-confirm')).toBeNull();
    expect(window.find('refund-confirm')).toBeNull();
  });

  it('asks_again_when_the_wrong_pin_was_typed_and_says_how_many_tries_are_left', async () => {
    const window = await refusedRefund();
    window.host.refuse('staffAct', { code: 'wrong_pin', tries_left: 3, wait_seconds: 0 });
    await typed(window);
    expect(window.text('pin-problem')).toContain('あと 3 回');
    expect(window.get('pin-length').dataset.length).toBe('0');
    expect(window.host.asked('refundSale')).toHaveLength(1);
  });

  it('lets_staff_step_back_without_the_act_and_without_losing_the_reason', async () => {
    const window = await refusedRefund();
    await window.press(['Escape'], 500);
    expect(window.find('pin-confirm')).toBeNull();
    expect(window.text('refund-problem')).toContain('承認がなかったため');
    expect((window.get('refund-reason') as HTMLInputElement).value).toBe('返品');
    expect(window.host.asked('refundSale')).toHaveLength(1);
  });

  it('counts_a_wait_down_and_takes_no_pin_meanwhile', async () => {
    const window = await refusedRefund();
    window.host.refuse('staffAct', { code: 'wrong_pin', tries_left: 0, wait_seconds: 30 });
    await typed(window);
    expect(window.text('pin-wait')).toContain('あと 30 秒');
    vi.advanceTimersByTime(10_250);
    await window.settle();
    expect(window.text('pin-wait')).toContain('あと 20 秒');
    await typed(window);
    expect(acts(window)).toHaveLength(1);
    window.host.refuse('staffAct', null);
    vi.advanceTimersByTime(20_000);
    await window.settle();
    await typed(window);
    expect(acts(window)).toHaveLength(2);
  });

  it('says_so_when_nobody_has_the_right', async () => {
    const window = await TestWindow.open(
      selling({}, { staff: staffed({ people: PEOPLE.filter((person) => person.id !== 1) }) }),
    );
    window.host.refuse('startSale', { code: 'approval_needed', right: 'settings' });
    await window.type('1200');
    await window.press(['Enter'], 500);
    expect(window.words).toContain('この権限を持つ人がいません');
  });
});

describe('a pin', () => {
  it('stands_nowhere_on_the_screen_while_it_is_typed', async () => {
    const window = await TestWindow.open(selling({}, { staff: LOCKED }));
    await window.type('9753');
    expect(window.get('pin-length').dataset.length).toBe('4');
    const fields = [...document.querySelectorAll('input')].map((field) => field.value).join();
    expect(document.body.innerHTML + fields).not.toContain('9753');
  });

  it('of_one_person_is_forgotten_when_another_is_chosen', async () => {
    const window = await TestWindow.open(selling({}, { staff: LOCKED }));
    await window.type('97');
    await window.press(['ArrowDown']);
    expect(window.get('person-2').getAttribute('aria-pressed')).toBe('true');
    expect(window.get('pin-length').dataset.length).toBe('0');
  });
});

describe('the lock', () => {
  it('is_one_key_from_anywhere_also_over_a_question', async () => {
    const window = await TestWindow.open(selling({}, { staff: staffed() }));
    await window.click('printer');
    await window.press(['F12']);
    expect(acts(window)).toEqual([{ act: 'lock' }]);
  });

  it('covers_the_till_and_gives_it_back_as_it_was', async () => {
    const window = await TestWindow.open(selling({}, { staff: staffed() }));
    await window.type('1200');
    await window.show(selling({ revision: 2 }, { staff: LOCKED }));
    expect(window.find('lock-screen')).not.toBeNull();
    await typed(window);
    expect(acts(window)).toEqual([{ act: 'log_in', id: 2, pin: PIN }]);
    await window.show(selling({ revision: 3 }, { staff: staffed() }));
    expect(window.find('lock-screen')).toBeNull();
    expect(window.text('amount')).toContain('1,200');
  });

  it('keeps_what_one_left_half_done_from_the_next', async () => {
    const window = await TestWindow.open(selling({}, { staff: staffed() }));
    await window.type('1200');
    await window.press(['F10']);
    await window.show(selling({ revision: 2 }, { staff: LOCKED }));
    await window.show(selling({ revision: 3 }, { staff: staffed({ who: PEOPLE[0] ?? null }) }));
    expect(window.find('settings-screen')).toBeNull();
    expect(window.text('amount')).not.toContain('1,200');
  });

  it('never_covers_a_qr_or_an_outcome', async () => {
    const window = await TestWindow.open(selling({ live: waiting() }, { staff: LOCKED }));
    expect(window.find('qr')).not.toBeNull();
    expect(window.find('lock-screen')).toBeNull();
    await window.show(selling({ revision: 2, live: succeeded() }, { staff: LOCKED }));
    expect(window.state).toBe('succeeded');
    expect(window.find('lock-screen')).toBeNull();
    expect(window.find('lock-bar')).not.toBeNull();
  });

  it('asks_who_is_there_before_an_act_and_then_does_it', async () => {
    const window = await TestWindow.open(selling({ live: succeeded() }, { staff: LOCKED }));
    window.host.refuse('done', { code: 'staff_locked' });
    await window.press(['Enter'], 500);
    expect(window.find('pin-confirm')).not.toBeNull();
    window.host.refuse('done', null);
    await typed(window);
    expect(acts(window).map((act) => act.act)).toEqual(['log_in']);
    expect(window.host.asked('done')).toHaveLength(2);
  });

  it('is_nothing_in_a_shop_without_staff', async () => {
    const window = await TestWindow.open(selling());
    await window.press(['F12']);
    expect(window.find('who')).toBeNull();
    expect(acts(window)).toEqual([]);
  });

  it('hears_of_a_hand_at_the_till_but_not_of_every_key', async () => {
    const window = await TestWindow.open(selling({}, { staff: staffed() }));
    await window.type('1234');
    const active = () => window.host.asked('staffAct').filter(([act]) => (act as StaffAct).act === 'active');
    expect(active()).toHaveLength(1);
    vi.advanceTimersByTime(10_000);
    await window.type('5');
    expect(active()).toHaveLength(2);
  });
});

describe('the people', () => {
  const open = async (staff = staffed({ who: PEOPLE[0] ?? null, may: ALL_RIGHTS })) => {
    const window = await TestWindow.open(selling({ shift: shiftOpen() }, { staff }));
    await window.press(['F10']);
    await window.rest();
    await window.click('section-staff');
    await window.click('open-people');
    await window.rest();
    return window;
  };

  it('get_a_name_rights_and_a_pin_that_is_typed_twice', async () => {
    const window = await open();
    await window.press(['F4']);
    await window.rest();
    await window.enter('person-name', '鈴木');
    await window.click('right-refund');
    await window.click('person-save');
    await window.type(PIN);
    await window.press(['Enter'], 500);
    await window.type('4072');
    await window.press(['Enter'], 500);
    expect(window.text('people-problem')).toContain('2回のPINが違います');
    for (let twice = 0; twice < 2; twice += 1) await typed(window);
    expect(acts(window)).toEqual([
      { act: 'add', name: '鈴木', rights: ['sell', 'topup', 'refund'], pin: PIN },
    ]);
    expect(window.text('people-done')).toContain('鈴木');
  });

  it('are_told_in_one_sentence_why_somebody_must_keep_the_settings', async () => {
    const window = await open();
    window.host.refuse('staffAct', { code: 'last_with_settings' });
    await window.click('person-row-1');
    await window.click('right-settings');
    await window.click('person-save');
    expect(window.text('people-problem')).toContain('「設定」の権限を持つ人がいなくなる');
    expect(window.get('right-settings').getAttribute('aria-pressed')).toBe('false');
  });

  it('are_removed_only_when_it_is_meant', async () => {
    const window = await open();
    await window.click('person-row-3');
    await window.click('person-remove');
    await window.press(['Escape'], 500);
    expect(acts(window)).toEqual([]);
    await window.click('person-remove');
    await window.click('sure-yes');
    expect(acts(window)).toEqual([{ act: 'remove', id: 3 }]);
  });

  it('begin_with_a_manager', async () => {
    const window = await open(NO_STAFF);
    await window.press(['Enter'], 500);
    await window.rest();
    expect(window.get('role-manager').getAttribute('aria-pressed')).toBe('true');
    await window.enter('person-name', '佐藤');
    await window.press(['Enter'], 500);
    await typed(window);
    await typed(window);
    expect(acts(window)[0]).toMatchObject({ act: 'add', name: '佐藤', rights: ALL_RIGHTS });
  });
});
