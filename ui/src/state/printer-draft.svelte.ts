import type { Cut } from '../gen/Cut';
import type { FlowControl } from '../gen/FlowControl';
import type { Letters } from '../gen/Letters';
import type { Paper } from '../gen/Paper';
import type { PlaceWish } from '../gen/PlaceWish';
import type { PrinterWish } from '../gen/PrinterWish';
import type { PrintReceipts } from '../gen/PrintReceipts';
import type { PrintSettings } from '../gen/PrintSettings';

/** Bits a second that printers are set to. */
export const BAUD_RATES = ['9600', '19200', '38400', '115200'] as const;

/** The printer's settings as staff are choosing them. Nothing is checked here: what is wrong, the program says. */
export class PrinterDraft {
  #kind = $state<PlaceWish['kind']>('none');
  address = $state('');
  /** A USB printer as `maker:model`. */
  usb = $state('');
  path = $state('');
  baudRate = $state<string>('19200');
  flowControl = $state<FlowControl>('hardware');
  paper = $state<Paper>('mm80');
  letters = $state<Letters>('drawn');
  cut = $state<Cut>('partial');
  drawer = $state<'none' | 'two' | 'five'>('none');
  printReceipts = $state<PrintReceipts>('on_success');

  constructor(settings: PrintSettings) {
    this.printReceipts = settings.print_receipts;
    const printer = settings.printer;
    if (!printer) return;
    this.paper = printer.paper;
    this.letters = printer.letters;
    this.cut = printer.cut;
    this.drawer = printer.drawer ?? 'none';
    const address = printer.address;
    this.#kind = address.kind;
    if (address.kind === 'network') {
      const host = address.host.includes(':') ? `[${address.host}]` : address.host;
      this.address = `${host}:${address.port}`;
    } else if (address.kind === 'usb') {
      this.usb = usbKey(address);
    } else {
      this.path = address.path;
      this.baudRate = String(address.baud_rate);
      this.flowControl = address.flow_control;
    }
  }

  get kind(): PlaceWish['kind'] {
    return this.#kind;
  }

  /** Another place suggests other letters: a picture takes a serial line about a minute. */
  set kind(kind: PlaceWish['kind']) {
    if (kind !== this.#kind) this.letters = kind === 'serial' ? 'printers' : 'drawn';
    this.#kind = kind;
  }

  get wish(): PrinterWish {
    return {
      place: this.#place(),
      paper: this.paper,
      letters: this.letters,
      cut: this.cut,
      drawer: this.drawer === 'none' ? null : this.drawer,
      print_receipts: this.printReceipts,
    };
  }

  #place(): PlaceWish {
    switch (this.#kind) {
      case 'none':
        return { kind: 'none' };
      case 'network':
        return { kind: 'network', address: this.address };
      case 'usb': {
        const [vendor = 0, product = 0] = this.usb.split(':').map(Number);
        return { kind: 'usb', vendor_id: vendor, product_id: product };
      }
      case 'serial':
        return {
          kind: 'serial',
          path: this.path,
          baud_rate: Number(this.baudRate),
          flow_control: this.flowControl,
        };
      default:
        return this.#kind satisfies never;
    }
  }
}

/** By what a USB printer is known here. */
export function usbKey(printer: { vendor_id: number; product_id: number }): string {
  return `${printer.vendor_id}:${printer.product_id}`;
}
