import type { MailWords } from '../mail-text.ts';
import { paragraphs } from './paragraphs.ts';

/** About belonging to an organisation. */
export const ORGANISATION_TEXTS = {
  invitation: ({ link, token, fact }: MailWords) => ({
    subject: `You are invited to ${fact('organisation')}`,
    text: paragraphs(
      `You are invited to work with ${fact('organisation')} at Ebbflow. Open this link to accept; it works once:`,
      link(`/invitations/${token}`),
      'If you do not know who invites you, do nothing: the invitation ends by itself, and the address is forgotten.',
    ),
  }),
  'ownership-offered': ({ link, fact }: MailWords) => ({
    subject: `You are to own ${fact('organisation')}`,
    text: paragraphs(
      `The owner of ${fact('organisation')} at Ebbflow wants to hand it over to you. Nothing changes until you accept it after signing in:`,
      link('/'),
    ),
  }),
};
