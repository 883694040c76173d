/** A role as a caller names it: `admin`, or `rol_…` for one of the organisation's own. */
export interface HeldRole<BuiltIn extends string> {
  readonly role: BuiltIn | 'custom';
  readonly customRoleId: string | null;
}

export function heldAs<BuiltIn extends string>(choice: string): HeldRole<BuiltIn> {
  return choice.startsWith('rol_')
    ? { role: 'custom', customRoleId: choice }
    : { role: choice as BuiltIn, customRoleId: null };
}

export function choiceOf(held: HeldRole<string>): string {
  return held.customRoleId ?? held.role;
}
