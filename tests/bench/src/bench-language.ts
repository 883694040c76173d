import { printMarks } from './print-marks.ts';
import { runScript } from './run-script.ts';

interface LanguageFigures {
  readonly evaluationsPerSecond: number;
  readonly jsonataPerSecond: number;
}

/** A template with three references and one function, beside JSONata on the equal expression, in the same process. */
export async function benchLanguage(): Promise<boolean> {
  const figures = await runScript<LanguageFigures>('libs/expressions/bench/evaluate-bench.ts');
  return printMarks('Language', [
    {
      figure: 'evaluations of a compiled template',
      value: figures.evaluationsPerSecond,
      unit: '/s a core',
      atLeast: 3_000_000,
    },
    {
      figure: 'ratio to JSONata',
      value: figures.evaluationsPerSecond / figures.jsonataPerSecond,
      unit: '×',
      atLeast: 50,
    },
  ]);
}
