import type { Node } from './parse.ts';

/** Most alternatives that one set of words may have; beyond, a shorter factor is taken. */
const MOST_STRINGS = 220;

/** All strings a node can be, when they are few; null when open-ended. Case folding has been done. */
export function exactStrings(node: Node): readonly string[] | null {
  switch (node.type) {
    case 'text':
      return [node.text];
    case 'choice': {
      const all: string[] = [];
      for (const option of node.options) {
        const strings = exactStrings(option);
        if (!strings) return null;
        all.push(...strings);
      }
      return all.length <= MOST_STRINGS ? all : null;
    }
    case 'sequence': {
      let all: readonly string[] = [''];
      for (const part of node.parts) {
        const joined = cross(all, exactStrings(part));
        if (!joined) return null;
        all = joined;
      }
      return all;
    }
    case 'optional': {
      const inner = exactStrings(node.inner);
      return inner ? ['', ...inner] : null;
    }
    case 'capture':
      return exactStrings(node.inner);
    case 'look':
      return [''];
    case 'class':
      return classMembers(node.source);
    default:
      return null;
  }
}

/** The members of a small plain class such as [国省市]; null for ranges and built-ins. */
function classMembers(source: string): readonly string[] | null {
  const inner = /^\[([^^\-\\\]]{1,12})\]$/.exec(source)?.[1];
  return inner ? [...inner] : null;
}

/** Every word of one list joined to every word of another; null when either is open-ended or they are too many. */
export function cross(left: readonly string[], right: readonly string[] | null): readonly string[] | null {
  if (!right || left.length * right.length > MOST_STRINGS) return null;
  return left.flatMap((head) => right.map((tail) => head + tail));
}
