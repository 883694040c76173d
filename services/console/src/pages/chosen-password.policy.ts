/** What is wrong with a password somebody chose and typed twice, in a sentence for the form; undefined when nothing is. */
export function problemOfChosen(
  isValid: boolean,
  { password = '', again }: { password?: string; again?: string },
): string | undefined {
  if (password.length < 12) return 'The password needs at least 12 characters.';
  if (password !== again) return 'The two passwords are not the same; type them again.';
  return isValid ? undefined : 'Enter your e-mail address, and a password of 12 to 1024 characters.';
}
