import type { Attachment } from 'svelte/attachments';

/** Gives an element's styles numbers of its own. The content security policy allows no `style` in the page's text. */
export function cssVariables(values: Record<`--${string}`, number>): Attachment<HTMLElement> {
  return (element) => {
    for (const [name, value] of Object.entries(values)) element.style.setProperty(name, String(value));
  };
}
