import type { Keeping, KeptPiece } from '../../../../src/experiments/kept';

/** What a worker keeps for a kind, in memory; as JSON, as it is on the disk. */
export class Shelf {
  readonly pieces = new Map<string, string[]>();
  kept = 0;

  readonly keeping =
    (from?: string) =>
    (basis: unknown): Promise<Keeping> => {
      const own = this.pieces.get(JSON.stringify(basis)) ?? [];
      this.pieces.set(JSON.stringify(basis), own);
      const earlier = own.map((text): KeptPiece => ({ value: JSON.parse(text) as unknown, from }));
      return Promise.resolve({
        earlier,
        keep: (value) => {
          this.kept++;
          own.push(JSON.stringify(value));
        },
      });
    };
}
