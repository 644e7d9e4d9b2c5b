import { CodedError } from '../base/errors';
import { readWebUrl } from './unwrapLink';

/** Services that know papers, in the order they are asked unless a setting says otherwise. */
export const serviceIds = [
  'arxiv',
  'crossref',
  'openalex',
  'semantic-scholar',
  'hugging-face',
  'doi',
] as const;
export type ServiceId = (typeof serviceIds)[number];

/** Services that take a key. */
export const keyedServices = ['semantic-scholar', 'openalex'] as const;
export type KeyedService = (typeof keyedServices)[number];

export const serviceNames: Readonly<Record<ServiceId, string>> = {
  arxiv: 'arXiv',
  crossref: 'Crossref',
  openalex: 'OpenAlex',
  'semantic-scholar': 'Semantic Scholar',
  'hugging-face': 'Hugging Face',
  doi: 'doi.org',
};

export const serviceUrls: Readonly<Record<ServiceId, string>> = {
  arxiv: 'https://export.arxiv.org/api/query',
  crossref: 'https://api.crossref.org',
  openalex: 'https://api.openalex.org',
  'semantic-scholar': 'https://api.semanticscholar.org',
  'hugging-face': 'https://huggingface.co',
  doi: 'https://doi.org',
};

/** Which services may be asked, where they are, and as whom. */
export interface ServiceAccess {
  /** In the order to ask them. */
  readonly services: readonly ServiceId[];
  /** Instead of the services' own addresses. */
  readonly baseUrls: Readonly<Partial<Record<ServiceId, string>>>;
  /** An e-mail address for services that treat those better who give one. */
  readonly contact?: string;
  readonly keys: Readonly<Partial<Record<KeyedService, string>>>;
}

/** All services at their own addresses, without a name or a key. */
export const openAccess: ServiceAccess = { services: serviceIds, baseUrls: {}, keys: {} };

/**
 * The address of a service's `path`. Throws `usage` where the base address that the user gave is none.
 * @param path what follows the base address, already escaped.
 */
export function serviceAddress(access: ServiceAccess, service: ServiceId, path: string): URL {
  const base = access.baseUrls[service] || serviceUrls[service];
  const url = readWebUrl(base);
  if (!url) {
    throw new CodedError(
      'usage',
      `The ${serviceNames[service]} base URL "${base}" is not an http or https address.`,
      {
        remedy:
          service === 'arxiv'
            ? 'Correct the setting marginalia.papers.arxivBaseUrl (or --base-url).'
            : 'Correct the setting marginalia.papers.serviceUrls (or its environment variable).',
      },
    );
  }
  return new URL(url.origin + url.pathname.replace(/\/+$/, '') + path);
}

/** The key for a request to `url`: none goes over the network unencrypted. */
export function keyFor(access: ServiceAccess, service: KeyedService, url: URL): string | undefined {
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  return url.protocol === 'https:' || isLocal ? access.keys[service] || undefined : undefined;
}

/** The contact, where it is an e-mail address. */
export function contactOf({ contact }: ServiceAccess): string | undefined {
  const trimmed = contact?.trim() ?? '';
  return /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(trimmed) ? trimmed : undefined;
}
