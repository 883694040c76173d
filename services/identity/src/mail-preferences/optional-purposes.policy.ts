import type { OptionalMailPurpose } from '@ebbflow/contracts';
import type { MailPurpose } from '../mail/mail-kinds.ts';

/**
 * What somebody is sent who has not said anything. Signing in and new passwords are not on the list: without those messages the account
 * does not work. New features are news nobody asked for, so they take a yes (C32).
 */
export const WANTED_UNLESS_SAID: Readonly<Record<OptionalMailPurpose, boolean>> = {
  'execution-news': true,
  business: true,
  'new-features': false,
};

export function isOptional(purpose: MailPurpose): purpose is OptionalMailPurpose {
  return Object.hasOwn(WANTED_UNLESS_SAID, purpose);
}
