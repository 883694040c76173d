import { z } from 'zod';

/** What a hook received, before anyone parsed it. Exists in memory and under seal only. `body` is base64 of the raw bytes. */
export const hookRequestSchema = z.object({
  method: z.string(),
  /** Query string without `?`, as received. */
  query: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  contentType: z.string(),
  body: z.string(),
  /** How the hook wants it turned into a bundle (Make's hook data: headers, method, stringify). */
  options: z.object({ headers: z.boolean(), method: z.boolean(), passThrough: z.boolean() }),
});
export type HookRequest = z.infer<typeof hookRequestSchema>;
