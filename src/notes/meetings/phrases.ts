/** "We decided to …", "~하기로 했다": a decision in the middle of the minutes. */
const decided =
  /^(?:decided|agreed|resolved|settled)\b(?! whether)|\b(?:we|they|group|team|everyone|all)(?:['’]ve| have| has)?(?: all| both| finally| then| now)? (?:decided|agreed|settled|concluded|voted|chose)\b|\b(?:it was|has been|have been|was|were) (?:decided|agreed|settled)\b|기로 ?(?:결정|합의|했|함|하였|하고 ?결정|정함|정했)|(?:으로|로|을|를|이|가)? ?(?:결정|합의|확정)(?:함|했|하였|됨|되었|됐|하기로|완료)/iu;
const undecided =
  /\b(?:not|n['’]t|never|yet to be|to be|if|unless|once|until|when|before|whether|nobody|no one) (?:(?:been|be|we|they|have|has|yet|all|finally) ){0,3}(?:decided|agreed|settled)|\bundecided\b|(?:결정|합의|확정)(?:하지|되지|은|을|이)? ?(?:못|않|안 ?됐|미정|필요|예정)|아직 ?(?:결정|합의|확정)|\?$/iu;
const letUs =
  /(?:^|[.,;:–—→]\s*|\b(?:so|then|but|and|yes|no|ok(?:ay)?|for now)\b,?\s+)let['’]?s\b(?! (?:see|discuss|talk|think)\b)|하기로|(?:하|보류하|미루|진행하|정하|쓰|빼|두)자(?=[\s.!)]|$)/iu;

const yesOrNo = /^(?:yes|no|yeah|nope|agreed|네|예|아니(?:오|요)?|응)(?=[\s.,:;!–—-]|$)/iu;

/** @param speaking whether it is somebody's line: "agreed to present" is then what that person took on. */
export function saysDecided(text: string, speaking: boolean): boolean {
  if (speaking && /^(?:decided|agreed|resolved|settled)\b/iu.test(text)) return false;
  return decided.test(text) && !undecided.test(text);
}

/** An answer that settles the question it stands under: "let's …", or yes or no to "should we …?". */
export function settlesQuestion(answer: string, question: string): boolean {
  if (!/[?？]\s*$/u.test(question) || /[?？]\s*$/u.test(answer)) return false;
  return (
    letUs.test(answer) ||
    (/^(?:should|shall|do|can|may) we\b|(?:할까|할까요|볼까|볼까요)[?？]/iu.test(question) &&
      yesOrNo.test(answer))
  );
}

/** "need to review …" with or without a name before it. */
const needsTo =
  /^(?:still |also |just )?(?:needs?|have|has|ha[sd] got|must|is|are) to (?=\p{L}{2})(?!be (?:seen|known)\b)/iu;
const must = /^must (?=\p{L}{2})/iu;
const koreanTask =
  /(?:볼|할|올|갈|둘|낼|줄|쓸|만들|돌릴|고칠|읽을|찾을|바꿀|풀) (?:것|거|것임|예정)\s*[.!)]*$|(?:조사|정리|구현|검토|리뷰|작성|준비|발표|확인|공유|실험|제출|비교|증명|읽어|찾아)(?:해 ?오기|해 ?보기|하기|보기|오기)\s*[.!)]*$/u;
/** "…해야 함" is a task where it is somebody's; else it is an opinion as often. */
const koreanDuty =
  /(?:\p{Script=Hangul}야 ?(?:함|한다|됨|된다|합니다|해요)|\p{Script=Hangul} ?필요(?:가|는)? ?(?:있음|있다|있습니다|있어요))\s*[.!)]*$/u;
/** What has to be so, rather than be done: "연속이어야 함". */
const koreanCondition =
  /(?:이어|(?<!하)여|있어|없어|같아|작아|커|높아|낮아|많아|적어|아니어|맞아)야 ?\p{Script=Hangul}{1,4}\s*[.!)]*$/u;
/** "I need to …", "I'll …", "will …" in somebody's own words. */
const promise =
  /^(?:(?:I['’]ll|I will|will|I(?:['’]m| am) going to|I (?:still |also )?(?:need|have) to|I must) )(?=\p{Ll}{2})/u;

/**
 * Whether a line says of itself that something is to be done.
 *
 * @param assigned whether a name stands in front of it.
 */
export function saysToDo(text: string, assigned: boolean): boolean {
  if (/[?？]\s*$/u.test(text)) return false;
  return (
    needsTo.test(text) ||
    must.test(text) ||
    koreanTask.test(text) ||
    (assigned && koreanDuty.test(text) && !koreanCondition.test(text))
  );
}

/** Whether somebody's own words take something on: "I'll write to them", below or behind their name. */
export function promises(text: string): boolean {
  return promise.test(text) && !/[?？]\s*$/u.test(text);
}

/** "Mateo needs to …", "홍철이 …할 것": the part before is a name, which the caller knows. */
export const personThenTask =
  /^(?<name>(?:\p{Lu}\.[ -]?)*\p{Lu}[\p{L}’'-]*(?: (?:\p{Lu}\.|\p{Lu}[\p{L}’'-]*)){0,3}(?:(?:,| and| &) \p{Lu}[\p{L}’'-]*)*|[@＠]?\p{Script=Hangul}{2,4}?)(?:(?:이|가|은|는|님이|님은)? |\s)(?<verb>(?:still |also )?(?:needs? to|has to|have to|must|will|should|is to|are to|to) (?=\p{L}))?(?<task>.+)$/u;

/** A line that illustrates the one before it rather than being a to-do of its own. */
export const aside =
  /^(?:for (?:example|instance)|e\.?g\b|i\.?e\b|ex\)|ex[:.]|cf\b|note that|note[:：]|nb[:：]|see also|that is|in particular|예[:)]|예를 ?들|예컨대|참고|즉[,\s]|단[,\s]|※|→|->|=>|⇒)/iu;

/** Marks in the words themselves that say a thing is done. */
export const doneMark =
  /(?:^|\s)[(（[]?(?:done|finished|completed|완료(?:됨|함)?|끝)[)）\]]\s*$|^\s*[✅✔☑]|[✅✔☑]\ufe0f?\s*$/iu;
