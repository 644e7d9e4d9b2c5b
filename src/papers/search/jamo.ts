const initials = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const vowels = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(' ');
const finals =
  ' ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(
    ' ',
  );
const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;

/**
 * The keys one strikes for a Korean letter: `론` → `ㄹㅗㄴ`, `과` → `ㄱㅗㅏ`. What an input method shows of a word half
 * typed is thus always a beginning of the whole word: `이론` while `이로네` is on its way. Other letters as they are.
 */
export function toJamo(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i++) result += jamoOf(text.charCodeAt(i)) ?? text[i];
  return result;
}

function jamoOf(code: number): string | undefined {
  if (code >= firstSyllable && code <= lastSyllable) {
    const index = code - firstSyllable;
    const initial = initials[Math.floor(index / 588)] ?? '';
    return initial + (vowels[Math.floor((index % 588) / 28)] ?? '') + (finals[index % 28] ?? '');
  }
  // A letter alone, which compatibility normalisation turns into one for the start, middle or end of a syllable.
  if (code >= 0x1100 && code <= 0x1112) return initials[code - 0x1100];
  if (code >= 0x1161 && code <= 0x1175) return vowels[code - 0x1161];
  if (code >= 0x11a8 && code <= 0x11c2) return finals[code - 0x11a7];
  return undefined;
}
