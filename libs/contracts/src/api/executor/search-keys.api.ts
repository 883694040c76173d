import { z } from 'zod';

/** What a tenant calls something that runs of a scenario are found by. */
export const searchKeyNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must begin with a small letter; small letters, digits and hyphens, at most 32.');

/**
 * Where the value stands in what a run keeps: the id of a module, then names, joined by dots: `2.customer.email`. Lists are passed through, so
 * `2.items.sku` is that of every item; a name with a dot in it is written with a backslash before the dot.
 */
export const searchKeyPathSchema = z
  .string()
  .max(256)
  .regex(
    /^[1-9]\d{0,8}(\.(\\[\\.]|[^.\\])+){1,31}$/,
    'must be the id of a module and names, such as 2.customer.email.',
  );

export const searchKeySchema = z.object({ name: searchKeyNameSchema, path: searchKeyPathSchema });

/**
 * `PUT /v1/scenarios/{scenarioId}/search-keys` with `If-Match` (scope `scenarios:write`): what runs of the scenario that end from now on are
 * found by, ten at most. Runs of confidential scenarios are found by nothing, and what rules hide is not indexed.
 */
export const putSearchKeysSchema = z.object({
  keys: z
    .array(searchKeySchema)
    .max(10)
    .refine((keys) => new Set(keys.map(({ name }) => name)).size === keys.length, 'must name each key once.'),
});

/** `GET` of the same (`scenarios:read`). `revision` is the ETag; 0 while there were never any. */
export const searchKeysSchema = z.object({ revision: z.int().nonnegative(), keys: z.array(searchKeySchema) });
export type SearchKeys = z.infer<typeof searchKeysSchema>;
