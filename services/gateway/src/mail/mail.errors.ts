import { ExpectedError, toEbbflowError, TransientError } from '@ebbflow/kernel';

/** What an SMTP server answers instead of yes. `message` begins with the enhanced status code (RFC 3463). */
export class MailRefusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.name = 'MailRefusal';
    this.responseCode = responseCode;
  }
}

/** 550: not our domain. Nothing is ever passed on, for whomever. */
export const relayRefused = (): MailRefusal =>
  new MailRefusal(550, '5.7.1 Mails are taken for the hooks of this domain only; nothing is passed on');

/** 550: no hook, or one of another door: which of them is nobody's to know. */
export const unknownMailbox = (): MailRefusal =>
  new MailRefusal(550, '5.1.1 There is no mail hook of this address; copy it from the scenario again');

/** 550: its scenario is not active, or it has expired. */
export const mailboxDisabled = (): MailRefusal =>
  new MailRefusal(550, '5.2.1 This mail hook is switched off or has expired; see to its scenario to receive again');

/** 452: too many mails to this address; a sender's queue tries again by itself. */
export const mailboxBusy = (): MailRefusal => new MailRefusal(452, '4.2.1 Too many mails to this address; try later');

/** 452: it is paused or scheduled, and holds as many mails as it may. */
export const mailboxFull = (): MailRefusal =>
  new MailRefusal(452, '4.2.2 The queue of this mail hook is full; try later');

/** 452: more is being received than this replica has memory for. */
export const mailOverloaded = (): MailRefusal => new MailRefusal(452, '4.3.1 Too much is being received; try later');

/** 552, for a size announced or found. */
export const mailTooLarge = (maxBytes: number): MailRefusal =>
  new MailRefusal(552, `5.3.4 The mail is larger than ${String(maxBytes)} bytes, the most a mail hook takes`);

/** Everything else that was thrown: what may pass, and a defect too, is put off (451), so that no mail is lost by it. */
export function toMailRefusal(thrown: unknown): MailRefusal {
  if (thrown instanceof MailRefusal) return thrown;
  const error = toEbbflowError(thrown);
  if (error instanceof ExpectedError && error.status === 429) return mailboxFull();
  if (error instanceof ExpectedError && error.status === 410) return mailboxDisabled();
  if (error instanceof ExpectedError) return new MailRefusal(550, `5.7.0 Refused (${error.code})`);
  return error instanceof TransientError
    ? new MailRefusal(451, '4.3.0 The mail cannot be stored at the moment; try later')
    : new MailRefusal(451, '4.3.0 Something went wrong on our side; try later');
}
