import { arxivClient } from './clients/arxiv';
import type { PaperClient } from './clients/client';
import { crossref } from './clients/crossref';
import { doiNegotiation } from './clients/doiNegotiation';
import { huggingFace } from './clients/huggingFace';
import { openAlex } from './clients/openAlex';
import { semanticScholar } from './clients/semanticScholar';
import type { ServiceId } from './services';

/** Every service that knows papers. */
export const paperClients: Readonly<Record<ServiceId, PaperClient>> = {
  arxiv: arxivClient,
  crossref,
  openalex: openAlex,
  'semantic-scholar': semanticScholar,
  'hugging-face': huggingFace,
  doi: doiNegotiation,
};
