import { z } from 'zod';

/** `GET /v1/scenarios/{id}/draft`: the one draft of a scenario, with its ETag. */
export const scenarioDraftSchema = z.object({
  blueprint: z.record(z.string(), z.unknown()),
  /** The ETag without its quotes: name it in `If-Match` to save or publish. */
  revision: z.int(),
  /** The draft differs from the published version. */
  hasChanges: z.boolean(),
  /** What keeps it from being published, with pointers into the blueprint. A draft with faults may be saved. */
  faults: z.array(z.object({ pointer: z.string(), message: z.string() })),
  updatedBy: z.string().nullable(),
  updatedAt: z.iso.datetime(),
});
export type ScenarioDraft = z.infer<typeof scenarioDraftSchema>;

/**
 * `PUT /v1/scenarios/{id}/draft` with `If-Match` of the draft's revision (428 without, 412 `EXECUTOR.VERSION_CONFLICT` with who and
 * when). The blueprint is replaced as a whole.
 */
export const saveDraftSchema = z.object({ blueprint: z.record(z.string(), z.unknown()) });

/** Answer of saving and restoring: the draft without its blueprint. */
export const savedDraftSchema = scenarioDraftSchema.omit({ blueprint: true });
export type SavedDraft = z.infer<typeof savedDraftSchema>;
