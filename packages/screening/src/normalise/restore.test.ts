import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';
import { Restorer } from './restore.ts';
import { spellingTables } from './spelling-tables.ts';

const restorer = new Restorer(
  spellingTables({ spellings: {}, protect: [], stand_ins: {}, pieces: {}, legitimate: [] }, [
    '取消续费得',
    '签约保过',
    '签约包过',
    '名家推荐',
  ]),
);
const restored = (text: string): string => restorer.restore(normalise(text)).text;

describe('restoring words by their sound', () => {
  it('undoes a character of the same sound', () => {
    expect(restored('明家推荐')).toBe('名家推荐');
  });

  it('leaves ordinary grammar alone, which other rules must still be able to read', () => {
    expect(restored('没有取消续费的按钮')).toBe('没有取消续费的按钮');
  });

  it('leaves what is a word of the rules as it stands', () => {
    expect(restored('签约包过')).toBe('签约包过');
  });
});
