import { isProblemDocument, Problem } from './problem.ts';

interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer's content. @throws Problem with what the service said; TypeError of fetch when nobody answered */
export async function answerOf<T>(call: Promise<Outcome<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  if (response.ok) return data as NonNullable<T>;
  if (isProblemDocument(error)) throw new Problem(error);
  throw new Problem({ status: response.status, code: 'CONSOLE.NO_ANSWER', detail: response.statusText });
}
