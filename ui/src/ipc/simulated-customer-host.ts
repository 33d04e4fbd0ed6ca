import type { CustomerView } from '../gen/CustomerView';
import type { Language } from '../gen/Language';
import type { CustomerHost } from './customer-host';

/** A host without a program behind it: it shows the views it is given and writes down what it is asked. */
export class SimulatedCustomerHost implements CustomerHost {
  readonly languages: Language[] = [];
  #hear: ((view: CustomerView) => void) | null = null;

  constructor(private view: CustomerView) {}

  /** Publishes a view, as the program does with every change. */
  show(view: CustomerView): void {
    this.view = view;
    this.#hear?.(view);
  }

  async open(hear: (view: CustomerView) => void): Promise<void> {
    this.#hear = hear;
    hear(this.view);
  }

  async chooseLanguage(language: Language): Promise<void> {
    this.languages.push(language);
    this.show({ ...this.view, language });
  }
}
