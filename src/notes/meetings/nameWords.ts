/** Words that stand where a name could, and are none: the usual labels and topics of minutes. */
const english =
  'abstract action actions agenda algorithm all analysis announcement answer appendix application approach architecture ' +
  'argument assumption attempt background baseline benchmark bound bug budget case challenge claim clarification code ' +
  'comment comparison computation conclusion condition conjecture connection context contribution corollary data dataset ' +
  'datasets date deadline decision decisions definition demo design details dimension direction discussion done draft ' +
  'equation error estimate evaluation example examples experiment experiments explanation fact feedback figure finding ' +
  'findings fix framework future goal goals hint hypothesis idea ideas implementation important info information input ' +
  'insight intro introduction intuition issue issues law lemma limitation limitations link links literature location loss ' +
  'math maths meeting metric method methods milestone minutes misc model models motivation name network new next note ' +
  'notes objective objectives observation observations open option options other others outcome outline output overview ' +
  'paper papers parameters part phase place plan plans plot point points poster presentation problem problems procedure ' +
  'progress project proof property proposal proposition question questions reading reason recap reference references related ' +
  'reminder remark remarks report request research resources result results review risk risks room schedule scope section ' +
  'setup slides solution status step steps strategy structure subject submission suggestion summary table takeaway ' +
  'takeaways target task tasks team test theorem theory thoughts time timeline tip title to todo tool tools topic topics ' +
  'training update updates upshot version warning week why what when where who how which work writing zoom ' +
  'january february march april may june july august september october november december monday tuesday wednesday thursday ' +
  'friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec today tomorrow yesterday ' +
  'pros cons pro con also and but so then thus hence however because since first second third last finally current ' +
  'previous old main key low high optimal information neural learning gradient random gaussian linear kernel weak strong ' +
  'need try want start continue remember ready aim go able check read write find get look make fix run send ask ' +
  'left right yes no maybe agreed proposed motivation should can could would is are we it this that the a an in on for of with';

const korean =
  '가설 가정 개요 개선 개인 검토 결과 결론 결정 경우 계산 계획 고민 공유 공지 과정 과제 관련 구조 구현 근거 기간 기본 기준 ' +
  '기존 기타 나중 날짜 내용 논문 논의 다음 답변 단계 단점 담당 대상 데이터 도구 동기 동의 마감 매우 메모 명제 모델 모두 목록 ' +
  '목적 목표 문의 문제 미정 미팅 반론 발견 발표 방법 방향 배경 변경 보고 보류 보완 부록 분석 비고 비교 사례 사실 상태 상황 ' +
  '설명 설정 성능 세부 소개 수식 수정 수학 숙제 순서 시간 시도 실험 아이디어 안건 안내 알림 연구 영상 예산 예상 예시 예정 ' +
  '완료 요약 요청 우선 유의 의견 의문 의미 이론 이번 이유 이후 인용 일정 일시 입력 자료 작업 장단점 장소 장점 저녁 전략 전체 ' +
  '점검 정의 정리 정보 정도 제목 제안 제출 조건 조사 종합 주의 주제 중요 증명 지난 지표 지원 진도 진행 질문 차원 참고 참석 ' +
  '첨부 최종 추가 추천 출처 취소 코드 토의 통계 특징 파일 평가 표현 하나 학습 한계 함수 해결 핵심 현재 현황 확인 환경 회의 효과 ' +
  '후보 후속 오늘 내일 어제 오전 오후 링크 출력 기호 성질 보조 정규 수렴 분포 공간 거리 차이 비용 손실 최적 유도 도입 서론 본론 ' +
  '추정 신경망 유사도 인공지능 정보량 이미지 상수 변수 미분 적분 기하 지수 인수 수치 선형 유한 무한 이상 이하 정수 실수';

const notNames = new Set([...english.split(' '), ...korean.split(' ')]);

export function isLabelWord(word: string): boolean {
  const lower = word.toLowerCase();
  return notNames.has(lower) || (lower.endsWith('s') && notNames.has(lower.slice(0, -1)));
}

const dayWord =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|today|tomorrow|yesterday|오늘|내일|어제|[월화수목금토일]요일)$/iu;

/** "@January 16, 2025", "@today": what editors of notes write for a day as they write a person. */
export function isDayWord(mention: string): boolean {
  return dayWord.test(mention.replace(/^[@＠]/u, ''));
}

/** Family names, which nearly all Koreans share, and the syllables that most given names are made of. */
const familyNames = new Set(
  '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용',
);
const givenSyllables = new Set(
  '가건경고관광교구권규근기길나남다단대덕도동라란람래려련렬록루룩리린림만명모문미민바방배백범별병보복봉빈빛산삼상새샘서석선설섭성세소솔송수숙순슬승시식신아안애양언여연열엽영예오옥온완용우욱운웅원월위유윤율은을의이익인일임자장재전정제조종주준중지진찬창채천철청초춘충치태택평필하학한해향헌혁현형혜호홍화환회효후훈휘희슬빛담겸린랑휼솜결늘',
);
const longFamilyNames = /^(?:남궁|황보|제갈|선우|독고|사공|서문)/u;

export type HangulShape = 'full' | 'given' | 'none';

/** Whether Hangul letters have the shape of a full name (홍길동) or of a given name alone (길동). */
export function hangulShape(word: string): HangulShape {
  if (isLabelWord(word)) return 'none';
  const [first = '', ...others] = word;
  const areGiven = (syllables: readonly string[]): boolean =>
    syllables.every((each) => givenSyllables.has(each));
  if (word.length === 4 && longFamilyNames.test(word) && areGiven([...word].slice(2))) return 'full';
  if (word.length === 3 && familyNames.has(first) && areGiven(others)) return 'full';
  if (word.length === 2 && areGiven([...word])) return 'given';
  return 'none';
}
