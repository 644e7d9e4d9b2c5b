import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataEndings } from '../../src/science/datasets/formats';
import { manifolds } from '../../src/science/manifolds/catalogue';
import { parseManifold } from '../../src/science/manifolds/manifoldSpec';

const docs = readFileSync('docs/data.md', 'utf8');

describe('docs/data.md', () => {
  it('names every ending and every manifold', () => {
    for (const ending of dataEndings) expect(docs).toContain(ending);
    for (const { name } of manifolds) expect(docs).toMatch(new RegExp(`\`${name}[\`(]`));
  });

  it('shows manifolds that there are, with the defaults they have', () => {
    const shown = [...docs.matchAll(/`([\w-]+)\(([^)`]+)\)`/g)];
    expect(shown.length).toBeGreaterThan(6);
    for (const [, name = '', given = ''] of shown) {
      expect(parseManifold(`${name}(${given})`)).toMatchObject({ ok: true });
      const parameters = manifolds.find((family) => family.name === name)?.parameters ?? {};
      for (const pair of given.split(',')) {
        const [parameter = '', value] = pair.split('=');
        expect(`${name} ${parameter} ${parameters[parameter]?.default}`).toBe(
          `${name} ${parameter} ${value}`,
        );
      }
    }
  });
});
