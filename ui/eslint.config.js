import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import js from '@eslint/js';

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/gen', 'src/words'] },
  js.configs.recommended,
  ts.configs.strict,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // Every text on the screen is a text node: server and customer words never become markup.
      'svelte/no-at-html-tags': 'error',
      // The content security policy forbids style attributes that come as text.
      'svelte/no-inline-styles': 'error',
    },
  },
);
