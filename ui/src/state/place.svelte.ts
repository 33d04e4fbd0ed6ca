import type { ExportScope } from '../gen/ExportScope';
import type { SlipName } from '../gen/SlipName';

/** What staff look at while no sale is on the screen. */
export type Looking = 'sell' | 'history' | 'shift' | 'reconciliation' | 'settings' | 'people' | 'audit';

/** What the shift screen asks. */
export type ShiftQuestion = 'open' | 'close' | 'list';

/** Where staff are in this window, and which question lies over it. Nothing here is about money. */
export class Place {
  looking = $state<Looking>('sell');
  /** The shift that the shift screen and the comparison show; null for the open one, or the last. */
  shift = $state<number | null>(null);
  /** What the shift screen asks just now. */
  asking = $state<ShiftQuestion | null>(null);
  /** Who works here, as it was typed last; offered again at the next question. */
  staff = $state('');
  /** The number of the sale that the history shows at once, when another screen sent staff there. */
  sale = $state<string | null>(null);
  /** The number of the sale that is being taken back. */
  refunding = $state<string | null>(null);
  /** The reason that this refund begins with; staff may change it. */
  refundReason = $state('');
  /** The parked sales are shown. */
  holding = $state(false);
  /** The keys of the screen are shown. */
  helping = $state(false);
  /** The slip of paper that is looked at. */
  slip = $state.raw<SlipName | null>(null);
  /** The printer is being set up. */
  printer = $state(false);
  /** The customer's screen is being seen to. */
  customerScreen = $state(false);
  /** Which kind of settings is looked at. */
  settings = $state('screen');
  /** All settings are about to get their defaults. */
  defaults = $state(false);
  /** Whoever works now chooses another PIN. */
  myPin = $state(false);
  /** The connection to the shop is about to be changed. */
  connection = $state(false);
  /** The top-up that gets a new QR, while staff are asked for its cash. */
  renewing = $state.raw<{ number: string; amount: string } | null>(null);
  /** What the export is asked for first. */
  exporting = $state.raw<ExportScope | null>(null);

  /** A question lies over the screen: what is under it takes no finger and no focus. */
  get isCovered(): boolean {
    const questions = [this.refunding, this.slip, this.renewing, this.exporting];
    const open =
      this.printer || this.customerScreen || this.helping || this.defaults || this.myPin || this.connection;
    return open || questions.some((each) => each !== null);
  }

  /** Somebody else works now: every question is closed, and the till is where a sale begins. */
  leave(): void {
    this.looking = 'sell';
    this.asking = this.sale = this.refunding = this.slip = this.renewing = this.exporting = null;
    this.printer =
      this.customerScreen =
      this.helping =
      this.holding =
      this.defaults =
      this.myPin =
      this.connection =
        false;
    this.staff = '';
    this.shift = null;
  }

  /** Asks for the refund of a sale. */
  refund(number: string, reason = ''): void {
    this.refundReason = reason;
    this.refunding = number;
  }

  go(looking: Looking): void {
    this.looking = looking;
  }

  /** Opens the history at one sale. */
  goToSale(number: string): void {
    this.sale = number;
    this.looking = 'history';
  }

  /** `asking` is the question that the shift screen puts at once. */
  goToShift(shift: number | null, asking: ShiftQuestion | null = null): void {
    this.shift = shift;
    this.asking = asking;
    this.looking = 'shift';
  }
}
