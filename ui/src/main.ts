import { mount } from 'svelte';
import App from './App.svelte';
import { TauriHost } from './ipc/tauri-host';
import './state/theme';
import { fetchLetters } from './styles/letters';
import './styles/index.css';

fetchLetters();

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

mount(App, { target, props: { host: new TauriHost() } });
