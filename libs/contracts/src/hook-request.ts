import { z } from 'zod';

/** Through which door something comes in. A webhook is HTTP at its own address, a mail SMTP, and a device speaks the device protocol. */
export const hookKindSchema = z.enum(['webhook', 'mail', 'device']);
export type HookKind = z.infer<typeof hookKindSchema>;

/** What a hook received, before anyone parsed it. Exists in memory and under seal only. `body` is base64 of the raw bytes. */
export const hookRequestSchema = z.object({
  /**
   * `webhook` when it does not say. `mail`: the body is the message as sent (RFC 5322), and method, query and headers are empty.
   * `device`: the body is one event as JSON.
   */
  kind: hookKindSchema.optional(),
  method: z.string(),
  /** Query string without `?`, as received. */
  query: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  contentType: z.string(),
  body: z.string(),
  /** How the hook wants it turned into a bundle (Make's hook data: headers, method, stringify). */
  options: z.object({ headers: z.boolean(), method: z.boolean(), passThrough: z.boolean() }),
  /** Mails only: what the other server said to ours. `from` is empty for a bounce, `to` is the hook's own address alone. */
  envelope: z.object({ from: z.string(), to: z.string() }).optional(),
});
export type HookRequest = z.infer<typeof hookRequestSchema>;
