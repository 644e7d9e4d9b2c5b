/** A service that wraps links: whose address it is, and which query parameter holds the real one. */
interface Wrapper {
  readonly host: RegExp;
  readonly path: RegExp;
  readonly parameters: readonly string[];
}

const wrappers: readonly Wrapper[] = [
  { host: /^(?:www\.)?google(?:\.[a-z]{2,3}){1,2}$/, path: /^\/url$/, parameters: ['q', 'url'] },
  { host: /^scholar\.google(?:\.[a-z]{2,3}){1,2}$/, path: /^\/scholar_url$/, parameters: ['url'] },
  { host: /^lm?\.facebook\.com$/, path: /^\/l\.php$/, parameters: ['u'] },
  { host: /\.safelinks\.protection\.outlook\.com$/, path: /^\//, parameters: ['url'] },
  { host: /^(?:www\.)?youtube\.com$/, path: /^\/redirect$/, parameters: ['q'] },
  { host: /^(?:www\.)?slack-redir\.net$/, path: /^\/link$/, parameters: ['url'] },
  { host: /^duckduckgo\.com$/, path: /^\/l\/?$/, parameters: ['uddg'] },
  { host: /^link\.zhihu\.com$/, path: /^\//, parameters: ['target'] },
  { host: /^(?:www\.)?linkedin\.com$/, path: /^\/(?:redir\/redirect|safety\/go)/, parameters: ['url'] },
  { host: /^out\.reddit\.com$/, path: /^\//, parameters: ['url'] },
  { host: /^(?:www\.)?notion\.so$/, path: /^\/(?:redirect|external)/, parameters: ['url', 'target'] },
  // A library's proxy, before one has logged in.
  { host: /proxy/, path: /^\/login$/, parameters: ['url', 'qurl'] },
];

/** Deep enough for any document copied through several others; a loop ends. */
const maxDepth = 8;

/**
 * The address behind redirect pages, through as many of them as are wrapped around it, `&amp;` read as `&`. A link
 * that is no redirect comes back as it is, whatever it is.
 */
export function unwrapLink(href: string): string {
  let current = decodeAmpersands(href.trim());
  for (let depth = 0; depth < maxDepth; depth++) {
    const inner = unwrapOnce(current);
    if (inner === undefined) return current;
    current = decodeAmpersands(inner);
  }
  return current;
}

/** Parses an absolute http or https address; undefined for anything else. */
export function readWebUrl(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined; // Not an address: what it is instead is for the caller to say.
  }
}

/** Percent-decoding that leaves broken escapes as they are. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unwrapOnce(href: string): string | undefined {
  const url = readWebUrl(href);
  if (!url) return undefined;
  const host = url.hostname.toLowerCase();
  if (host === 'urldefense.com' || host === 'urldefense.us') {
    return /\/v3\/__(https?:.+?)__;/.exec(href)?.[1]?.replace(/^(https?:\/)(?=[^/])/i, '$1/');
  }
  const wrapper = wrappers.find((each) => each.host.test(host) && each.path.test(url.pathname));
  for (const parameter of wrapper?.parameters ?? []) {
    const inner = readWrapped(url.searchParams.get(parameter));
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** A wrapped address may have been escaped once more than its wrapper undoes. */
function readWrapped(value: string | null): string | undefined {
  if (value === null) return undefined;
  const trimmed = value.trim();
  if (/^https?:\/\//i.test(trimmed)) return trimmed;
  const decoded = decodePercent(trimmed);
  return /^https?:\/\//i.test(decoded) ? decoded : undefined;
}

function decodeAmpersands(text: string): string {
  return text.replace(/&(?:amp;)+/gi, '&').replace(/&#0*38;/g, '&');
}
