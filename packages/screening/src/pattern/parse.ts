import { foldChars } from '../normalise/normalise.ts';

/** Syntax tree of a pattern. */
export type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'class'; readonly source: string }
  | { readonly type: 'any'; readonly source: string }
  | { readonly type: 'sequence'; readonly parts: readonly Node[] }
  | { readonly type: 'choice'; readonly options: readonly Node[] }
  | { readonly type: 'optional'; readonly inner: Node }
  | { readonly type: 'look'; readonly mark: '!' | '<!' | '=' | '<='; readonly inner: Node }
  | { readonly type: 'capture'; readonly name: string; readonly inner: Node };

/** What a pattern got wrong; `at` is the offset in the pattern. */
export class PatternError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = 'PatternError';
    this.at = at;
  }
}

/** Finds the words of a list `{name}`; undefined when there is no such list. */
export type WordLookup = (name: string) => readonly string[] | undefined;

/** A gap inside a clause and inside a sentence. */
const CLAUSE_GAP = '[^。!?\\n,;]';
const SENTENCE_GAP = '[^。!?\\n]';
const BUILT_IN: Readonly<Record<string, string>> = {
  n: '\\d+(?:\\.\\d+)?',
  cn: '[零一二两三四五六七八九十百千万]+',
  num: '(?:\\d+(?:[.,]\\d+)*|[零一二两三四五六七八九十百千]+)',
  money: '(?:\\d+(?:[.,]\\d+)*|[零一二两三四五六七八九十百千]+)(?:万|千|百|亿|w|k)?',
};

/**
 * Parses one pattern. `(a|b)` choice, `?` optional, `~8` up to 8 characters in the clause, `~~8` in the sentence,
 * `{list}` a word list or built-in number (`{n}`, `{cn}`, `{num}`, `{money}`), `{list:name}` keeps what it matched,
 * `[…]` a character class, `(?!…)` `(?<!…)` look around, `^` `$` ends of the sentence, `\` takes a sign literally.
 */
export function parsePattern(pattern: string, words: WordLookup): Node {
  const parser = new Parser(pattern, words, []);
  const node = parser.choice();
  parser.expectEnd();
  return node;
}

class Parser {
  readonly #source: string;
  readonly #words: WordLookup;
  readonly #open: readonly string[];
  #at = 0;

  constructor(source: string, words: WordLookup, open: readonly string[]) {
    this.#source = source;
    this.#words = words;
    this.#open = open;
  }

  expectEnd(): void {
    if (this.#at < this.#source.length) throw new PatternError(`多出的“${this.#source[this.#at]}”`, this.#at);
  }

  choice(): Node {
    const options: Node[] = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      options.push(this.#sequence());
    }
    return options.length === 1 ? (options[0] as Node) : { type: 'choice', options };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    while (
      this.#at < this.#source.length &&
      this.#source[this.#at] !== '|' &&
      this.#source[this.#at] !== ')'
    ) {
      let atom = this.#atom();
      if (this.#source[this.#at] === '?') {
        this.#at++;
        atom = { type: 'optional', inner: atom };
      }
      parts.push(atom);
    }
    return parts.length === 1 ? (parts[0] as Node) : { type: 'sequence', parts };
  }

  #atom(): Node {
    const sign = this.#source[this.#at] ?? '';
    switch (sign) {
      case '(':
        return this.#group();
      case '[':
        return this.#charClass();
      case '{':
        return this.#list();
      case '~':
        return this.#gap();
      case '^':
      case '$':
        this.#at++;
        return { type: 'any', source: sign };
      case '\\':
        return this.#escape();
      case '?':
        throw new PatternError('“?”前面没有内容', this.#at);
      default:
        this.#at++;
        return { type: 'text', text: foldChars(sign) };
    }
  }

  #group(): Node {
    const start = this.#at;
    this.#at++;
    const look = /^\?(<!|<=|!|=)/.exec(this.#source.slice(this.#at, this.#at + 3));
    if (look) this.#at += look[0].length;
    const inner = this.choice();
    if (this.#source[this.#at] !== ')') throw new PatternError('括号没有闭合', start);
    this.#at++;
    return look ? { type: 'look', mark: look[1] as '!', inner } : inner;
  }

  #charClass(): Node {
    const end = this.#source.indexOf(']', this.#at);
    if (end < 0) throw new PatternError('“[”没有闭合', this.#at);
    const source = foldChars(this.#source.slice(this.#at, end + 1));
    this.#at = end + 1;
    return { type: 'class', source };
  }

  #gap(): Node {
    const match = /^(~~?)(\d+)/.exec(this.#source.slice(this.#at));
    if (!match) throw new PatternError('“~”后面应写字数', this.#at);
    this.#at += match[0].length;
    const inside = match[1] === '~~' ? SENTENCE_GAP : CLAUSE_GAP;
    return { type: 'any', source: `${inside}{0,${match[2]}}?` };
  }

  #escape(): Node {
    const next = this.#source[this.#at + 1] ?? '';
    this.#at += 2;
    if (/[dwDWsS]/.test(next)) return { type: 'class', source: `\\${next}` };
    return { type: 'text', text: foldChars(next) };
  }

  #list(): Node {
    const match = /^\{([a-z][\w-]*)(?::([a-z]\w*))?\}/.exec(this.#source.slice(this.#at));
    if (!match?.[1]) throw new PatternError('“{”后面应写词表名', this.#at);
    const name = match[1];
    const inner = this.#lookUp(name);
    this.#at += match[0].length;
    return match[2] ? { type: 'capture', name: match[2], inner } : inner;
  }

  #lookUp(name: string): Node {
    const builtIn = BUILT_IN[name];
    if (builtIn) return { type: 'class', source: builtIn };
    if (this.#open.includes(name)) throw new PatternError(`词表“${name}”绕回了自己`, this.#at);
    const words = this.#words(name);
    if (!words || words.length === 0) throw new PatternError(`没有词表“${name}”`, this.#at);
    const options = words.map((word) => {
      const parser = new Parser(word, this.#words, [...this.#open, name]);
      const node = parser.choice();
      parser.expectEnd();
      return node;
    });
    return options.length === 1 ? (options[0] as Node) : { type: 'choice', options };
  }
}
