import type { MailWords } from '../mail-text.ts';
import { paragraphs } from './paragraphs.ts';

/** About the contract: what is agreed and what is paid. */
export const BUSINESS_TEXTS = {
  'notice-announced': ({ link, fact }: MailWords) => ({
    subject: 'Our privacy notice changes',
    text: paragraphs(
      `A new version of Ebbflow's privacy notice takes effect on ${fact('effective')}. ${fact('summary')}`.trim(),
      'Read it here:',
      link('/privacy'),
      'Who uses Ebbflow after that day accepts it. If you do not want to, delete your account before.',
    ),
  }),
  'payment-received': ({ link, fact }: MailWords) => ({
    subject: 'Your payment arrived',
    text: paragraphs(
      `Thank you: ${fact('amount')} for the plan ${fact('plan')} arrived. It is paid until ${fact('until')}.`,
      'Your invoice is in the settings of your organisation:',
      link('/'),
    ),
  }),
  'payment-failed': ({ link, fact }: MailWords) => ({
    subject: 'A payment did not go through',
    text: paragraphs(
      `A payment of ${fact('amount')} for the plan ${fact('plan')} did not go through; nothing was charged by us.`,
      'The plan stays as it is until the time that is paid for is over. You can pay again here:',
      link('/'),
    ),
  }),
  'plan-lapsed': ({ link }: MailWords) => ({
    subject: 'Your plan is over',
    text: paragraphs(
      `The time that was paid for is over; your organisation is on the free plan now.`,
      'Nothing was deleted. You can choose a plan again here:',
      link('/'),
    ),
  }),
};
