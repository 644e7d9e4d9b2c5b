import { recogniseOtherWork } from './otherWorks';
import type { LinkKind, PaperIds } from './paper';
import { decodePercent } from './unwrapLink';
import { readDoi } from './doi';

/** What an address says by itself, before anything is asked of a service. */
export interface RecognisedLink {
  readonly kind: LinkKind;
  readonly ids: PaperIds;
  readonly pageUrl?: string;
  readonly pdfUrl?: string;
}

type Recogniser = (url: URL) => RecognisedLink | undefined;

/** Publishers whose addresses hold a DOI or lead from the page to the PDF and back, by rule. */
const recognisers: readonly Recogniser[] = [springer, nature, neurips, pmlr, openReview];

export function recognisePublisher(url: URL): RecognisedLink | undefined {
  for (const recognise of recognisers) {
    const found = recognise(url);
    if (found) return found;
  }
  const kind = recogniseOtherWork(url);
  return kind === undefined || kind === 'paper' ? undefined : { kind, ids: {} };
}

/**
 * A DOI that stands in the path of any publisher's page (`/doi/abs/10.1145/…`, `/content/10.1101/….full.pdf`),
 * without the names of views behind it.
 */
export function doiInPath(url: URL): string | undefined {
  const match = /\/(10\.\d{4,9}\/.+)$/.exec(decodePercent(url.pathname));
  if (match?.[1] === undefined) return undefined;
  let doi = match[1].replace(/\/+$/, '');
  const views =
    /(?:\/(?:full|pdf|epdf|abstract|abs|html|fulltext|meta|references|summary)|\.full|\.pdf|\.html?|\.abstract)$/i;
  while (views.test(doi)) doi = doi.replace(views, '');
  if (/(?:^|\.)(?:bio|med)rxiv\.org$/.test(url.hostname)) doi = doi.replace(/v\d+$/i, '');
  return readDoi(doi);
}

/** `/chapter/<DOI>`, `/article/<DOI>/fulltext.html`, `/content/pdf/<DOI>.pdf`: a DOI here has exactly one slash. */
function springer(url: URL): RecognisedLink | undefined {
  if (!/^(?:link|rd)\.springer\.com$/.test(url.hostname)) return undefined;
  const match =
    /^\/(?:(chapter|article|book|protocol|referencework|referenceworkentry)|content\/pdf)\/(10\.\d{4,9}\/[^/]+)/i.exec(
      decodePercent(url.pathname),
    );
  const written = match?.[2]?.replace(/\.pdf$/i, '');
  const doi = written === undefined ? undefined : readDoi(written);
  if (written === undefined || doi === undefined) return { kind: 'springer', ids: {} };
  const type = match?.[1]?.toLowerCase();
  return {
    kind: 'springer',
    ids: { doi },
    pageUrl: type ? `https://link.springer.com/${type}/${written}` : `https://doi.org/${doi}`,
    ...(type === 'book' || type === 'referencework'
      ? {}
      : { pdfUrl: `https://link.springer.com/content/pdf/${written}.pdf` }),
  };
}

function nature(url: URL): RecognisedLink | undefined {
  if (!/^(?:www\.)?nature\.com$/.test(url.hostname)) return undefined;
  const article = /^\/articles\/([a-z0-9-]+(?:\.\d+)?)/i.exec(url.pathname)?.[1];
  const older = /^\/[a-z]+\/journal\/.+\/([a-z]+[0-9.]+)(?:_[a-z0-9]+)?\.(?:html|pdf)$/i.exec(
    url.pathname,
  )?.[1];
  const id = article ?? older;
  if (id === undefined) return { kind: 'nature', ids: {} };
  return {
    kind: 'nature',
    ids: { doi: `10.1038/${id.toLowerCase()}` },
    pageUrl: `https://www.nature.com/articles/${id}`,
    pdfUrl: `https://www.nature.com/articles/${id}.pdf`,
  };
}

/** `…/file/<hash>-Paper[-Track].pdf` and `…/hash/<hash>-Abstract[-Track].html`; before 2019 `/paper/<n>-<title>`. */
function neurips(url: URL): RecognisedLink | undefined {
  const hosts = ['papers.nips.cc', 'papers.neurips.cc', 'proceedings.neurips.cc', 'proceedings.nips.cc'];
  if (!hosts.includes(url.hostname)) return undefined;
  const base = `https://${url.hostname}`;
  const hashed = /^(\/.*)\/(?:file|hash)\/([0-9a-f]{16,})-([A-Za-z]+)((?:-[^/.]+)?)\.[a-z]+$/.exec(
    url.pathname,
  );
  if (hashed) {
    const [, folder = '', hash = '', , track = ''] = hashed;
    return {
      kind: 'neurips',
      ids: {},
      pageUrl: `${base}${folder}/hash/${hash}-Abstract${track}.html`,
      pdfUrl: `${base}${folder}/file/${hash}-Paper${track}.pdf`,
    };
  }
  const numbered = /^(\/paper\/\d+-[^/]+?)(?:\.pdf)?$/.exec(url.pathname)?.[1];
  return numbered === undefined
    ? { kind: 'neurips', ids: {} }
    : { kind: 'neurips', ids: {}, pageUrl: base + numbered, pdfUrl: `${base}${numbered}.pdf` };
}

/** `/v119/xu20i/xu20i.pdf` and `/v119/xu20i.html`; later volumes keep their PDFs on GitHub. */
function pmlr(url: URL): RecognisedLink | undefined {
  const base = 'https://proceedings.mlr.press';
  const assets = /^\/mlresearch\/(v\d+|r\d+)\/main\/assets\/([^/]+)\/\2(?:-supp)?\.pdf$/.exec(url.pathname);
  if (url.hostname === 'raw.githubusercontent.com' && assets) {
    const [, volume = '', key = ''] = assets;
    return { kind: 'pmlr', ids: {}, pageUrl: `${base}/${volume}/${key}.html`, pdfUrl: url.href };
  }
  if (url.hostname !== 'proceedings.mlr.press') return undefined;
  const paper = /^\/(v\d+|r\d+)\/([a-z][^/.]*)(?:\.html|\/[^/]+\.pdf)$/i.exec(url.pathname);
  if (!paper) return { kind: 'pmlr', ids: {} };
  const [, volume = '', key = ''] = paper;
  return {
    kind: 'pmlr',
    ids: {},
    pageUrl: `${base}/${volume}/${key}.html`,
    pdfUrl: `${base}/${volume}/${key}/${key}.pdf`,
  };
}

function openReview(url: URL): RecognisedLink | undefined {
  if (!/^(?:www\.)?openreview\.net$/.test(url.hostname)) return undefined;
  const id = url.searchParams.get('id');
  // The ids of old revisions and of attachments lead to no forum of their own.
  const ofPaper = /^\/(?:forum|pdf|attachment)$/.test(url.pathname);
  if (!ofPaper || id === null || !/^[\w-]+$/.test(id)) return { kind: 'openreview', ids: {} };
  return {
    kind: 'openreview',
    ids: {},
    pageUrl: `https://openreview.net/forum?id=${id}`,
    pdfUrl: `https://openreview.net/pdf?id=${id}`,
  };
}
