import { EbbflowError } from '@ebbflow/kernel';
import type { WireMessage } from '../transport.ts';

/** A message its group gave up on. */
export interface DeadLetter {
  readonly group: string;
  readonly message: WireMessage;
  /** Code of the error, for counting and filtering. */
  readonly code: string;
  /** One sentence without any value of the payload. */
  readonly reason: string;
  readonly attempts: number;
}

/** Where dead letters are kept. @throws TransientError when they cannot be kept now; the message is then tried again. */
export interface DeadLetters {
  put(letter: DeadLetter): Promise<void>;
}

/** Only our own errors promise a message without payload; of any other only its class is told. */
export function describeFailure(error: unknown): { code: string; reason: string } {
  if (error instanceof EbbflowError) return { code: error.code, reason: error.message };
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return { code: 'MESSAGING.HANDLER_FAILED', reason: `The consumer threw ${name}; see its log for the cause.` };
}
