import type { Problem } from '../base/problem';
import type { TextEdit } from '../base/text';
import { writeAddress, type NoteLink } from '../notes/noteLinks';
import { decodePercent, readWebUrl, unwrapLink } from './unwrapLink';

/** A problem of a link with the edit that mends it. */
export interface LinkProblem extends Problem {
  readonly code: 'link.wrapped' | 'link.http' | 'link.tracking';
  readonly fix: TextEdit;
  /** The address the link has when mended. */
  readonly address: string;
}

/** Query parameters that say who sent the reader, and nothing about the page. */
const trackers =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|twclid|ttclid|_hs(?:enc|mi)|vero_id|oly_(?:anon|enc)_id|wickedid|ust|usg|ved)$/i;
/** Those of one host, which mean something elsewhere. */
const trackersOf: readonly { readonly host: RegExp; readonly parameters: RegExp }[] = [
  { host: /(?:^|\.)(?:youtube\.com|youtu\.be)$/, parameters: /^(?:si|feature|pp|ab_channel)$/ },
  { host: /(?:^|\.)(?:twitter|x)\.com$/, parameters: /^(?:s|t|ref_src|ref_url)$/ },
  { host: /(?:^|\.)medium\.com$/, parameters: /^(?:source|sk)$/ },
  { host: /(?:^|\.)(?:linkedin\.com)$/, parameters: /^(?:trk|trackingId|lipi)$/ },
  { host: /(?:^|\.)slideslive\.com$/, parameters: /^ref$/ },
  { host: /(?:^|\.)sciencedirect\.com$/, parameters: /^(?:via|dgcid)$/ },
];

/**
 * What is wrong with the addresses of a note's links: wrapped in a redirect, `http` where `https` is served, carrying
 * who sent the reader. Each problem has its own edit, and one for all mends what is left.
 */
export function linkProblems(links: readonly NoteLink[]): readonly LinkProblem[] {
  return links.flatMap((link) => {
    const problems: LinkProblem[] = [];
    const add = (code: LinkProblem['code'], message: string, remedy: string, address: string): void => {
      if (address === link.address) return;
      const fix = { range: link.addressRange, newText: writeAddress(address, link.form) };
      const severity = code === 'link.http' ? 'hint' : 'information';
      problems.push({ code, severity, message, remedy, range: link.addressRange, fix, address });
    };
    const target = unwrapLink(link.address);
    const host = readWebUrl(target)?.hostname.replace(/^www\./, '') ?? '';
    if (isRewrapped(link.address, target)) {
      add(
        'link.wrapped',
        `This link goes to ${host} by way of ${hostOf(link.address)}.`,
        'Link to the page itself.',
        mended(link.address),
      );
      return problems;
    }
    const secure = withHttps(target);
    if (secure !== undefined)
      add('link.http', `This link to ${host} is not encrypted.`, 'Use https.', secure);
    const untracked = withoutTracking(target);
    if (untracked !== undefined) {
      add(
        'link.tracking',
        `This link tells ${host} where the reader comes from.`,
        'Leave that out.',
        untracked,
      );
    }
    return problems;
  });
}

/** One edit a link that mends all that is wrong with it. */
export function mendLinks(links: readonly NoteLink[]): readonly TextEdit[] {
  return links.flatMap((link) => {
    const address = mended(link.address);
    return address === link.address || linkProblems([link]).length === 0
      ? []
      : [{ range: link.addressRange, newText: writeAddress(address, link.form) }];
  });
}

/** The address unwrapped, encrypted and without tracking. */
function mended(address: string): string {
  const target = unwrapLink(address);
  const secure = withHttps(target) ?? target;
  return withoutTracking(secure) ?? secure;
}

/** `&amp;` read as `&` is no redirect. */
function isRewrapped(address: string, target: string): boolean {
  const [from, to] = [readWebUrl(address), readWebUrl(target)];
  return from !== undefined && to !== undefined && (from.host !== to.host || from.pathname !== to.pathname);
}

/** The address by https; undefined where it is that already, or stands for a machine nearby, which may not serve it. */
function withHttps(address: string): string | undefined {
  const url = readWebUrl(address);
  if (url?.protocol !== 'http:' || url.port !== '') return undefined;
  const isName =
    url.hostname.includes('.') &&
    !/^[\d.]+$/.test(url.hostname) &&
    !/\.(?:local|internal|test|lan)$/.test(url.hostname);
  return isName ? address.replace(/^http:/i, 'https:') : undefined;
}

/** The address without the parameters that track, every other byte of it kept; undefined where it has none. */
function withoutTracking(address: string): string | undefined {
  const url = readWebUrl(address);
  const from = address.indexOf('?');
  if (!url || from < 0) return undefined;
  const own = trackersOf.find(({ host }) => host.test(url.hostname))?.parameters;
  const hash = address.indexOf('#', from);
  const query = address.slice(from + 1, hash < 0 ? undefined : hash);
  const parts = query.split('&');
  const kept = parts.filter((part) => {
    const name = decodePercent(part.split('=')[0] ?? '');
    return !trackers.test(name) && own?.test(name) !== true;
  });
  if (kept.length === parts.length) return undefined;
  return `${address.slice(0, from)}${kept.length > 0 ? `?${kept.join('&')}` : ''}${hash < 0 ? '' : address.slice(hash)}`;
}

function hostOf(address: string): string {
  return readWebUrl(address)?.hostname.replace(/^www\./, '') ?? address;
}
