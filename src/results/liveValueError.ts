/** Why a live value cannot be shown, and what its author can write instead. */
export interface LiveValueError {
  readonly message: string;
  readonly remedy: string;
}
