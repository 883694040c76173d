/**
 * The modules that belong to the format itself and are run by the engine, not by an app. Known to every compilation, so that
 * nobody who asks "is this a placeholder?" can forget them; a test of the engine holds its steps against this list.
 */
export const BUILTIN_MODULES: ReadonlySet<string> = new Set([
  'builtin:BasicRouter',
  'builtin:BasicFeeder',
  'builtin:BasicRepeater',
  'builtin:BasicAggregator',
  'builtin:Resume',
  'builtin:Ignore',
  'builtin:Break',
  'builtin:Commit',
  'builtin:Rollback',
]);
