import { mount } from 'svelte';
import Customer from '../src/customer/Customer.svelte';
import { SimulatedCustomerHost } from '../src/ipc/simulated-customer-host';
import { useTheme } from '../src/state/theme';
import '../src/styles/index.css';
import '../src/customer/customer.css';
import { CUSTOMER_PICTURES } from './customer-states';

const asked = new URLSearchParams(location.search);
useTheme(asked.get('theme') === 'dark' ? 'dark' : 'light');
const view = CUSTOMER_PICTURES[asked.get('state') ?? ''];
const target = document.getElementById('app');

if (view && target) {
  const language = asked.get('language') === 'en' ? 'en' : 'ja';
  mount(Customer, { target, props: { host: new SimulatedCustomerHost({ ...view, language }) } });
}
