import { z } from 'zod';

/** The same, with unknown keys refused where the schema says nothing about them. Only at the top: what lies below says so itself. */
export function strictSchema(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
}
