/** A trouble to show: what happened and what to do. */
export interface Trouble {
  readonly message: string;
  readonly remedy: string;
}

export function asTrouble(error: unknown): Trouble {
  const message = error instanceof Error ? error.message : String(error);
  const remedy = error instanceof Error && 'remedy' in error ? String(error.remedy) : '';
  return { message, remedy };
}
