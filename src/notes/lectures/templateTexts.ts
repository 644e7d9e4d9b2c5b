/** What {@link fillTemplate} puts where. */
export const placeholders = ['title', 'course', 'date', 'lecturer', 'source', 'cursor'] as const;
export type Placeholder = (typeof placeholders)[number];

/** The template that a new lecture note is made from where the user names none, and that gaps are told by. */
export const englishTemplate = `# {{title}}

## Meta
- Course: {{course}}
- Date: {{date}}
- Lecturer: {{lecturer}}
- Source/Link: {{source}}

## Part 1
- Flow of this part <!--(how each idea asks for the next one, rather than what was said when)-->
    1. {{cursor}}
- Terminology Map <!--(new words; words that mean the same)-->
    - 
- Why it matters <!--(a line or two: what would not work without this part)-->
    - 

## Part 2
- Limitation → Fix <!--(what the part before leaves open → what this part does about it)-->
    - prev: 
    - fix: 
- Flow of this part
    1. 
- Terminology Map
    - 
- Why it matters
    - 

## My Confusion & Clarification <!--(questions as they come; answers when they do)-->
- Q. 
- A. 
`;

export const koreanTemplate = `# {{title}}

## Meta
- 과목: {{course}}
- 날짜: {{date}}
- 강사: {{lecturer}}
- 출처/링크: {{source}}

## Part 1
- 이 파트의 흐름 <!--(말한 순서가 아니라, 한 생각이 다음 생각을 어떻게 부르는지)-->
    1. {{cursor}}
- 용어 정리 <!--(새로 나온 말, 서로 같은 말)-->
    - 
- 왜 중요한가 <!--(한두 줄: 이 파트가 없으면 무엇이 안 되는지)-->
    - 

## Part 2
- 한계 → 해결 <!--(앞 파트가 남긴 것 → 이번 파트가 하는 일)-->
    - 한계: 
    - 해결: 
- 이 파트의 흐름
    1. 
- 용어 정리
    - 
- 왜 중요한가
    - 

## 질문과 답 <!--(떠오르는 대로 적고, 풀리면 답을 적기)-->
- Q. 
- A. 
`;
