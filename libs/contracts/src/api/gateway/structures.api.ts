import { z } from 'zod';
import { dataStructureShapeSchema } from '../../data-structures/data-structure.ts';

/**
 * `GET /v1/hooks/{hookId}/structure`: what the hook's bundles look like, in names and types and never values. `chosen`: a data
 * structure, which bodies are held against. `learned`: from the first request, or the first after
 * `POST …/structure/relearn`. `PUT …/structure` chooses one, `DELETE` of it goes back to the learned one.
 */
export const hookStructureSchema = z.object({
  chosen: dataStructureShapeSchema.nullable(),
  learned: dataStructureShapeSchema.nullable(),
  learnedAt: z.iso.datetime().nullable(),
  /** The next request is learned from. */
  isLearning: z.boolean(),
});
export type HookStructure = z.infer<typeof hookStructureSchema>;

/** Body of `PUT /v1/hooks/{hookId}/structure`. */
export const chooseStructureSchema = z.object({ structure: dataStructureShapeSchema });
