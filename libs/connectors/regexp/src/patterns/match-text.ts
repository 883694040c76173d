import { readBoolean, readLongText, type ModuleInput, type ModuleResult } from '@ebbflow/connector-sdk';
import { readPatternOptions } from './compile-pattern.ts';
import { findMatches } from './find-matches.ts';

/** What both modules do that match a pattern: `text` is mapped, the options are settings. No match, no bundle. */
export function matchText({ parameters, mapped }: ModuleInput, pattern: string): ModuleResult {
  const options = {
    ...readPatternOptions(parameters),
    ignoresEmptyMatches: readBoolean(parameters, 'ignoreInfiniteLoopsWhenGlobal') ?? false,
  };
  return { bundles: findMatches(readLongText(mapped, 'text'), pattern, options) };
}
