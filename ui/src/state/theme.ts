/** How the screens look: as the machine says, or always one way. */
export type Theme = 'system' | 'light' | 'dark';

const dark = matchMedia('(prefers-color-scheme: dark)');
let chosen: Theme = 'system';

// A machine that turns dark in the evening takes the till along.
dark.addEventListener('change', draw);

/** Draws in this theme from now on. */
export function useTheme(theme: Theme): void {
  chosen = theme;
  draw();
}

function draw(): void {
  const isDark = chosen === 'dark' || (chosen === 'system' && dark.matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}

draw();
