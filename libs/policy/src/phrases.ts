import { z } from 'zod';

/** Words without an end of their own: they become one line of a table. */
export const phrasesSchema = z.array(z.string().min(2)).min(1);
