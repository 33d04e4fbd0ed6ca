import { mount } from 'svelte';
import { TauriCustomerHost } from '../ipc/tauri-customer-host';
import '../state/theme';
import '../styles/index.css';
import './customer.css';
import Customer from './Customer.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('customer.html has no #app');

mount(Customer, { target, props: { host: new TauriCustomerHost() } });
