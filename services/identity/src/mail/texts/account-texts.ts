import type { MailWords } from '../mail-text.ts';
import { paragraphs } from './paragraphs.ts';

/** About a person's own account. */
export const ACCOUNT_TEXTS = {
  'confirm-registration': ({ link, token }: MailWords) => ({
    subject: 'Confirm your registration',
    text: paragraphs(
      'Somebody, hopefully you, registered at Ebbflow with this address. Open this link within a day and enter the password you chose:',
      link(`/register/${token}`),
      'If it was not you, do nothing: without the link and the password no account is made, and the address is forgotten.',
    ),
  }),
  'already-registered': ({ link }: MailWords) => ({
    subject: 'You already have an account',
    text: paragraphs(
      'Somebody, perhaps you, tried to register at Ebbflow with this address. You have an account already; sign in here:',
      link('/sign-in'),
      'If you do not remember the password, ask for a new one there.',
    ),
  }),
  'password-reset': ({ link, token }: MailWords) => ({
    subject: 'Set a new password',
    text: paragraphs(
      'Somebody, hopefully you, asked for a new password for your Ebbflow account. This link works once and for an hour:',
      link(`/new-password/${token}`),
      'If it was not you, do nothing: your password stays as it is.',
    ),
  }),
  'password-changed': ({ link }: MailWords) => ({
    subject: 'Your password was changed',
    text: paragraphs(
      'The password of your Ebbflow account was changed, and all sessions were ended.',
      'If it was not you, ask for a new password at once:',
      link('/new-password'),
    ),
  }),
  'sign-in-methods-changed': ({ link }: MailWords) => ({
    subject: 'A way to sign in was added or removed',
    text: paragraphs(
      'A second factor, a passkey or a sign-in provider of your Ebbflow account was added or removed.',
      'If it was not you, ask for a new password at once, which ends all sessions, and look through your ways to sign in:',
      link('/new-password'),
    ),
  }),
  'second-factor-guessed': ({ link }: MailWords) => ({
    subject: 'Somebody tries codes of your second factor',
    text: paragraphs(
      'Five wrong codes in a row were entered for your Ebbflow account, after the right password. Nobody got in.',
      'If it was not you, somebody knows your password; set a new one now:',
      link('/new-password'),
    ),
  }),
  'confirm-address': ({ link, token }: MailWords) => ({
    subject: 'Confirm your new address',
    text: paragraphs(
      'Somebody, hopefully you, wants to use this address for an Ebbflow account from now on. This link works once and for an hour:',
      link(`/new-address/${token}`),
      'If it was not you, do nothing: without the link nothing changes, and the address is forgotten.',
    ),
  }),
  'address-changed': ({ link }: MailWords) => ({
    subject: 'Your address was changed',
    text: paragraphs(
      'Your Ebbflow account has another e-mail address now, which was confirmed there. You sign in with that one; this one is forgotten.',
      'If it was not you, write to whoever runs this Ebbflow at once:',
      link('/privacy'),
    ),
  }),
};
