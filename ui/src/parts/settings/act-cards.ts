import type { Component } from 'svelte';
import type { SettingsDesk } from '../../state/settings-desk.svelte';
import type { Selling } from '../../state/till.svelte';
import FileCard from './FileCard.svelte';
import MyPinCard from './MyPinCard.svelte';
import OpenCard from './OpenCard.svelte';
import type { ActName } from './sections';

/** What a card of the settings screen is given. */
export interface CardGiven {
  name: ActName;
  snapshot: Selling;
  desk: SettingsDesk;
}

/** What is drawn for each entry that is no setting. */
export const ACT_CARDS: Record<ActName, Component<CardGiven>> = {
  printer: OpenCard,
  people: OpenCard,
  my_pin: MyPinCard,
  audit: OpenCard,
  connection: OpenCard,
  file: FileCard,
  defaults: OpenCard,
};
