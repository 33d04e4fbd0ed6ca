import { describe, expect, it } from 'vitest';
import { selling, waiting } from '../examples/snapshots';
import { TestWindow, useVirtualTime } from '../examples/window';

useVirtualTime();

describe('closing the window over an open sale', () => {
  const asked = () => selling({ live: waiting() }, { is_close_asked: true });

  it('says_that_the_qr_can_still_be_scanned', async () => {
    const window = await TestWindow.open(asked());
    expect(window.words).toContain('ウィンドウを閉じてもQRは無効になりません');
  });

  it('stays_open_with_enter_and_with_esc', async () => {
    const window = await TestWindow.open(asked());
    await window.press(['Enter', 'Escape'], 1000);
    expect(window.host.asked('stayOpen')).toHaveLength(2);
    expect(window.host.asked('closeWindow')).toHaveLength(0);
    expect(window.host.asked('cancelSale')).toHaveLength(0);
  });

  it('closes_only_with_its_own_button', async () => {
    const window = await TestWindow.open(asked());
    await window.click('close-anyway');
    expect(window.host.asked('closeWindow')).toHaveLength(1);
  });
});

describe('a journal that was damaged', () => {
  it('names_the_file_and_the_time_and_stays_until_it_was_seen', async () => {
    const notices = [
      {
        kind: 'journal_begun_anew' as const,
        set_aside: 'journal-damaged-20261120T053000Z.sqlite3',
        since: '2026-11-20T05:12:00Z',
      },
    ];
    const window = await TestWindow.open(selling({ notices }));
    expect(window.text('notice')).toContain('journal-damaged-20261120T053000Z.sqlite3');
    expect(window.text('notice')).toContain('2026');
    expect(window.text('notice')).toContain('もう一度受け取る前に');
    await window.click('acknowledge-journal');
    expect(window.host.asked('acknowledgeJournal')).toHaveLength(1);
  });
});

describe('a refused change of the amount', () => {
  it('says_which_amount_the_qr_is_for_and_what_to_do', async () => {
    const notices = [
      { kind: 'amend_refused' as const, number: 'A-0042', error_type: 'account_transfer_limit_exceeded' },
    ];
    const window = await TestWindow.open(selling({ live: waiting(), notices }));
    expect(window.text('notice')).toContain('A-0042');
    expect(window.text('notice')).toContain('取り消して新しいQRを出してください');
    expect(window.find('qr')).not.toBeNull();
  });
});
