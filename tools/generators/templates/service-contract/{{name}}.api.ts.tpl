import { z } from 'zod';

/** `GET /v1/{{plural}}` (scope `{{plural}}:read`): the newest hundred, newest first. */
export const {{camel}}{{pascalNoun}}Schema = z.object({ id: z.string(), createdAt: z.iso.datetime() });
export const {{camel}}{{pascalNoun}}ListSchema = z.object({ items: z.array({{camel}}{{pascalNoun}}Schema) });
export type {{pascal}}{{pascalNoun}}List = z.infer<typeof {{camel}}{{pascalNoun}}ListSchema>;
