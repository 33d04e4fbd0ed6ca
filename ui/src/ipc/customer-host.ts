import type { CustomerView } from '../gen/CustomerView';
import type { Language } from '../gen/Language';

/**
 * Everything the customer's page may ask of the program behind its window. Two hosts exist, as for the staff's window.
 */
export interface CustomerHost {
  /** The page is there: `hear` gets what is to be drawn now, and again with every change. */
  open(hear: (view: CustomerView) => void): Promise<void>;
  /** Words in this language until the sale is over. */
  chooseLanguage(language: Language): Promise<void>;
}
