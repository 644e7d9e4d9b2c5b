import { err, ok } from '../../base/result';
import { serviceAddress } from '../services';
import { decodeJson, nothingFound, type Manners, type PaperClient } from './client';
import { cslSchema, factsOfCsl } from './csl';

/** The resolver sends each request on to whoever registered the DOI, each with limits of its own. */
const manners: Manners = {
  pace: { intervalMs: 500, concurrency: 1 },
  batch: 1,
  backOffMs: [5_000],
  blocked: [403],
  blockedRemedy: 'Wait a while, then try again.',
};

/** https://doi.org with content negotiation: any registered DOI, as CSL-JSON. */
export const doiNegotiation: PaperClient = {
  service: 'doi',
  manners,
  lastResort: true,
  knows: ['title', 'authors', 'year', 'abstract', 'type', 'venue', 'publisher', 'volume', 'issue', 'pages'],
  idOf: ({ arxiv, doi }) => doi ?? (arxiv === undefined ? undefined : `10.48550/arxiv.${arxiv}`),
  // 204 and 406: whoever registered it has no metadata in this form.
  answers: [204, 404, 406],
  request: ([doi = ''], access) => ({
    url: serviceAddress(access, 'doi', `/${encodeURIComponent(doi)}`).href,
    headers: { accept: 'application/vnd.citationstyles.csl+json' },
  }),
  decode: ({ status, body }, [doi = '']) => {
    if (status !== 200) return ok(nothingFound);
    const answer = decodeJson(body, cslSchema, 'CSL-JSON');
    if (!answer.ok) return answer;
    const { title, DOI, type } = answer.value;
    if (title.length === 0 && DOI === undefined && type === undefined) return err('it is not CSL-JSON');
    const facts = factsOfCsl(answer.value);
    if (!facts) return ok(nothingFound);
    // Whether it is the preprint's or the published paper's, it is what was asked for.
    const { doi: _own, ...others } = facts;
    return ok({ found: new Map([[doi, { ...others, ids: {} }]]) });
  },
};
