import type { LinkKind, WorkKind } from './paper';

/** Hosts by what they serve, whatever the path. */
const hosts: readonly (readonly [WorkKind, RegExp])[] = [
  [
    'video',
    /(?:^|\.)(?:youtube\.com|youtube-nocookie\.com|youtu\.be|vimeo\.com|bilibili\.com|b23\.tv|dailymotion\.com|twitch\.tv|tv\.naver\.com|loom\.com)$/,
  ],
  [
    'talk',
    /(?:^|\.)(?:slideslive\.com|videolectures\.net|videolectures\.ac|underline\.io|ted\.com|pirsa\.org|talks\.cam\.ac\.uk|crossminds\.ai|papertalk\.org)$/,
  ],
  ['slides', /(?:^|\.)(?:slideshare\.net|speakerdeck\.com|slides\.com|pitch\.com)$/],
  ['gist', /^gist\.(?:github\.com|githubusercontent\.com|github\.io)$/],
  [
    'code',
    /(?:^|\.)(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|sr\.ht|colab\.research\.google\.com|colab\.google|replit\.com|codesandbox\.io|nbviewer\.org|nbviewer\.jupyter\.org|mybinder\.org|pypi\.org)$/,
  ],
  [
    'thread',
    /(?:^|\.)(?:twitter\.com|x\.com|t\.co|threadreaderapp\.com|nitter\.net|bsky\.app|threads\.net|reddit\.com|redd\.it|news\.ycombinator\.com|mastodon\.social|sigmoid\.social|mathstodon\.xyz|linkedin\.com|weibo\.com)$/,
  ],
  [
    'post',
    /(?:^|\.)(?:medium\.com|towardsdatascience\.com|becominghuman\.ai|substack\.com|wordpress\.com|blogspot\.com|tistory\.com|velog\.io|brunch\.co\.kr|hashnode\.dev|dev\.to|ghost\.io|lesswrong\.com|alignmentforum\.org|thegradient\.pub|hackernoon\.com|qiita\.com|zhuanlan\.zhihu\.com|blog\.naver\.com|jalammar\.github\.io|lilianweng\.github\.io|googleblog\.com)$/,
  ],
];

/** What a path says on hosts that serve several things. */
const paths: readonly (readonly [WorkKind, RegExp, RegExp])[] = [
  ['slides', /^docs\.google\.com$/, /^\/presentation\//],
  ['video', /^drive\.google\.com$/, /\.(?:mp4|webm)$/i],
  ['talk', /^(?:neurips|nips|icml|iclr|aistats|mlsys)\.cc$/, /^\/virtual\//],
  ['code', /^(?:www\.)?(?:huggingface\.co|hf\.co)$/, /^\/(?:spaces|datasets)\//],
  ['post', /^(?:www\.)?(?:huggingface\.co|hf\.co)$/, /^\/blog(?:\/|$)/],
  ['code', /^(?:www\.)?kaggle\.com$/, /^\/(?:code|kernels|[^/]+\/[^/]+$)/],
];

/** A blog is mostly told by its own name, or by the folder that it keeps its posts in. */
const blogHost = /^(?:blog|blogs|engineering|ai-blog)\.|(?:^|[.-])blogs?\./;
const blogPath = /^\/(?:[a-z]{2}\/|~[\w.-]+\/|[\w-]+\/)?(?:blogs?|posts?|weblog)(?:\/|$)/i;
/** `/2023/05/some-title`: the addresses that blogs give their posts. */
const datedPath = /^\/(?:\d{4}\/\d{1,2}\/(?:\d{1,2}\/)?)[\w%-]+/;

/** What an address leads to where that is no paper: told by its host and path alone; undefined for all others. */
export function recogniseOtherWork(url: URL): WorkKind | undefined {
  const host = url.hostname.toLowerCase();
  const path = paths.find(([, on, under]) => on.test(host) && under.test(url.pathname));
  if (path) return path[0];
  if (/\.(?:mp4|webm|mov|m4v)$/i.test(url.pathname)) return 'video';
  // A PDF in a repository is a paper more often than a program.
  if (/\.pdf$/i.test(url.pathname)) return undefined;
  const found = hosts.find(([, on]) => on.test(host));
  if (found) return found[0];
  if (/\.(?:pptx?|key|odp)$/i.test(url.pathname)) return 'slides';
  if (/\.ipynb$/i.test(url.pathname)) return 'code';
  const isBlog = blogHost.test(host) || blogPath.test(url.pathname);
  return isBlog || (/\.github\.io$/.test(host) && datedPath.test(url.pathname)) ? 'post' : undefined;
}

/** What a link of this kind leads to: a paper, unless its address says that it is something else. */
export function workKind(kind: LinkKind): WorkKind {
  switch (kind) {
    case 'video':
    case 'talk':
    case 'slides':
    case 'post':
    case 'thread':
    case 'code':
    case 'gist':
      return kind;
    default:
      return 'paper';
  }
}
