import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { evaluateBatch } from './evaluate-batch.ts';

async function answersTo(lines: string): Promise<{ areAllQuestions: boolean; answers: unknown[] }> {
  const output = new PassThrough();
  const written = text(output);
  const areAllQuestions = await evaluateBatch(Readable.from([lines]), output);
  output.end();
  const answers = (await written)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  return { areAllQuestions, answers };
}

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('a batch of expressions', () => {
  it('answers the lines behind one whose data is nested too deep to be read', async () => {
    const { areAllQuestions, answers } = await answersTo(
      `{"id":1,"expr":"{{1}}","data":{"1":${nested(60_000)}}}\n{"id":2,"expr":"{{1 + 1}}"}\n`,
    );

    expect(areAllQuestions).toBe(true);
    expect(answers).toMatchObject([
      { id: 1, error: { code: 'CLI.DATA_TOO_DEEP', position: null } },
      { id: 2, value: 2 },
    ]);
  });

  it('reads data that is nested as deep as values may be', async () => {
    const { answers } = await answersTo(`{"id":1,"expr":"{{length(1.list)}}","data":{"1":{"list":${nested(498)}}}}`);

    expect(answers).toEqual([{ id: 1, value: 1 }]);
  });

  it('answers a line that is no question with its place in the order, and says so', async () => {
    const { areAllQuestions, answers } = await answersTo('{oops\n\n{"id":"b","expr":"x"}\n[]\n{"id":"d"}\n');

    expect(areAllQuestions).toBe(false);
    expect(answers).toMatchObject([
      { id: null, error: { code: 'CLI.BAD_LINE' } },
      { id: 'b', value: 'x' },
      { id: null, error: { code: 'CLI.BAD_LINE' } },
      { id: 'd', error: { code: 'CLI.BAD_LINE' } },
    ]);
  });

  it('takes a byte order mark before the first line', async () => {
    expect(await answersTo('\u{feff}{"id":1,"expr":"{{true}}"}\r\n')).toEqual({
      areAllQuestions: true,
      answers: [{ id: 1, value: true }],
    });
  });
});
