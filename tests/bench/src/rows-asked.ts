/** `--rows 100000`, as it was given, for the script that measures. */
export function rowsAsked(): string[] {
  const at = process.argv.indexOf('--rows');
  return at < 0 ? [] : process.argv.slice(at, at + 2);
}
