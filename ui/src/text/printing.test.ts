import { describe, it } from 'vitest';
import type { PrintProblem } from '../gen/PrintProblem';
import type { Trouble } from '../gen/Trouble';
import { guidePrint, guideTrouble } from './guidance';
import { printProblemWords, troubleWords } from './printing';
import { guided, inBoth, keys } from './words.testing';

// Each record is complete by its type: a code that Rust adds and that has no line here does not compile.
const PRINTING: { [Code in PrintProblem['code']]: Extract<PrintProblem, { code: Code }> } = {
  no_printer: { code: 'no_printer' },
  queue_full: { code: 'queue_full' },
  address_missing: { code: 'address_missing' },
  host_unreadable: { code: 'host_unreadable', text: '192.168.1.300' },
  port_unreadable: { code: 'port_unreadable', text: '70000' },
  no_such_sale: { code: 'no_such_sale', number: 'A-0042' },
  nothing_to_print: { code: 'nothing_to_print', number: 'A-0042' },
  no_such_shift: { code: 'no_such_shift' },
  journal_unavailable: { code: 'journal_unavailable' },
  closing: { code: 'closing' },
};
const TROUBLES: Record<Trouble, true> = {
  absent: true,
  off: true,
  not_permitted: true,
  busy: true,
  cover_open: true,
  out_of_paper: true,
  fault: true,
  silent: true,
  interrupted: true,
  unconfirmed: true,
  stopped_halfway: true,
};

describe('everything_about_printing_has_words_in_both_languages', () => {
  it.each(keys(PRINTING))('printing %s', (code) => inBoth(() => printProblemWords(PRINTING[code])));
  it.each(keys(TROUBLES))('printer %s', (trouble) => inBoth(() => troubleWords(trouble)));
});

describe('every_trouble_with_printing_has_a_headline_what_to_say_and_one_next_key', () => {
  it.each(keys(TROUBLES))('printer %s', (trouble) => guided(guideTrouble(trouble), true));
  it.each(keys(PRINTING))('printing %s', (code) => guided(guidePrint(code)));
});
