/** Printers as the program would tell of them, for tests and the gallery. The product never imports this. */

import type { PrintAnswer } from '../gen/PrintAnswer';
import type { PrinterState } from '../gen/PrinterState';

/** A printer in the network with paper and nothing to do. */
export const printer = (more: Partial<PrinterState> = {}): PrinterState => ({
  condition: { kind: 'ready', paper_low: false },
  waiting: 0,
  failed: [],
  ...more,
});

/** It has no paper, and two slips did not come out. */
export const OUT_OF_PAPER = printer({
  condition: { kind: 'in_trouble', trouble: 'out_of_paper' },
  failed: [
    { number: 'A-0041', trouble: 'out_of_paper' },
    { number: 'A-0040', trouble: 'out_of_paper' },
  ],
});

/** A shop with a printer in its network, on a machine with two others. */
export const CHOICES: Extract<PrintAnswer, { answer: 'choices' }> = {
  answer: 'choices',
  settings: {
    printer: {
      address: { kind: 'network', host: '192.168.1.50', port: 9100 },
      paper: 'mm80',
      letters: 'drawn',
      cut: 'partial',
      drawer: 'two',
      answers: 'when_done',
    },
    print_receipts: 'on_success',
  },
  usb: [{ vendor_id: 1208, product_id: 3624, name: 'TM-T20III' }],
  serial: ['/dev/ttyUSB0'],
};

/** A slip of paper, as a picture; what is on it is the program's own. */
export const RECEIPT =
  'data:image/svg+xml,' +
  encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="384" height="560"><rect width="384" height="560" fill="#fff"/>` +
      `<g fill="#111" font-family="monospace" text-anchor="middle"><text x="192" y="70" font-size="30">みどり商店</text>` +
      `<text x="192" y="130" font-size="26">再発行</text><text x="192" y="220" font-size="40">お支払い</text>` +
      `<text x="192" y="290" font-size="52">1,200円</text><text x="192" y="380" font-size="24">A-1236</text>` +
      `<text x="192" y="430" font-size="22">2026/11/20 14:30</text></g></svg>`,
  );
