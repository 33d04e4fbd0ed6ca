import { mount } from 'svelte';
import App from '../src/App.svelte';
import { CUSTOMERS } from '../src/examples/snapshots';
import type { Choices } from '../src/gen/Choices';
import { SimulatedHost } from '../src/ipc/simulated-host';
import { useTheme } from '../src/state/theme';
import '../src/styles/index.css';
import { PICTURES } from './states';

const asked = new URLSearchParams(location.search);
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
useTheme(theme);
const picture = PICTURES[asked.get('state') ?? ''];
const target = document.getElementById('app');

if (picture && target) {
  const language = asked.get('language') === 'en' ? 'en' : 'ja';
  const { settings } = picture.snapshot;
  // Chosen rather than the machine's: not every engine can be told what its machine prefers.
  const choices: Choices = { ...settings.choices, language, theme };
  const host = new SimulatedHost({ ...picture.snapshot, language, settings: { ...settings, choices } });
  host.customers = CUSTOMERS;
  host.amounts.set('1200+300×2', '1800');
  host.amounts.set('128000+300×24+15800+2980×3+1200', '161140');
  picture.prepare?.(host, language);
  if (picture.refuse) host.refuse(...picture.refuse);
  mount(App, { target, props: { host } });
} else if (target) {
  // Without a state the page is a list of them all.
  for (const state of Object.keys(PICTURES)) {
    const line = document.createElement('p');
    for (const language of ['ja', 'en']) {
      const link = document.createElement('a');
      link.href = `?state=${state}&language=${language}`;
      link.textContent = `${state} (${language}) `;
      line.append(link);
    }
    target.append(line);
  }
}
