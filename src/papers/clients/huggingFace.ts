import { z } from 'zod';
import { ok } from '../../base/result';
import { readArxivId } from '../arxivId';
import { serviceAddress } from '../services';
import { compactFacts, decodeJson, namesOf, nothingFound, type Manners, type PaperClient } from './client';
import { markupToText, titleText } from './markup';

/** Its limits are in the `RateLimit` headers. */
const manners: Manners = {
  pace: { intervalMs: 500, concurrency: 1 },
  batch: 1,
  backOffMs: [5_000],
  blocked: [401, 403],
  blockedRemedy: 'Wait a while; no key is needed for its papers.',
};

const paperSchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string().nullish(),
  authors: z.array(z.object({ name: z.string().nullish(), hidden: z.boolean().nullish() })).nullish(),
  publishedAt: z.string().nullish(),
});

/** https://huggingface.co/api/papers: the papers of its daily lists and others that people looked up there. */
export const huggingFace: PaperClient = {
  service: 'hugging-face',
  manners,
  knows: ['title', 'authors', 'year', 'abstract'],
  idOf: ({ arxiv }) => arxiv,
  answers: [404],
  request: ([id = ''], access) => ({
    url: serviceAddress(access, 'hugging-face', `/api/papers/${encodeURIComponent(id)}`).href,
  }),
  decode: ({ status, body }, [id = '']) => {
    if (status === 404) return ok(nothingFound);
    const answer = decodeJson(body, paperSchema, 'a paper of Hugging Face');
    if (!answer.ok) return answer;
    const { title, summary, authors, publishedAt, id: named } = answer.value;
    if (readArxivId(named)?.id !== id) return ok(nothingFound);
    const year = Number(/^\d{4}/.exec(publishedAt ?? '')?.[0]);
    const facts = compactFacts({
      ids: { arxiv: id },
      title: titleText(title),
      authors: namesOf((authors ?? []).map(({ name }) => name)),
      year: year > 0 ? year : undefined,
      abstract: markupToText(summary ?? ''),
    });
    return ok({ found: new Map(facts.title === undefined ? [] : [[id, facts]]) });
  },
};
