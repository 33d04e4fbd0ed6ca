import type { Environment } from '../gen/Environment';
import { m } from '../words/messages';

/** Which money it is, in one word or two. */
export function environmentWord(environment: Environment): string {
  switch (environment) {
    case 'practice':
      return m.environment_short_practice();
    case 'sandbox':
      return m.environment_short_sandbox();
    case 'production':
      return m.environment_short_production();
    default:
      return environment satisfies never;
  }
}
