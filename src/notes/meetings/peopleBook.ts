import { bareName, isEveryone, nameKey } from './names';

/** The setting `marginalia.notes.people`: a name as it is to be shown, and the others it goes by. */
export type PeopleAliases = Readonly<Record<string, readonly string[]>>;

/** A person as the notes' to-dos are grouped by. */
export interface Person {
  /** Equal for all names of one person. */
  readonly key: string;
  readonly name: string;
  readonly everyone: boolean;
}

/**
 * Who a written name is. Names that the user gave are matched without case, `@`, titles and role; of all others only
 * those are one person that are written alike, and a given name with the one full name that it can stand for: 길동 with
 * 홍길동, Ada and Ada L. with Ada Lovelace, as long as no other of the notes' names would do.
 */
export class PeopleBook {
  private readonly canonical = new Map<string, string>();
  private readonly full = new Map<string, string | undefined>();
  private readonly spelling = new Map<string, string>();

  /**
   * @param aliases what the user says.
   * @param written every name of the notes, as written there.
   */
  constructor(aliases: PeopleAliases, written: Iterable<string>) {
    for (const [name, others] of Object.entries(aliases)) {
      for (const each of [name, ...others]) {
        const key = nameKey(each);
        if (key !== '' && !this.canonical.has(key)) this.canonical.set(key, name);
      }
    }
    for (const name of written) {
      const key = nameKey(name);
      if (key === '' || this.canonical.has(key) || this.spelling.has(key)) continue;
      this.spelling.set(key, bareName(name));
    }
    const keys = [...this.spelling.keys(), ...this.canonical.keys()];
    for (const key of keys) {
      const given = givenName(key);
      if (given === undefined) continue;
      const name = this.canonical.get(key) ?? this.spelling.get(key);
      // "Ada L." is the one "Ada Lovelace".
      const start = /^\S+ \p{L}(?=\.?$)/u.exec(key)?.[0];
      const [longer, other] =
        start === undefined ? [] : keys.filter((each) => each !== key && each.startsWith(start));
      if (longer !== undefined && other === undefined) {
        this.full.set(key, this.canonical.get(longer) ?? this.spelling.get(longer));
        continue;
      }
      const known = this.full.get(given);
      // Two that share a given name: it stands for neither.
      this.full.set(given, this.full.has(given) && known !== name ? undefined : name);
    }
  }

  person(written: string): Person {
    if (isEveryone(written)) return { key: '*', name: bareName(written), everyone: true };
    const key = nameKey(written);
    const name = this.canonical.get(key) ?? this.full.get(key) ?? this.spelling.get(key) ?? bareName(written);
    return { key: nameKey(name), name, everyone: false };
  }

  /** The persons that names stand for, each once. */
  people(written: readonly string[]): readonly Person[] {
    const byKey = new Map(written.map((name) => [this.person(name).key, this.person(name)]));
    return [...byKey.values()];
  }
}

/** The part of a full name, as compared, that people call each other by; undefined where the name is not a full one. */
export function givenName(key: string): string | undefined {
  const korean = /^\p{Script=Hangul} ?(\p{Script=Hangul}{2})$/u.exec(key)?.[1];
  return korean ?? /^([\p{L}’'-]{2,}) \p{L}/u.exec(key)?.[1];
}

/** All names that the setting holds, which are people wherever they stand. */
export function namesOf(aliases: PeopleAliases): readonly string[] {
  return Object.entries(aliases).flatMap(([name, others]) => [name, ...others]);
}
