import { ExpectedError, type JsonObject, type JsonValue, parseUntrustedJson } from '@ebbflow/kernel';
import type { z } from 'zod';
import { CARD_NUMBER_GONE, hasCardNumber, withoutCardNumbers } from './card-numbers.policy.ts';
import { CardDataRefusedError, PaymentUnreadableError } from './payment.errors.ts';

/** The body of a call that was found to be signed, without any card number. @throws PaymentUnreadableError */
export function signedJson(body: Buffer): JsonValue {
  try {
    return withoutCardNumbers(parseUntrustedJson(body.toString('utf8')));
  } catch (thrown) {
    if (thrown instanceof ExpectedError || thrown instanceof RangeError) throw new PaymentUnreadableError();
    throw thrown;
  }
}

/** @throws PaymentUnreadableError */
export function inForm<Schema extends z.ZodType>(
  schema: Schema,
  value: JsonValue | JsonObject | undefined,
): z.infer<Schema> {
  const read = schema.safeParse(value);
  if (!read.success) throw new PaymentUnreadableError();
  return read.data;
}

/** The provider's name of a payment, which is stored. @throws CardDataRefusedError, PaymentUnreadableError */
export function paymentId(text: string): string {
  if (text === CARD_NUMBER_GONE || hasCardNumber(text)) throw new CardDataRefusedError();
  if (!/^[\w-]{1,100}$/.test(text)) throw new PaymentUnreadableError();
  return text;
}
