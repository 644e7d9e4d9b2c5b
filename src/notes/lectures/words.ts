/** What a heading or a bullet of a lecture note is there for. */
export type SectionKey = 'meta' | 'limitation' | 'flow' | 'terms' | 'why' | 'questions' | `own:${string}`;

/** What one word or phrase of a label says; several of them together make a section's key. */
export type LabelRole = Exclude<SectionKey, 'limitation'> | 'prev' | 'fix' | 'answer';

const words: Readonly<Record<Exclude<LabelRole, `own:${string}`>, string>> = {
  meta:
    'meta|metadata|meta data|info|information|details|lecture info|about|course info|header|overview of the lecture|' +
    '메타|메타데이터|메타 정보|정보|기본 정보|강의 정보|수업 정보|개요 정보',
  prev:
    'limitation|limitations|limit|limits|problem|problems|issue|issues|drawback|drawbacks|weakness|weaknesses|' +
    'shortcoming|shortcomings|pain point|pain points|open problem|failure|failures|what was missing|what went wrong|' +
    '한계|한계점|제한점|문제|문제점|단점|약점|어려움|이슈|아쉬운 점|해결할 문제',
  fix:
    'fix|fixes|fixed|solution|solutions|remedy|remedies|resolution|resolutions|workaround|workarounds|' +
    'improvement|improvements|how it is fixed|how it is solved|cure|' +
    '해결|해결책|해결법|해결 방법|해결방법|해결 방안|해결방안|해법|개선|개선점|개선책|개선 방안|대안|보완|보완책|극복|극복 방법|처방',
  flow:
    'flow|storyline|story|line of thought|progression|development|step by step|walkthrough|how it develops|' +
    'flow of ideas|logical flow|narrative|argument|thread|' +
    '흐름|전개|진행|전개 과정|논리 전개|논리 흐름|강의 흐름|내용 흐름|이야기 흐름|흐름 정리',
  terms:
    'terminology|terminology map|term|terms|glossary|vocabulary|term map|definitions|key terms|new terms|jargon|' +
    'terms and definitions|dictionary|' +
    '용어|용어집|용어 정리|용어 사전|용어 지도|용어 맵|용어 설명|용어 정의|용어 뜻|핵심 용어|단어장|개념 정리|용어 등치',
  why:
    'why it matters|why this matters|why does it matter|why does this matter|why it is important|why is it important|' +
    'why is this important|why this is important|why important|why care|why should i care|why we care|so what|' +
    'significance|importance|relevance|motivation|why|' +
    '왜 중요한가|왜 중요한지|왜 중요할까|왜 중요한가요|왜 중요|중요한 이유|중요성|의의|왜 필요한가|필요성|왜 배우는가',
  questions:
    'confusion|confusions|question|questions|q|q&a|qna|q a|faq|open question|open questions|doubts|doubt|unclear|' +
    "what i did not understand|things i do not get|things i don’t get|things i don't get|still unclear|clarification|" +
    'clarifications|' +
    '질문|질문들|질문 사항|질문사항|궁금한 점|궁금증|헷갈리는 점|헷갈린 점|헷갈리는 것|헷갈린 것|의문|의문점|의문 사항|질의응답|' +
    '이해 안 되는 점|이해 안 된 점|이해가 안 되는 점|모르는 것|모르겠는 점|혼란|혼동',
  answer: 'answer|answers|a|clarified|답|답변|답변들|해답|해결한 것|정리한 답',
};

/** Only within a section on limitations do these say which side they are. */
const weakWords: Readonly<Record<'prev' | 'fix', string>> = {
  prev:
    'prev|previous|previously|before|earlier|old|so far|until now|gap|gaps|challenge|challenges|bottleneck|from|last|' +
    '이전|기존|지금까지|앞|지난|전|종전|과거',
  fix:
    'now|new|after|next|this|today|idea|approach|method|answer|to|how|here|' +
    '이번|이후|현재|새로운 방법|방법|접근|접근법|아이디어|후',
};

/** Words around a label that do not change what it says. */
const fillers = new Set(
  (
    "of|this|that|the|a|an|in|for|my|our|your|from|at|part|parts|part's|part’s|lecture|lecture's|lecture’s|section|" +
    'chapter|key|main|important|some|all|each|short|brief|here|map|list|overall|and|' +
    '이|그|내|나의|우리|파트|파트의|파트에서|파트에서의|강의|강의의|강의에서|섹션|섹션의|장|장의|부분|부분의|주요|핵심|전체|정리|' +
    '간단한|및|목록|나만의|새|새로운|나온|배운|오늘의'
  ).split('|'),
);

const strong = table(words);
const weak = table(weakWords);

function table(source: Readonly<Record<string, string>>): ReadonlyMap<string, LabelRole> {
  return new Map(
    Object.entries(source).flatMap(([role, phrases]) =>
      phrases.split('|').map((phrase) => [phrase, role as LabelRole] as const),
    ),
  );
}

/** Longer ones are sentences. */
const longestLabel = 80;

export const arrowSigns = '→|⟶|➔|➜|➡|⇒|⟹|⇨';
const leadingArrow = new RegExp(String.raw`^\s*(?:${arrowSigns}|▶|[-=]+>)\s*`, 'u');

/** A label without what only dresses it: emphasis, numbering, emoji, brackets, the colon at its end; lower case. */
export function normaliseLabel(label: string): string {
  if (label.length > longestLabel) return '';
  if (/^[A-Za-z]+(?: [A-Za-z]+)*$/.test(label)) return label.toLowerCase();
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[*_`~#"“”]|\p{Extended_Pictographic}|\ufe0f|\u200d/gu, '')
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .replace(leadingArrow, '')
    .replace(/^\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s+|[①-⑳]\s*)/u, '')
    .replace(/[\s.,:;!?…-]+$/u, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What one side of a label says: a phrase, or words that all say the same but for those that say nothing. */
export function wordRole(side: string, within: 'limitation' | undefined): LabelRole | undefined {
  const exact = strong.get(side) ?? (within ? weak.get(side) : undefined);
  if (exact) return exact;
  const tokens = side.split(' ').filter((token) => !fillers.has(token));
  if (tokens.length === 0 || tokens.length > 6) return undefined;
  const core = tokens.join(' ');
  const role = strong.get(core) ?? (within ? weak.get(core) : undefined);
  if (role) return role;
  // "previous limitation", "이전 한계": a word that places it before one that names it; "new limitation" too.
  const named = tokens.flatMap((token) => strong.get(token) ?? strong.get(withoutParticle(token)) ?? []);
  const places = tokens.filter((token) => weak.has(token) || weak.has(withoutParticle(token))).length;
  const [first] = named;
  const same = first !== undefined && named.every((each) => each === first);
  return same && named.length + places >= tokens.length ? first : undefined;
}

function withoutParticle(token: string): string {
  return token.replace(/(?<=\p{Script=Hangul})(?:의|에서의|에서|에|은|는|과|와|들)$/u, '');
}
