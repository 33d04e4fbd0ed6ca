import { expect, test } from 'vitest';
import { useTheme } from './theme';

const shown = () => document.documentElement.dataset.theme;

test('a chosen theme holds whatever the machine prefers, and the machine decides otherwise', () => {
  useTheme('dark');
  expect(shown()).toBe('dark');
  useTheme('light');
  expect(shown()).toBe('light');
  useTheme('system');
  expect(shown()).toBe(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
});
