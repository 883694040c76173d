import type { MailKind } from './mail-kinds.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Plain text on purpose: nothing in it is loaded when it is read, so nobody learns that it was. */
export function mailText(kind: MailKind, publicUrl: URL, token: string | undefined): MailText {
  const link = (path: string): string => new URL(path, publicUrl).href;
  switch (kind) {
    case 'confirm-registration':
      return {
        subject: 'Confirm your registration',
        text: lines(
          'Somebody, hopefully you, registered at Ebbflow with this address. Open this link within a day and enter the password you chose:',
          link(`/register/${token ?? ''}`),
          'If it was not you, do nothing: without the link and the password no account is made, and the address is forgotten.',
        ),
      };
    case 'already-registered':
      return {
        subject: 'You already have an account',
        text: lines(
          'Somebody, perhaps you, tried to register at Ebbflow with this address. You have an account already; sign in here:',
          link('/sign-in'),
          'If you do not remember the password, ask for a new one there.',
        ),
      };
    case 'password-reset':
      return {
        subject: 'Set a new password',
        text: lines(
          'Somebody, hopefully you, asked for a new password for your Ebbflow account. This link works once and for an hour:',
          link(`/new-password/${token ?? ''}`),
          'If it was not you, do nothing: your password stays as it is.',
        ),
      };
    case 'password-changed':
      return {
        subject: 'Your password was changed',
        text: lines(
          'The password of your Ebbflow account was changed, and all sessions were ended.',
          'If it was not you, ask for a new password at once:',
          link('/new-password'),
        ),
      };
  }
}

function lines(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n`;
}
