import { arxivArchives } from '../notes/arxivArchives';
import { readArxivId, type ArxivId } from './arxivId';
import { arxivIdOfDoi, readDoi } from './doi';
import type { LinkKind, PaperIds, PaperLink } from './paper';
import { doiInPath, recognisePublisher, type RecognisedLink } from './publishers';
import { decodePercent, readWebUrl, unwrapLink } from './unwrapLink';

/** Pages about arXiv papers on other hosts: what stands before the identifier in their paths. */
const mirrors: readonly { readonly host: RegExp; readonly path: RegExp }[] = [
  { host: /^(?:www\.)?ar5iv\.(?:org|labs\.arxiv\.org)$/, path: /^\/(?:abs|html|pdf)\// },
  {
    host: /^(?:www\.)?alphaxiv\.org$/,
    path: /^\/(?:[a-z]{2}\/)?(?:abs|pdf|html|overview|resources|audio)\//,
  },
  { host: /^(?:www\.)?(?:huggingface\.co|hf\.co)$/, path: /^\/papers\// },
  { host: /^(?:www\.)?arxiv-vanity\.com$/, path: /^\/papers\// },
  { host: /^(?:www\.)?scirate\.com$/, path: /^\/arxiv\// },
  { host: /^(?:www\.)?papers\.cool$/, path: /^\/arxiv\// },
  { host: /^(?:www\.)?emergentmind\.com$/, path: /^\/papers\// },
  { host: /^api\.semanticscholar\.org$/, path: /^\/(?=arxiv:)/i },
  { host: /^(?:ui\.)?adsabs\.harvard\.edu$/, path: /^\/abs\/(?=arxiv:)/i },
];

/** Hosts so common that people leave out `https://`. */
const schemeless =
  /^(?:www\.[^/]+\.|(?:export\.)?arxiv\.org\/|(?:dx\.)?doi\.org\/|openreview\.net\/|link\.springer\.com\/|(?:papers|proceedings)\.(?:nips|neurips)\.cc\/|proceedings\.mlr\.press\/|huggingface\.co\/)/i;

/**
 * What a link in a note is: redirects unwrapped, its identifiers in normal form, its page and its PDF where a rule
 * leads to them. A link that is none of these keeps its address and nothing is invented. Never throws.
 */
export function readPaperLink(href: string): PaperLink {
  const address = completeAddress(unwrapLink(href));
  const found = recognise(address);
  const pageUrl = found.pageUrl ?? address;
  const url = readWebUrl(address) ? address : pageUrl;
  return { href, url, kind: found.kind, ids: found.ids, pageUrl, pdfUrl: found.pdfUrl };
}

/** The page of a paper of which only identifiers are known. */
export function pageOfIds({ arxiv, doi }: PaperIds): string | undefined {
  if (arxiv !== undefined) return `https://arxiv.org/abs/${arxiv}`;
  return doi === undefined ? undefined : doiPage(doi);
}

/** The link's name across all addresses of the same paper: `arxiv:<id>`, else `doi:<doi>`, else `url:<address>`. */
export function paperKey(link: PaperLink): string {
  const known = keys.get(link);
  if (known !== undefined) return known;
  const key = keyOf(link);
  keys.set(link, key);
  return key;
}

/** Every fold asks for the key of every link, and taking an address apart takes its time. */
const keys = new WeakMap<PaperLink, string>();

function keyOf(link: PaperLink): string {
  if (link.ids.arxiv !== undefined) return `arxiv:${link.ids.arxiv}`;
  if (link.ids.doi !== undefined) return `doi:${link.ids.doi}`;
  return `url:${plainAddress(link.pageUrl)}`;
}

function recognise(address: string): RecognisedLink {
  const url = readWebUrl(address);
  if (!url) return recogniseBare(address);
  return arxiv(url) ?? mirror(url) ?? resolver(url) ?? recognisePublisher(url) ?? other(url);
}

/** A bare number is arXiv's, and of paths those that begin with one of its archives. */
const bareArxiv = new RegExp(
  String.raw`^arxiv:|^\d{4}\.\d{4,5}(?:v\d+)?$|^(?:${arxivArchives})(?:\.[a-z-]{2,17})?\/\d{7}(?:v\d+)?$`,
  'i',
);

/** `arXiv:2107.05802`, `doi:10.1007/…`, a bare identifier, or else a file. */
function recogniseBare(text: string): RecognisedLink {
  const id = readArxivId(text);
  if (id && bareArxiv.test(text)) return ofArxiv('arxiv-abs', id);
  const doi = readDoi(text);
  if (doi !== undefined) return ofDoi(doi);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  // `C:\papers\x.pdf` is a path, not an address with the scheme "c".
  return { kind: scheme === undefined || scheme === 'file' || scheme.length === 1 ? 'file' : 'web', ids: {} };
}

function arxiv(url: URL): RecognisedLink | undefined {
  const host = url.hostname;
  if (!/(?:^|\.)arxiv\.org$/.test(host) && host !== 'xxx.lanl.gov') return undefined;
  if (host === 'ar5iv.labs.arxiv.org') return undefined;
  const match = /^\/(abs|pdf|html|format|ps|src|e-print|list)\/(.+)$/i.exec(decodePercent(url.pathname));
  const view = match?.[1]?.toLowerCase();
  const own = /^(?:www\.)?arxiv\.org$/.test(host);
  const kind: LinkKind =
    own && view === 'abs' ? 'arxiv-abs' : own && view === 'pdf' ? 'arxiv-pdf' : view ? 'arxiv-mirror' : 'web';
  const id = match?.[2] === undefined || view === 'list' ? undefined : readArxivId(match[2]);
  return id ? ofArxiv(kind, id) : { kind: view === 'list' ? 'web' : kind, ids: {} };
}

function mirror(url: URL): RecognisedLink | undefined {
  const found = mirrors.find((each) => each.host.test(url.hostname));
  if (!found?.path.test(url.pathname)) return undefined;
  const id = readArxivId(decodePercent(url.pathname).replace(found.path, ''));
  return id && ofArxiv('arxiv-mirror', id);
}

function resolver(url: URL): RecognisedLink | undefined {
  if (!/^(?:www\.|dx\.)?doi\.org$/.test(url.hostname)) return undefined;
  const doi = readDoi(decodePercent(url.pathname).slice(1));
  return doi === undefined ? { kind: 'doi', ids: {} } : ofDoi(doi);
}

function other(url: URL): RecognisedLink {
  const doi = doiInPath(url);
  const id = doi === undefined ? undefined : arxivIdOfDoi(doi);
  if (id) return ofArxiv('arxiv-mirror', id);
  const ids: PaperIds = doi === undefined ? {} : { doi };
  return /\.pdf$/i.test(url.pathname) ? { kind: 'pdf', ids, pdfUrl: url.href } : { kind: 'web', ids };
}

function ofArxiv(kind: LinkKind, { id, version }: ArxivId): RecognisedLink {
  const named = version === undefined ? id : `${id}v${version}`;
  return {
    kind,
    ids: version === undefined ? { arxiv: id } : { arxiv: id, arxivVersion: version },
    pageUrl: `https://arxiv.org/abs/${named}`,
    pdfUrl: `https://arxiv.org/pdf/${named}`,
  };
}

/** arXiv registers DOIs for its own papers: such a one is the arXiv paper and no publisher's. */
function ofDoi(doi: string): RecognisedLink {
  const id = arxivIdOfDoi(doi);
  if (id) return ofArxiv('doi', id);
  return { kind: 'doi', ids: { doi }, pageUrl: doiPage(doi) };
}

function doiPage(doi: string): string {
  // The slash stays: resolvers read it, and so do people.
  return `https://doi.org/${encodeURIComponent(doi).replaceAll('%2F', '/')}`;
}

function completeAddress(text: string): string {
  if (text.startsWith('//')) return `https:${text}`;
  return schemeless.test(text) ? `https://${text}` : text;
}

/** An address without what does not tell papers apart: scheme, `www.`, fragment, tracking, a closing slash. */
function plainAddress(address: string): string {
  const url = readWebUrl(address);
  if (!url) return address;
  for (const name of [...url.searchParams.keys()]) {
    if (/^(?:utm_\w+|fbclid|gclid|ref|pvs)$/i.test(name)) url.searchParams.delete(name);
  }
  const host = url.host.replace(/^www\./, '');
  // NeurIPS serves the same files under several hosts and two paths.
  if (/^(?:papers|proceedings)\.(?:nips|neurips)\.cc$/.test(host)) {
    return `papers.nips.cc${url.pathname.replace(/^\/paper_files(?=\/paper\/)/, '')}`;
  }
  return `${host}${url.pathname.replace(/\/+$/, '')}${url.search}`;
}
