import { crumpled } from './crumpled';
import { spiral, windingHelix } from './curves';
import { affine3In5, cube, cubeSurface, gaussian, gaussian2d } from './flat';
import { lineDiskBall } from './lineDiskBall';
import { concentrated4In6, spirals, tangents } from './nonlinear';
import { betaManifold, paraboloid } from './nonuniform';
import { realParameter, wholeParameter, type NamedParameter } from './namedParameters';
import type { Sampler } from './sampler';
import { ball, sphere } from './spheres';
import { helicoid, moebius, sCurve, swissRoll, twinPeaks } from './surfaces';

/** A manifold by name. */
export interface ManifoldFamily {
  readonly name: string;
  readonly parameters: Readonly<Record<string, NamedParameter>>;
  /** Given every parameter, in its range; a sentence where they do not go together. */
  build(value: (name: string) => number): Sampler | string;
}

const dimension = (preset: number): NamedParameter => wholeParameter(preset, 1, 1000);
/** Coordinates in all; 0 for as many as it needs. */
const ambient = wholeParameter(0, 0, 10_000);

function fixed(name: string, build: () => Sampler): ManifoldFamily {
  return { name, parameters: {}, build };
}

/** `make` with the coordinates asked for, or a sentence where they are too few. */
function within(asked: number, needed: number, make: (ambient: number) => Sampler): Sampler | string {
  if (asked !== 0 && asked < needed) return `ambient must be at least ${needed}`;
  return make(Math.max(asked, needed));
}

/** Hein & Audibert 2005 and Campadelli et al. 2015, with their dimensions; then families with parameters. */
export const manifolds: readonly ManifoldFamily[] = [
  fixed('M1', () => sphere({ dimension: 10, ambient: 11, radius: 1 })),
  fixed('M2', affine3In5),
  fixed('M3', concentrated4In6),
  fixed('M4', () => spirals(4, 1)),
  fixed('M5a', windingHelix),
  fixed('M5b', helicoid),
  fixed('M6', () => spirals(6, 3)),
  fixed('M7', swissRoll),
  fixed('M8', () => spirals(12, 3)),
  fixed('M9', () => cube(20, 20, 5)),
  fixed('M10a', () => cubeSurface(10)),
  fixed('M10b', () => cubeSurface(17)),
  fixed('M10c', () => cubeSurface(24)),
  fixed('M10d', () => cubeSurface(70)),
  fixed('M11', () => moebius(10)),
  fixed('M12', () => gaussian(20, 20)),
  fixed('M13a', sCurve),
  fixed('M13b', spiral),
  fixed('Mn1', () => tangents(18)),
  fixed('Mn2', () => tangents(24)),
  fixed('Mp1', () => paraboloid(3)),
  fixed('Mp2', () => paraboloid(6)),
  fixed('Mp3', () => paraboloid(9)),
  fixed('Mbeta', () => betaManifold(10)),
  {
    name: 'sphere',
    parameters: { d: dimension(2), ambient, radius: realParameter(1, 1e-6, 1e6) },
    build: (value) =>
      within(value('ambient'), value('d') + 1, (coordinates) =>
        sphere({ dimension: value('d'), ambient: coordinates, radius: value('radius') }),
      ),
  },
  {
    name: 'ball',
    parameters: { d: dimension(3), ambient, radius: realParameter(1, 1e-6, 1e6) },
    build: (value) =>
      within(value('ambient'), value('d'), (coordinates) =>
        ball({ dimension: value('d'), ambient: coordinates, radius: value('radius') }),
      ),
  },
  {
    name: 'cube',
    parameters: { d: dimension(3), ambient, side: realParameter(1, 1e-6, 1e6) },
    build: (value) =>
      within(value('ambient'), value('d'), (coordinates) => cube(value('d'), coordinates, value('side'))),
  },
  {
    name: 'gaussian',
    parameters: { d: dimension(2), ambient },
    build: (value) =>
      within(value('ambient'), value('d'), (coordinates) => gaussian(value('d'), coordinates)),
  },
  {
    name: 'gaussian-2d',
    parameters: {
      sd1: realParameter(1, 0, 1e6),
      sd2: realParameter(1, 0, 1e6),
      correlation: realParameter(0, -0.999999, 0.999999),
    },
    build: (value) => gaussian2d(value('sd1'), value('sd2'), value('correlation')),
  },
  fixed('swiss-roll', swissRoll),
  {
    name: 'moebius',
    parameters: { twists: wholeParameter(1, 0, 1000) },
    build: (value) => moebius(value('twists')),
  },
  {
    name: 'twin-peaks',
    parameters: { d: dimension(2), height: realParameter(1, 0, 1e6) },
    build: (value) => twinPeaks(value('d'), value('height')),
  },
  fixed('line-disk-ball', lineDiskBall),
  {
    name: 'crumpled',
    parameters: { d: dimension(2), curvature: realParameter(4, 0, 1000), waves: wholeParameter(3, 1, 100) },
    build: (value) =>
      crumpled({ dimension: value('d'), curvature: value('curvature'), waves: value('waves') }),
  },
];
