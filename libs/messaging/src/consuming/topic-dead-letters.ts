import type { Transport } from '../transport.ts';
import type { DeadLetter, DeadLetters } from './dead-letter.ts';

export const DEAD_LETTER_SUFFIX = '.dead-letter';

/** Puts them on `<topic>.dead-letter`, unchanged but for four attributes that say why. */
export class TopicDeadLetters implements DeadLetters {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async put({ group, message, code, reason, attempts }: DeadLetter): Promise<void> {
    await this.#transport.publish([
      {
        ...message,
        topic: `${message.topic}${DEAD_LETTER_SUFFIX}`,
        attributes: {
          ...message.attributes,
          deadlettergroup: group,
          deadlettercode: code,
          deadletterreason: reason,
          deadletterattempts: String(attempts),
        },
      },
    ]);
  }
}
