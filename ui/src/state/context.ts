import { createContext } from 'svelte';
import type { Keyboard } from '../input/keyboard';
import type { Place } from './place.svelte';
import type { Till } from './till.svelte';

/** The till that this window shows. */
export const [getTill, setTill] = createContext<Till>();

/** The keys of this window. */
export const [getKeyboard, setKeyboard] = createContext<Keyboard>();

/** Where staff are in this window. */
export const [getPlace, setPlace] = createContext<Place>();
