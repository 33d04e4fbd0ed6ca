import { Channel, invoke } from '@tauri-apps/api/core';
import type { CustomerAct } from '../gen/CustomerAct';
import type { CustomerView } from '../gen/CustomerView';
import type { Language } from '../gen/Language';
import type { CustomerHost } from './customer-host';

/** The real host: the Rust program that owns this window. Views come over a channel of this page alone. */
export class TauriCustomerHost implements CustomerHost {
  open(hear: (view: CustomerView) => void): Promise<void> {
    return invoke('customer_ready', { views: new Channel<CustomerView>(hear) });
  }
  chooseLanguage(language: Language): Promise<void> {
    const act: CustomerAct = { act: 'language', language };
    return invoke('customer_act', { act });
  }
}
