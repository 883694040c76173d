import { z } from 'zod';

export const dataStoreKindSchema = z.enum(['table', 'blobs', 'topic', 'dead-letters', 'cache']);

/** One place where a service can hold something of somebody, and how an erasure reaches it. */
export const mappedStoreSchema = z.object({
  store: z.string(),
  kind: dataStoreKindSchema,
  /** Columns that are about a person, where they are declared: what for, and how they go. */
  columns: z.array(
    z.object({
      column: z.string(),
      subject: z.enum(['user', 'end-user', 'contact']),
      purpose: z.string(),
      erase: z.enum(['shred', 'delete', 'keep-under-hold']),
    }),
  ),
  /** `tenant`: with its organisation. `person`: also with the person it names. `kept`: stays under `ground`. `expires`: goes by itself. `nobody`: about nobody. */
  reach: z.enum(['tenant', 'person', 'kept', 'expires', 'nobody']),
  ground: z.string().nullable(),
});
export type MappedStore = z.infer<typeof mappedStoreSchema>;

/** `GET /internal/v1/data-map` (retention only): one service's own. */
export const serviceDataMapSchema = z.object({ service: z.string(), stores: z.array(mappedStoreSchema) });
export type ServiceDataMap = z.infer<typeof serviceDataMapSchema>;

/** `GET /v1/data-map` (scope `policy:read`): where data about people can be, in the whole house. `missing`: services that did not answer. */
export const dataMapSchema = z.object({ services: z.array(serviceDataMapSchema), missing: z.array(z.string()) });
export type DataMap = z.infer<typeof dataMapSchema>;
